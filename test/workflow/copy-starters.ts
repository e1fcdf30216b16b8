import assert from 'node:assert/strict';
import { copyBackup, createBackup, terminateBackup, terminateCopy, verifyCopy } from '../../src/actions/index.ts';
import { filesOnTarget } from '../support/targets.ts';
import type { Rig } from './rig.ts';
import type { Starter } from './starters.ts';

/** How runs about copies of backups begin, each of a VM of its own; on the target nothing is left of them. */
export const copyStarters: Record<string, Starter> = {
  'backup_copy.create': {
    prepare: async (rig) => {
      const backup = await backUp(rig);
      let copy = '';
      const begin = async () => {
        copy = await copyOf(rig, backup);
        return rig.lastRunOf(copy);
      };
      return { begin, clear: () => clear(rig, backup, copy) };
    },
  },
  'backup_copy.verify': {
    prepare: async (rig) => {
      const backup = await backUp(rig);
      const copy = await madeCopy(rig, backup);
      const begin = () => rig.request(copy, verifyCopy);
      return { begin, clear: () => clear(rig, backup, copy) };
    },
  },
  'backup_copy.delete': {
    forward: true,
    prepare: async (rig) => {
      const backup = await backUp(rig);
      const copy = await madeCopy(rig, backup);
      return { begin: () => rig.request(copy, terminateCopy), clear: () => clear(rig, backup, copy) };
    },
  },
};

/** Of a VM whose disk holds something. */
async function backUp(rig: Rig): Promise<string> {
  const instance = await rig.instance();
  const query = rig.db.selectFrom('volume').select('uuid').where('instance', '=', instance);
  const { uuid: disk } = await query.executeTakeFirstOrThrow();
  rig.driver.contents.set(
    disk,
    new Map([
      [0, `boots ${instance}`],
      [7, 'data'],
    ]),
  );
  const backup = await rig.db
    .transaction()
    .execute((tx) => createBackup(tx, rig.engine, rig.actor, instance, { name: 'kept' }));
  assert.equal(await rig.ended(await rig.lastRunOf(backup)), 'succeeded');
  return backup;
}

function copyOf(rig: Rig, backup: string): Promise<string> {
  const wanted = { backup, target: undefined, name: undefined };
  return rig.db.transaction().execute((tx) => copyBackup(tx, rig.engine, rig.actor, wanted, ['nas']));
}

async function madeCopy(rig: Rig, backup: string): Promise<string> {
  const copy = await copyOf(rig, backup);
  assert.equal(await rig.ended(await rig.lastRunOf(copy)), 'succeeded');
  assert.equal((await filesOnTarget(rig.home)).length, 3, 'two pieces and their list');
  return copy;
}

/** Deletes what is left of all three. */
async function clear(rig: Rig, backup: string, copy: string): Promise<void> {
  const { state } = await rig.db
    .selectFrom('backup_copy')
    .select('state')
    .where('uuid', '=', copy)
    .executeTakeFirstOrThrow();
  if (state === 'OK') assert.equal((await filesOnTarget(rig.home)).length, 3, 'a copy is whole');
  if (state !== 'TERMINATED') assert.equal(await rig.ended(await rig.request(copy, terminateCopy)), 'succeeded');
  assert.deepEqual(await filesOnTarget(rig.home), []);
  assert.equal(await rig.ended(await rig.request(backup, terminateBackup)), 'succeeded');
  const of = rig.db.selectFrom('backup').select('instance').where('uuid', '=', backup);
  await rig.remove((await of.executeTakeFirstOrThrow()).instance);
}
