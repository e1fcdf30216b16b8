import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { diagnosisLines } from '../../src/cli/terminal/diagnosis.ts';
import { followed, mended } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { Operator } from './operator.ts';
import { slipway } from './cli.ts';

const cloud = await setUpCloud();
const { ends, json } = new Operator(cloud);
const { driver, world } = cloud;

interface Entry {
  uuid: string;
  kind: string;
  id: string;
  at: string;
  kept_until: string;
}
const trash = (): Promise<Entry[]> => json('doctor', 'trash');

/** What a command that ends so has told; the remedies of `doctor` stand beside what it has found. */
async function told(code: number, ...args: string[]): Promise<string> {
  const result = await slipway(cloud.env, ...args);
  assert.equal(result.code, code, result.stderr);
  return result.stdout;
}

/** Data on the host that no record knows. */
async function stray(): Promise<string> {
  const id = randomUUID();
  await driver.createVolume({ id, sizeMiB: 7, image: null });
  return id;
}

test('doctor --fix shows what it would touch, and touches nothing before somebody has said yes', async () => {
  const id = await stray();
  const before = await world();
  const asked = await ends(2, 'doctor', '--fix');
  assert.match(asked.stderr, new RegExp(`^to be moved to the trash: volume ${id}`, 'm'));
  assert.deepEqual(await world(), before);
  assert.deepEqual(await trash(), []);
  await followed(
    'not-confirmed',
    /Nothing was done.*\nNext: {2}Add --yes/,
    () => asked,
    () => ends(0, 'doctor', '--fix', '--yes'),
  );
});

test('what was moved to the trash is listed for 30 days, and is put back as it was', async () => {
  const id = await stray();
  const { stdout } = await ends(0, 'doctor', '--fix', '--yes');
  assert.match(stdout, new RegExp(`^moved to the trash: volume ${id}`, 'm'));
  assert.match(stdout, /✓ no orphans/);
  assert.equal(await driver.hasVolume(id), false);

  const entry = (await trash()).find((each) => each.id === id);
  assert.ok(entry !== undefined);
  assert.equal(Date.parse(entry.kept_until) - Date.parse(entry.at), 30 * 86_400_000);
  assert.match((await ends(0, 'doctor', 'trash')).stdout, new RegExp(`^${entry.uuid} +volume +${id} `, 'm'));

  // somebody has made another one meanwhile
  await driver.createVolume({ id, sizeMiB: 1, image: null });
  await ends(5, 'doctor', 'trash', 'restore', entry.uuid);
  assert.equal((await driver.volume(id)).sizeMiB, 1);
  await driver.deleteVolume(id);
  await ends(0, 'doctor', 'trash', 'restore', entry.uuid);
  assert.deepEqual(await driver.volume(id), { id, sizeMiB: 7, image: null });
  await ends(3, 'doctor', 'trash', 'restore', entry.uuid);
  assert.match(await told(7, 'doctor'), new RegExp(id));
  await driver.deleteVolume(id);
});

test('a guest that runs without a record stays, with its disks and its image, until somebody ends it', async () => {
  const { uuid } = await json('vm', 'create', 'unknown').then(({ resource_uuid: it }) => ({ uuid: it as string }));
  // the router is the rows' to take away
  const held = async () => (await world()).filter((line) => !line.startsWith('router'));
  const before = await held();
  await ends(0, 'vm', 'unlink', 'unknown');
  const stdout = await told(7, 'doctor', '--fix', '--yes');
  assert.match(stdout, new RegExp(`^stays: guest ${uuid}`, 'm'));
  assert.match(stdout, /kill PID/);
  assert.deepEqual(await held(), before);
  assert.equal(await driver.guestState(uuid), 'running');
  const disk = before.find((line) => line.startsWith('volume'))?.split(' ')[1] ?? '';
  const orphans = async () => {
    const { body } = await cloud.staff.get('doctor/');
    return { ok: body.orphans.length === 0, remedy: diagnosisLines(body).join('\n') };
  };
  await mended(
    'orphans',
    /It runs without a record and is not touched\. End its process \(kill PID\), and then: \.\/slipway doctor --fix/,
    orphans,
    () =>
      followed(
        'used-by-guest',
        /One without a record is ended by its process: kill PID; then try again/,
        () => driver.discard({ kind: 'volume', id: disk, detail: '' }),
        async () => {
          await driver.endGuest(uuid, false);
          return ends(0, 'doctor', '--fix', '--yes');
        },
      ),
  );
  assert.deepEqual(await world(), []);
  const kinds = (await trash()).map(({ kind }) => kind);
  assert.ok(kinds.includes('guest') && kinds.includes('volume'), kinds.join());
});

test('only what was shown is touched', async () => {
  const [shown, later] = [await stray(), await stray()];
  const { orphans } = (await cloud.staff.get('doctor/')).body;
  const { detail } = orphans.find(({ id }: Entry) => id === shown);
  await cloud.staff.post('doctor/fix/', { details: [detail] });
  assert.deepEqual([await driver.hasVolume(shown), await driver.hasVolume(later)], [false, true]);
  await driver.deleteVolume(later);
});

test('doctor says when the last good backup was made', async () => {
  assert.match(await told(0, 'doctor'), /✓ backup +the last good backup of the records was made at \d{4}-/);
});
