import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Tx } from '../../src/db/index.ts';
import type { Actor } from '../../src/identity/index.ts';
import type { Engine } from '../../src/engine/index.ts';
import type { Rig } from './rig.ts';
import type { Starter } from './starters.ts';
import { attachVolume, createVolume, detachVolume, extendVolume, terminateVolume } from '../../src/actions/index.ts';
import type { Services } from '../../src/workflows/index.ts';

/** How runs of the workflows of volumes begin. */
export const volumeStarters: Record<string, Starter> = {
  'volume.create': {
    prepare: (rig) => {
      let volume: string | undefined;
      return {
        begin: async () => {
          const created = await create(rig, rig.catalogue.tiny.image);
          ({ volume } = created);
          return created.run;
        },
        clear: async () => {
          if (volume !== undefined) await remove(rig, volume);
        },
      };
    },
  },
  'volume.delete': {
    forward: true,
    prepare: async (rig) => {
      const volume = await made(rig);
      return { begin: () => ask(rig, volume, destroy), clear: () => remove(rig, volume) };
    },
  },
  'volume.attach': {
    instance: 'on',
    prepare: async (rig, instance) => {
      const volume = await made(rig);
      return { begin: () => attach(rig, volume, instance), clear: () => remove(rig, volume) };
    },
  },
  'volume.detach': {
    instance: 'on',
    prepare: async (rig, instance) => {
      const volume = await attached(rig, instance);
      return { begin: () => ask(rig, volume, detachVolume), clear: () => remove(rig, volume) };
    },
  },
  'volume.extend': {
    instance: 'on',
    // what has grown stays, and its row says so
    forward: true,
    prepare: async (rig, instance) => {
      const volume = await attached(rig, instance);
      const begin = () => ask(rig, volume, (...request) => extendVolume(...request, 4096));
      return { begin, clear: () => remove(rig, volume) };
    },
  },
};

function create(rig: Rig, image?: string): Promise<{ volume: string; run: string }> {
  const wanted = { name: 'data', size: 2048, ...(image === undefined ? {} : { image }) };
  return rig.db.transaction().execute(async (tx) => {
    const volume = await createVolume(tx, rig.engine, rig.actor, rig.tenant.project, wanted);
    return { volume, run: await latestRun(tx, volume) };
  });
}

export async function made(rig: Rig): Promise<string> {
  const { volume, run } = await create(rig);
  assert.equal(await rig.ended(run), 'succeeded');
  return volume;
}

function attach(rig: Rig, volume: string, instance: string): Promise<string> {
  return ask(rig, volume, (...request) => attachVolume(...request, instance));
}

async function attached(rig: Rig, instance: string): Promise<string> {
  const volume = await made(rig);
  assert.equal(await rig.ended(await attach(rig, volume, instance)), 'succeeded');
  return volume;
}

/** Detaches and deletes a volume, as far as it is not done. */
export async function remove(rig: Rig, volume: string): Promise<void> {
  const row = () => {
    const query = rig.db.selectFrom('volume').select(['state', 'instance']).where('uuid', '=', volume);
    return query.executeTakeFirstOrThrow();
  };
  if ((await row()).instance !== null) assert.equal(await rig.ended(await ask(rig, volume, detachVolume)), 'succeeded');
  if ((await row()).state === 'TERMINATED') return;
  assert.equal(await rig.ended(await ask(rig, volume, destroy)), 'succeeded');
}

const destroy: Request = (...request) => terminateVolume(...request, 0);

type Request = (tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string) => Promise<void | string | null>;

/** Has a request begin a run on a volume; returns the run. */
function ask(rig: Rig, volume: string, request: Request): Promise<string> {
  return rig.db.transaction().execute(async (tx) => {
    await request(tx, rig.engine, rig.actor, volume);
    return latestRun(tx, volume);
  });
}

/** In the transaction that begins it: behind the commit another one may have taken its place already. */
async function latestRun(tx: Tx, volume: string): Promise<string> {
  const { rows } = await sql<{ uuid: string }>`
    SELECT uuid FROM workflow WHERE ${volume} IN (subject::text, input ->> 'volume') ORDER BY created DESC LIMIT 1
  `.execute(tx);
  assert.ok(rows[0]);
  return rows[0].uuid;
}
