import assert from 'node:assert/strict';
import { purge, terminateVolume, undelete } from '../../src/actions/index.ts';
import type { Rig } from './rig.ts';
import type { Starter } from './starters.ts';
import { made, remove } from './volume-starters.ts';

const keptDays = 7;

/** How runs about what was deleted and can be brought back begin. */
export const deletedStarters: Record<string, Starter> = {
  'instance.soft_delete': {
    forward: true,
    prepare: async (rig) => {
      const instance = await rig.instance();
      return { begin: () => rig.terminate(instance, keptDays), clear: () => clear(rig, instance) };
    },
  },
  'instance.undelete': {
    prepare: async (rig) => {
      const instance = await deleted(rig);
      const begin = () =>
        rig.db.transaction().execute(async (tx) => {
          assert.deepEqual((await undelete(tx, rig.engine, rig.actor, instance)).changes, []);
          return rig.lastRunOf(instance, tx);
        });
      return { begin, clear: () => clear(rig, instance) };
    },
  },
  'instance.purge': {
    forward: true,
    prepare: async (rig) => {
      const instance = await deleted(rig);
      return { begin: () => beginPurge(rig, instance), clear: () => clear(rig, instance) };
    },
  },
  'volume.soft_delete': {
    forward: true,
    prepare: async (rig) => {
      const volume = await made(rig);
      return { begin: () => softDelete(rig, volume), clear: () => clearVolume(rig, volume) };
    },
  },
  'volume.purge': {
    forward: true,
    prepare: async (rig) => {
      const volume = await made(rig);
      assert.equal(await rig.ended(await softDelete(rig, volume)), 'succeeded');
      return { begin: () => beginPurge(rig, volume), clear: () => clearVolume(rig, volume) };
    },
  },
};

async function deleted(rig: Rig): Promise<string> {
  const instance = await rig.instance();
  assert.equal(await rig.ended(await rig.terminate(instance, keptDays)), 'succeeded');
  return instance;
}

function softDelete(rig: Rig, volume: string): Promise<string> {
  return rig.db.transaction().execute(async (tx) => {
    await terminateVolume(tx, rig.engine, rig.actor, volume, keptDays);
    return rig.lastRunOf(volume, tx);
  });
}

function beginPurge(rig: Rig, uuid: string): Promise<string> {
  return rig.db.transaction().execute(async (tx) => {
    await purge(tx, rig.engine, rig.actor, uuid);
    return rig.lastRunOf(uuid, tx);
  });
}

async function clear(rig: Rig, instance: string): Promise<void> {
  await rig.remove(instance);
  await clearDeleted(rig, instance);
}

async function clearVolume(rig: Rig, volume: string): Promise<void> {
  await remove(rig, volume);
  await clearDeleted(rig, volume);
}

/** Deletes for good what was deleted, as far as it is not done. */
async function clearDeleted(rig: Rig, uuid: string): Promise<void> {
  const query = rig.db.selectFrom('deleted_resource').select('uuid').where('uuid', '=', uuid);
  if ((await query.executeTakeFirst()) !== undefined)
    assert.equal(await rig.ended(await beginPurge(rig, uuid)), 'succeeded');
}
