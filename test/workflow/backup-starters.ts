import assert from 'node:assert/strict';
import { createBackup, requestRollback, terminateBackup } from '../../src/actions/index.ts';
import { cloneInstance, restoreBackup } from '../../src/orders/index.ts';
import type { Rig } from './rig.ts';
import type { Starter } from './starters.ts';

const asItWas = { flavor: undefined, networks: undefined, floatingIps: [], securityGroups: undefined };

/** How runs about backups begin, each of a VM of its own: it is not deleted before them. */
export const backupStarters: Record<string, Starter> = {
  'backup.create': {
    prepare: async (rig) => {
      const instance = await rig.instance();
      let backup = '';
      const begin = async () => {
        const begun = await take(rig, instance);
        ({ backup } = begun);
        return begun.run;
      };
      return { begin, clear: () => clear(rig, instance, backup) };
    },
  },
  'backup.delete': {
    forward: true,
    prepare: async (rig) => {
      const instance = await rig.instance();
      const { backup, run } = await take(rig, instance);
      assert.equal(await rig.ended(run), 'succeeded');
      return { begin: () => drop(rig, backup), clear: () => clear(rig, instance, backup) };
    },
  },
  'instance.restore': {
    prepare: async (rig) => {
      const source = await rig.instance();
      const { backup, run } = await take(rig, source);
      assert.equal(await rig.ended(run), 'succeeded');
      let instance = '';
      const as = { ...asItWas, name: 'copy' };
      const begin = () =>
        rig.db.transaction().execute(async (tx) => {
          instance = await restoreBackup(tx, rig.engine, rig.actor, backup, as);
          return rig.lastRunOf(instance, tx);
        });
      return {
        begin,
        clear: async () => {
          await rig.remove(instance);
          await clear(rig, source, backup);
        },
      };
    },
  },
  'instance.clone': {
    prepare: async (rig) => {
      const source = await rig.instance();
      let instance = '';
      const as = { ...asItWas, name: 'clone' };
      const begin = () =>
        rig.db.transaction().execute(async (tx) => {
          instance = await cloneInstance(tx, rig.engine, rig.actor, source, as);
          return rig.lastRunOf(instance, tx);
        });
      return {
        begin,
        clear: async () => {
          await rig.remove(instance);
          await rig.remove(source);
        },
      };
    },
  },
  'instance.rollback': {
    // one of its own: what has grown does not shrink again
    prepare: async (rig) => {
      const instance = await rig.instance();
      const { backup, run } = await take(rig, instance);
      assert.equal(await rig.ended(run), 'succeeded');
      assert.equal(await rig.ended(await rig.power('instance.stop', instance)), 'succeeded');
      const grown = { uuid: await systemVolume(rig, instance), mib: 2048 };
      await rig.driver.growVolume(grown.uuid, grown.mib);
      await rig.db.updateTable('volume').set({ size_mib: grown.mib }).where('uuid', '=', grown.uuid).execute();
      const asked = { uuid: backup, instance };
      const begin = () => rig.request(instance, (tx, engine, actor) => requestRollback(tx, engine, actor, asked));
      return { begin, clear: () => clear(rig, instance, backup) };
    },
  },
};

async function systemVolume(rig: Rig, instance: string): Promise<string> {
  const query = rig.db.selectFrom('volume').select('uuid').where('instance', '=', instance);
  return (await query.where('position', '=', 0).executeTakeFirstOrThrow()).uuid;
}

function take(rig: Rig, instance: string): Promise<{ backup: string; run: string }> {
  return rig.db.transaction().execute(async (tx) => {
    const backup = await createBackup(tx, rig.engine, rig.actor, instance, { name: 'kept' });
    return { backup, run: await rig.lastRunOf(backup, tx) };
  });
}

function drop(rig: Rig, backup: string): Promise<string> {
  return rig.db.transaction().execute(async (tx) => {
    await terminateBackup(tx, rig.engine, rig.actor, backup);
    return rig.lastRunOf(backup, tx);
  });
}

/** Deletes a backup, as far as it is not done, and its VM. */
async function clear(rig: Rig, instance: string, backup: string): Promise<void> {
  const query = rig.db.selectFrom('backup').select('state').where('uuid', '=', backup);
  const { state } = await query.executeTakeFirstOrThrow();
  if (state !== 'TERMINATED') assert.equal(await rig.ended(await drop(rig, backup)), 'succeeded');
  await rig.remove(instance);
}
