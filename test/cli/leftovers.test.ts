import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { beginRun, endRun, leftBy, type OwnRun } from '../../src/cli/testing/leftovers.ts';
import { cloudId, identityDigest } from '../../src/common/cloud-id.ts';
import { run } from '../../src/common/command.ts';

const kept = { ...process.env };
const ended: (() => Promise<unknown>)[] = [];
after(async () => {
  // what cannot be taken away keeps nothing else
  for (const end of ended.toReversed()) await end().catch((error: unknown) => console.error(error));
});

/** A run beside the one that this test is of. */
async function runBeside(): Promise<OwnRun> {
  const own = await beginRun();
  for (const name of ['TMPDIR', 'SLIPWAY_TEST_RUN', 'SLIPWAY_TEST_CLOUDS']) {
    delete process.env[name];
    if (kept[name] !== undefined) process.env[name] = kept[name];
  }
  ended.push(() => endRun(own));
  return own;
}

/** Leaves one of everything that a run can leave, a cloud among it; returns it as it is told. */
async function leave({ id, directories, clouds }: OwnRun): Promise<string[]> {
  const cloud = cloudId(identityDigest(directories[0]));
  await appendFile(clouds, `${cloud} slipway-home of some.test.ts\n`);
  const namespaces = [`slipway-${cloud}-ext`, `slt-${cloud}-0`, `slipway-${id}-outside-1`];
  for (const namespace of namespaces) {
    await run('ip', ['netns', 'add', namespace]);
    ended.push(() => run('ip', ['netns', 'del', namespace]));
  }
  const links = [`slipway-${cloud}`, `veth-${id}-1`];
  for (const [index, link] of links.entries()) {
    const peer = ['peer', 'name', `eth${index}`, 'netns', `slipway-${cloud}-ext`];
    await run('ip', ['link', 'add', link, 'type', 'veth', ...peer]);
    ended.push(() => run('ip', ['link', 'del', link]));
  }
  await run('nft', ['add', 'table', 'inet', `slipway_${cloud}`]);
  ended.push(() => run('nft', ['delete', 'table', 'inet', `slipway_${cloud}`]));
  const homes = directories.map((directory) => join(directory, 'slipway-home'));
  for (const home of homes) await mkdir(home);
  const child = spawn('sleep', ['infinity'], { cwd: homes[0] });
  ended.push(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const all = [
    ...namespaces.flatMap((name) => [`namespace ${name}`, `mount nsfs /run/netns/${name}`]),
    ...links.map((name) => `link ${name}`),
    `nftables table slipway_${cloud}`,
    ...homes.map((home) => `file ${home}`),
    `process ${child.pid} of ${homes[0]}: sleep infinity`,
  ];
  // what only the id of a cloud tells of is told with whose cloud that is
  return all.map((trace) => (trace.includes(cloud) ? `${trace} (slipway-home of some.test.ts)` : trace)).toSorted();
}

test('a run is told of everything that it has left, and of nothing that is of another run or cloud', async () => {
  const [own, other] = [await runBeside(), await runBeside()];
  const [left, theirs] = [await leave(own), await leave(other)];
  // a cloud that somebody runs on this machine
  const foreign = `slipway-${cloudId(identityDigest(`${own.directories[0]}/unlisted`))}-ext`;
  await run('ip', ['netns', 'add', foreign]);
  ended.push(() => run('ip', ['netns', 'del', foreign]));
  const told = async (of: OwnRun) => [...new Set(await leftBy(of, 0))].toSorted();
  assert.deepEqual(await told(own), left);
  assert.deepEqual(await told(other), theirs);
  for (const directory of own.directories) await rm(join(directory, 'slipway-home'), { recursive: true });
  const files = left.filter((trace) => trace.startsWith('file '));
  assert.deepEqual(
    left.filter((trace) => !files.includes(trace)).map((trace) => trace.replace(/ (of|\().*/, '')),
    (await told(own)).map((trace) => trace.replace(/ (of|\().*/, '')),
  );
});

test('tests make their directories where the run looks for what is left', () => {
  const root = new URL('../..', import.meta.url).pathname;
  const files = globSync(['test/**/*.ts', 'bench/**/*.ts'], { cwd: root });
  const elsewhere = files.flatMap((file) => {
    if (file === 'test/cli/leftovers.test.ts') return [];
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    return lines.filter((line) => /mkdtemp(Sync)?\((?!join\()/.test(line)).map((line) => `${file}: ${line.trim()}`);
  });
  assert.deepEqual(elsewhere, []);
});
