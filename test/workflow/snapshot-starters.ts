import assert from 'node:assert/strict';
import { createSnapshot, restoreSnapshot, terminateSnapshot } from '../../src/actions/index.ts';
import type { Rig } from './rig.ts';
import type { Starter } from './starters.ts';
import { made, remove } from './volume-starters.ts';

/** How runs about snapshots begin, each of a volume of its own. */
export const snapshotStarters: Record<string, Starter> = {
  'snapshot.create': {
    prepare: async (rig) => {
      const volume = await made(rig);
      let snapshot = '';
      const begin = async () => {
        const begun = await take(rig, volume);
        ({ snapshot } = begun);
        return begun.run;
      };
      return { begin, clear: () => clear(rig, volume, snapshot) };
    },
  },
  'snapshot.delete': {
    forward: true,
    prepare: async (rig) => {
      const { volume, snapshot } = await taken(rig);
      return { begin: () => drop(rig, snapshot), clear: () => clear(rig, volume, snapshot) };
    },
  },
  'volume.restore': {
    prepare: async (rig) => {
      const { volume, snapshot } = await taken(rig);
      let copy = '';
      const begin = () =>
        rig.db.transaction().execute(async (tx) => {
          copy = await restoreSnapshot(tx, rig.engine, rig.actor, snapshot, { name: 'copy' });
          return rig.lastRunOf(copy, tx);
        });
      return {
        begin,
        clear: async () => {
          await remove(rig, copy);
          await clear(rig, volume, snapshot);
        },
      };
    },
  },
};

function take(rig: Rig, volume: string): Promise<{ snapshot: string; run: string }> {
  return rig.db.transaction().execute(async (tx) => {
    const snapshot = await createSnapshot(tx, rig.engine, rig.actor, volume, { name: 'kept' });
    return { snapshot, run: await rig.lastRunOf(snapshot, tx) };
  });
}

async function taken(rig: Rig): Promise<{ volume: string; snapshot: string }> {
  const volume = await made(rig);
  const { snapshot, run } = await take(rig, volume);
  assert.equal(await rig.ended(run), 'succeeded');
  return { volume, snapshot };
}

function drop(rig: Rig, snapshot: string): Promise<string> {
  return rig.db.transaction().execute(async (tx) => {
    await terminateSnapshot(tx, rig.engine, rig.actor, snapshot);
    return rig.lastRunOf(snapshot, tx);
  });
}

/** Deletes a snapshot, as far as it is not done, and its volume. */
async function clear(rig: Rig, volume: string, snapshot: string): Promise<void> {
  const { state } = await rig.db
    .selectFrom('snapshot')
    .select('state')
    .where('uuid', '=', snapshot)
    .executeTakeFirstOrThrow();
  if (state !== 'TERMINATED') assert.equal(await rig.ended(await drop(rig, snapshot)), 'succeeded');
  await remove(rig, volume);
}
