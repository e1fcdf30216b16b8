import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { followProject, type ToldChange } from '../support/project-stream.ts';
import { followed } from '../support/remedy.ts';
import { backupsOf } from '../support/backups.ts';
import { hold } from '../support/hold.ts';
import { lacking } from '../support/lacking.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate } from '../support/slate.ts';
import { filesOnTarget } from '../support/targets.ts';
import { makeTenant, makeUser } from '../support/tenant.ts';
import { type Volume, volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp({}, { withTarget: true });
const { client, project } = tenant;
const { makeVm, removeVm, backUp, settled, remove } = backupsOf(tenant, catalogue);
const { driver, db, home } = cloud;

interface Copy extends Volume {
  name: string;
  target: string;
  verified: string | null;
  damage: string;
}
const copySettled = (uuid: string) => volumeSettled(client, uuid, 'backup-copies') as Promise<Copy | null>;

async function copy(backup: string, more: object = {}): Promise<string> {
  const { status, body, text } = await client.post(`openstack-backups/${backup}/copy/`, more);
  assert.equal(status, 201, text);
  return body.uuid;
}

async function removeCopy(uuid: string): Promise<void> {
  assert.equal((await client.delete(`backup-copies/${uuid}/`)).status, 204);
  assert.equal(await copySettled(uuid), null);
}

/** What the disks of a VM hold, the one that boots first. */
async function disksOf(vm: string): Promise<string[]> {
  const query = db.selectFrom('volume').select('uuid').where('instance', '=', vm).orderBy('position');
  return (await query.execute()).map(({ uuid }) => uuid);
}

describe('a copy of a backup', () => {
  test('holds what the backup holds, of which only what is new is read and sent, and outlives it and its VM', async () => {
    const vm = await makeVm();
    const [system = '', data = ''] = await disksOf(vm);
    driver.contents.set(
      system,
      new Map([
        [0, 'boot'],
        [5, 'old'],
      ]),
    );
    driver.contents.set(data, new Map([[9, 'boot']]));
    const first = await backUp(vm);
    await settled(first);
    const stream = await followProject(client, project);
    const { reached, release } = hold(driver, 'readSnapshot');
    assert.deepEqual((await client.get(`openstack-backups/${first}/`)).body.copy_targets, ['nas']);
    const one = await copy(first);
    const ofIt = (change: ToldChange): boolean => change.kind === 'backup_copy' && change.uuid === one;
    await reached;
    await stream.hears('that it is begun', ofIt);
    const from = stream.told.length;
    // as the engine writes it down when a disk takes longer than these
    await db.updateTable('workflow_step').set({ progress: 0.5 }).where('state', '=', 'running').execute();
    await stream.hears('how far it is', ofIt, from);
    assert.equal((await client.get(`backup-copies/${one}/`)).body.progress.fraction, 0.5);
    driver.fault = () => {};
    release();
    const made = await copySettled(one);
    await stream.hears('that it is there', (change) => ofIt(change) && change.state === 'OK');
    stream.leave();
    assert.deepEqual([made?.state, made?.target, made?.name, made?.damage], ['OK', 'nas', 'kept', '']);
    assert.equal((await filesOnTarget(home)).length, 3, 'two pieces, for two are the same, and their list');
    assert.equal(driver.piecesRead, 3);

    driver.contents.get(system)?.set(5, 'new');
    const second = await backUp(vm, { name: 'later' });
    await settled(second);
    const two = await copy(second, { target: 'nas', name: 'away' });
    assert.equal((await copySettled(two))?.name, 'away');
    assert.equal(driver.piecesRead, 4, 'only what has changed is read');
    assert.equal((await filesOnTarget(home)).length, 5);
    assert.equal((await client.get(`backup-copies/?instance_uuid=${vm}&target=nas`)).body.count, 2);

    for (const backup of [first, second]) await remove(backup);
    await removeVm(vm);
    assert.equal((await client.post(`backup-copies/${two}/verify/`, {})).status, 202);
    const read = await copySettled(two);
    assert.ok(read?.state === 'OK' && read.verified !== null && read.damage === '');
    const begun = await client.post(`backup-copies/${two}/restore/`, { name: 'back' });
    assert.equal(begun.status, 200, begun.text);
    const back = begun.body.uuid;
    assert.equal((await volumeSettled(client, back, 'openstack-instances'))?.state, 'OK');
    const held = (await disksOf(back)).map((disk) => [...(driver.contents.get(disk) ?? [])]);
    assert.deepEqual(held, [
      [
        [0, 'boot'],
        [5, 'new'],
      ],
      [[9, 'boot']],
    ]);

    await removeCopy(one);
    assert.equal((await filesOnTarget(home)).length, 3, 'what the other copy needs stays');
    await removeCopy(two);
    assert.deepEqual(await filesOnTarget(home), []);
    await removeVm(back);
    await assertCleanSlate(db, driver, project);
    const { body: events } = await client.get(`events/?object_uuid=${two}&o=created`);
    const words = events.results.map(({ action, result }: { action: string; result: string }) => `${action} ${result}`);
    assert.deepEqual(
      words,
      ['create', 'verify', 'delete'].flatMap((act) => [`backup_copy.${act} accepted`, `backup_copy.${act} succeeded`]),
    );
  });

  test('that the target lies about is told to be damaged, makes no VM, and is mended by copying once more', async () => {
    const vm = await makeVm();
    const [system = ''] = await disksOf(vm);
    driver.contents.set(system, new Map([[1, 'the only piece']]));
    const backup = await backUp(vm);
    await settled(backup);
    const uuid = await copy(backup);
    await copySettled(uuid);
    const piece = (await filesOnTarget(home)).find((file) => file.includes('/pieces/')) ?? '';
    writeFileSync(piece, readFileSync(piece).fill(7, 40));
    const restored = await client.post(`backup-copies/${uuid}/restore/`, { name: 'broken' });
    const gone = await volumeSettled(client, restored.body.uuid, 'openstack-instances');
    assert.deepEqual(gone?.state, 'ERRED');
    assert.match(gone?.error_message ?? '', /A piece of the copy on the target "nas" is wrong/);
    await removeVm(restored.body.uuid);
    const verify = async () => {
      assert.equal((await client.post(`backup-copies/${uuid}/verify/`, {})).status, 202);
      return copySettled(uuid);
    };
    const damaged = await verify();
    assert.equal(damaged?.damage, '1 of its pieces are not what was sent');
    assert.match(damaged?.error_message ?? '', /The copy is damaged.*copying it again sends what is missing/);
    const again = await copy(backup);
    assert.equal((await copySettled(again))?.state, 'OK');
    assert.equal((await verify())?.damage, '');
    for (const each of [uuid, again]) await removeCopy(each);
    rmSync(`${piece}.wrong`);
    await remove(backup);
    await removeVm(vm);
  });

  test('waits for a target that is away, holds its backup, and is given up by a deletion', async () => {
    const vm = await makeVm();
    const backup = await backUp(vm);
    await settled(backup);
    renameSync(join(home, 'nas'), join(home, 'away'));
    const uuid = await copy(backup);
    const refused = await client.delete(`openstack-backups/${backup}/`);
    assert.deepEqual([refused.status, /being copied to a target/.test(refused.text)], [409, true]);
    const steps = db
      .selectFrom('workflow as w')
      .innerJoin('workflow_step as t', 't.workflow', 'w.uuid')
      .select('t.error');
    const failed = await eventually(
      'a failure',
      () => steps.where('w.subject', '=', uuid).executeTakeFirst(),
      (step) => step?.error != null,
    );
    assert.equal(failed?.error?.code, 'target-away');
    renameSync(join(home, 'away'), join(home, 'nas'));
    assert.equal((await copySettled(uuid))?.state, 'OK');
    const held = Promise.withResolvers<void>();
    driver.fault = (method) => (method === 'readSnapshot' ? held.promise : undefined);
    const unwanted = await copy(backup);
    for (const _ of [1, 2]) assert.equal((await client.delete(`backup-copies/${unwanted}/`)).status, 204);
    held.resolve();
    driver.fault = () => {};
    assert.equal(await copySettled(unwanted), null);
    await removeCopy(uuid);
    await remove(backup);
    await removeVm(vm);
    assert.deepEqual(await filesOnTarget(home), []);
  });

  test('goes to a target of the operator, of a backup that can be read, for who may', async () => {
    const vm = await makeVm();
    const backup = await backUp(vm);
    await settled(backup);
    const path = `openstack-backups/${backup}/copy/`;
    await followed(
      'invalid',
      /Must be one of the targets of the cloud: nas\./,
      () => client.post(path, { target: '../etc' }),
      async () => {
        const made = await client.post(path, { target: 'nas' });
        await removeCopy((await copySettled(made.body.uuid))?.uuid ?? '');
        return made;
      },
    );
    const reader = await makeUser(db, cloud.url, [project], 'PROJECT.READER');
    assert.equal((await reader.client.post(path, {})).status, 403);
    const stranger = await makeTenant(db, cloud.url);
    assert.equal((await stranger.client.post(path, {})).status, 404);
    const uncopied = await lacking(cloud, { uncopied: 'This cloud cannot.' }, () => client.post(path, {}));
    assert.deepEqual(
      [uncopied.status, uncopied.errors.backup],
      [400, ['Backups of this cloud are not copied elsewhere: This cloud cannot.']],
    );
    await remove(backup);
    await removeVm(vm);
  });
});
