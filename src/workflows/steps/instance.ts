import { type NotNull, sql } from 'kysely';
import { Problem } from '../../common/problem.ts';
import { guestSpec, isReady, missing, releaseReservation, runningImage, runningState } from '../../instances/index.ts';
import { plugPorts } from '../../network/index.ts';
import { none, type StepContext, step, waitFor } from '../../engine/index.ts';
import type { Services } from '../services.ts';

type Context = StepContext<Services>;

const minute = 60_000;
/** How long a guest may take to power off by itself before the power is cut, ms. */
const powerOffGraceMs = 30_000;

async function projectOf({ services, subject }: Context): Promise<string> {
  const query = services.db.selectFrom('instance').select('project').where('uuid', '=', subject);
  return (await query.executeTakeFirstOrThrow()).project;
}

/** Makes the backend follow the rows of the network that the subject is in. */
export async function applyNetwork(context: Context): Promise<void> {
  await context.services.routers.apply(await projectOf(context));
}

async function setPlugged(context: Context, plugged: boolean): Promise<void> {
  const { services, subject } = context;
  await services.db.transaction().execute((tx) => plugPorts(tx, subject, plugged));
  await applyNetwork(context);
}

/** The intake has made the reservation in the order's own transaction; here is what takes it back. */
export const reserve = step<Services>('reserve', {
  do: () => Promise.resolve(),
  undo: ({ services, subject }) => services.db.transaction().execute((tx) => releaseReservation(tx, subject)),
});

export const cacheImage = step<Services>('image', {
  do: async ({ services, subject, progress, signal }) => {
    const query = services.db.selectFrom('instance').select(runningImage.as('image')).where('uuid', '=', subject);
    await services.images.bring((await query.executeTakeFirstOrThrow()).image, progress, signal);
  },
  undo: none('images are shared by all instances'),
  deadlineMs: 30 * minute,
  retries: 2,
});

export const plugNetwork = step<Services>('network', {
  do: (context) => setPlugged(context, true),
  undo: (context) => setPlugged(context, false),
});

export const createVolumes = step<Services>('volumes', {
  do: async ({ services, subject }) => {
    const { db, driver } = services;
    const columns = ['uuid', 'size_mib', 'image'] as const;
    const volumes = await db.selectFrom('volume').select(columns).where('instance', '=', subject).execute();
    for (const { uuid: id, size_mib: sizeMiB, image } of volumes) await driver.createVolume({ id, sizeMiB, image });
    await db.updateTable('volume').set({ state: 'OK' }).where('instance', '=', subject).execute();
  },
  undo: ({ services, subject }) => removeVolumes(services, subject),
});

/** The volume that the instance boots. */
export async function systemVolume({ services, subject }: Context) {
  return services.db
    .selectFrom('volume')
    .select(['uuid', 'size_mib', 'image'])
    .where('instance', '=', subject)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow();
}

/** All but those that are kept: they are given back to their project. */
async function removeVolumes({ db, driver }: Services, instance: string): Promise<void> {
  const hidden = await db
    .selectFrom('hidden_disk')
    .select('uuid')
    .where('instance', '=', instance)
    // of a view PostgreSQL does not know that it has no nulls
    .$narrowType<{ uuid: NotNull }>()
    .execute();
  const volumes = await db.selectFrom('volume').select(['uuid', 'state']).where('instance', '=', instance).execute();
  for (const { uuid } of hidden) await driver.deleteVolume(uuid);
  for (const { uuid, state } of volumes)
    await (state === 'UPDATING' ? driver.closeVolume(uuid) : driver.deleteVolume(uuid));
}

/** Starts the guest and forgets what was seen of it before. */
export const startGuest = step<Services>('guest', {
  do: async ({ services, subject }) => {
    const { db, driver } = services;
    if ((await driver.guestState(subject)) !== 'running') {
      await db.updateTable('instance').set({ readiness: '{}' }).where('uuid', '=', subject).execute();
      await driver.startGuest(await guestSpec(db, subject));
    }
    await sql`
      UPDATE instance SET runtime_state = ${runningState}, power = 'on', started = now()
      WHERE uuid = ${subject} AND reserved
    `.execute(db);
  },
  undo: ({ services, subject }) => services.driver.removeGuest(subject),
  deadlineMs: 2 * minute,
});

/** Ends when the guest is ready as its image promises, or by the deadline: a running guest is never undone for it. */
export const awaitReadiness = step<Services>('ready', {
  do: async ({ services, subject, overdue }) => {
    const row = await services.db
      .selectFrom('instance')
      .innerJoin('image', (join) => join.on('image.uuid', '=', runningImage))
      .select(['instance.readiness as seen', 'image.readiness as kind'])
      .where('instance.uuid', '=', subject)
      .executeTakeFirstOrThrow();
    if (isReady(row.kind, row.seen)) return undefined;
    if ((await services.driver.guestState(subject)) !== 'running') {
      const console = await services.driver.consoleLog(subject, 400);
      const said = console.trim() === '' ? 'Its console is empty.' : `Last on its console: ${printable(console)}`;
      throw new Problem('guest-died', 'The guest ended before it was ready.', undefined, { constraint: said });
    }
    return overdue ? undefined : waitFor(missing(row.kind, row.seen));
  },
  undo: none('waiting leaves nothing behind'),
  deadlineMs: 5 * minute,
});

function printable(text: string): string {
  return text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(-200);
}

export const stopGuest = step<Services>('stop', {
  do: async ({ services, subject }) => {
    await services.driver.stopGuest(subject, powerOffGraceMs);
    const change = { runtime_state: 'SHUTOFF' as const, readiness: '{}' };
    await services.db.updateTable('instance').set(change).where('uuid', '=', subject).execute();
  },
  undo: none('a guest that was asked to stop is started by its owner'),
  deadlineMs: 2 * minute,
});

export const forward = none('a deletion only goes forward: it is tried again');

export const removeGuest = step<Services>('guest', {
  do: ({ services, subject }) => services.driver.removeGuest(subject),
  undo: forward,
  retries: 20,
});

export const unplugNetwork = step<Services>('network', {
  do: (context) => setPlugged(context, false),
  undo: forward,
  retries: 20,
});

export const deleteVolumes = step<Services>('volumes', {
  do: ({ services, subject }) => removeVolumes(services, subject),
  undo: forward,
  retries: 20,
});

export const release = step<Services>('release', {
  do: ({ services, subject }) => services.db.transaction().execute((tx) => releaseReservation(tx, subject)),
  undo: forward,
  retries: 20,
});
