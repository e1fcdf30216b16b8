import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeMiB } from '../../src/cli/terminal/size.ts';
import { setUpCloud } from '../support/setup.ts';
import { slipway } from './cli.ts';

const cloud = await setUpCloud({ variables: { SLIPWAY_KEEP_DELETED_DAYS: '' } });

async function ends(code: number, ...args: string[]): Promise<string> {
  const env = { SLIPWAY_HOME: cloud.home };
  const result = await slipway(env, ...args);
  assert.equal(result.code, code, `slipway ${args.join(' ')}: ${result.stderr}${result.stdout}`);
  return result.stdout + result.stderr;
}

test('a volume is created, attached, extended, detached and deleted by name', async () => {
  await ends(0, 'vm', 'create', 'web');
  const uuid = (await ends(0, 'volume', 'create', 'data', '--size', '2G', '-q')).trim();
  assert.match(await ends(0, 'volume', 'attach', 'data', 'web'), /^state +in-use$/m);
  assert.match(await ends(5, 'volume', 'delete', 'data'), /attached to a VM. Detach it first/);
  assert.match(await ends(0, 'volume', 'extend', 'data', '--size', '4G'), /^size +4 GiB$/m);
  await ends(2, 'volume', 'extend', 'data', '--size', 'much');
  const list = JSON.parse(await ends(0, 'volume', 'list', '--vm', 'web', '--json'));
  assert.deepEqual(
    list.results.map(({ name }: { name: string }) => name),
    ['data', 'web-system'],
  );
  assert.match(await ends(0, 'volume', 'detach', uuid), /^state +available$/m);
  assert.match(await ends(0, 'volume', 'delete', 'data'), /Deleted data/);
  await ends(3, 'volume', 'show', 'data');
});

test('a volume that was deleted is brought back by name, or deleted for good', async () => {
  await ends(0, 'volume', 'create', 'lost', '--size', '1G');
  assert.match(
    await ends(0, 'volume', 'delete', 'lost'),
    /Deleted lost\. Until 20.* "\.\/slipway volume undelete .*" brings it back/,
  );
  assert.match(await ends(0, 'volume', 'list', '--deleted'), /^lost +20\S+ +20\S+ +admin +1 GiB/m);
  assert.match(await ends(0, 'quota', 'show'), /^storage +.*\(.* deleted\)/m);
  assert.match(await ends(0, 'volume', 'undelete', 'lost'), /lost is back: \.\/slipway volume show/);
  assert.match(await ends(0, 'volume', 'show', 'lost'), /^state +available$/m);
  for (let made = 1; made <= 2; made++) {
    await ends(0, 'volume', 'delete', 'lost');
    await ends(0, 'volume', 'create', 'lost', '--size', '1G');
  }
  assert.match(await ends(2, 'volume', 'purge', 'lost'), /2 deleted things of kind volume were called "lost"/);
  const { results } = JSON.parse(await ends(0, 'volume', 'list', '--deleted', '--name', 'lost', '--json'));
  const uuids = results.map(({ uuid }: { uuid: string }) => uuid);
  assert.match(await ends(0, 'volume', 'purge', ...uuids), /lost is gone for good/);
  assert.match(await ends(0, 'volume', 'delete', 'lost', '--now'), /^Deleted lost\.$/m);
  assert.match(await ends(3, 'volume', 'undelete', 'lost'), /There is no deleted volume "lost"/);
});

test('a volume is ordered as a VM is: rehearsed first, by a quote, for a project, waiting or not', async () => {
  const rehearsed = await ends(0, 'volume', 'create', 'logs', '--size', '3G', '--dry-run');
  assert.match(rehearsed, /^volumes +logs 3 GiB$/m);
  assert.doesNotMatch(rehearsed, /^ports/m);
  assert.match(await ends(3, 'volume', 'show', 'logs'), /no volume "logs"/);
  const quote = (await ends(0, 'volume', 'create', 'logs', '--size', '3G', '--dry-run', '-q')).trim();
  const said = await ends(0, 'volume', 'create', 'logs', '--size', '3G', '--quote', quote, '--description', 'of all');
  assert.match(said, /^state +available$[^]*^Order [\w-]{36} for volume "logs"$/m);
  const order = JSON.parse(await ends(0, 'volume', 'create', 'more', '--size', '1G', '--no-wait', '--json'));
  assert.deepEqual([order.type, order.resource_name], ['Create', 'more']);
  await ends(0, 'order', 'watch', order.uuid);
  assert.match(await ends(6, 'volume', 'create', 'huge', '--size', '16T'), /storage: limit \d+, used \d+, needed \d+/);
  assert.match(await ends(3, 'volume', 'create', 'x', '--size', '1G', '--type', 'tape'), /There are: default\./);
  assert.match(await ends(0, 'volume-type', 'list'), /^default .* yes$/m);
});

test('a VM is created with volumes, and deleted with or without them', async () => {
  await ends(0, 'vm', 'create', 'kept', '--volume', '1G', '2048');
  await ends(0, 'vm', 'delete', 'kept', '--keep-volumes');
  assert.match(await ends(0, 'volume', 'list'), /kept-data-2 +2 GiB +available/);
  await ends(0, 'vm', 'create', 'gone', '--volume', '1G');
  await ends(0, 'vm', 'delete', 'gone');
  assert.doesNotMatch(await ends(0, 'volume', 'list'), /gone/);
});

test('sizes are MiB, or have a unit', () => {
  const read = { '2048': 2048, '512M': 512, '10G': 10_240, '10GiB': 10_240, '1t': 1_048_576 };
  for (const [text, size] of Object.entries(read)) assert.equal(sizeMiB(text), size, text);
  for (const wrong of ['', '0', '-1', '1.5G', '10K', 'G']) assert.throws(() => sizeMiB(wrong), wrong);
});
