import { sql } from 'kysely';
import { Problem } from '../../common/problem.ts';
import { guestSpec, isReady, missing } from '../../instances/index.ts';
import { plugPorts } from '../../network/index.ts';
import { none, type StepContext, step, waitFor } from '../../workflow/index.ts';
import { releaseReservation } from '../reservation.ts';
import type { Services } from './services.ts';

type Context = StepContext<Services>;

const minute = 60_000;
/** How long a guest may take to power off by itself before the power is cut, ms. */
const powerOffGraceMs = 30_000;

async function projectOf({ services, subject }: Context): Promise<string> {
  const query = services.db.selectFrom('instance').select('project').where('uuid', '=', subject);
  return (await query.executeTakeFirstOrThrow()).project;
}

async function setPlugged(context: Context, plugged: boolean): Promise<void> {
  const { services, subject } = context;
  await services.db.transaction().execute((tx) => plugPorts(tx, subject, plugged));
  await services.routers.apply(await projectOf(context));
}

/** The intake has made the reservation in the order's own transaction; here is what takes it back. */
export const reserve = step<Services>('reserve', {
  do: () => Promise.resolve(),
  undo: ({ services, subject }) => services.db.transaction().execute((tx) => releaseReservation(tx, subject)),
});

export const cacheImage = step<Services>('image', {
  do: async ({ services, subject, progress, signal }) => {
    const image = await services.db
      .selectFrom('image')
      .innerJoin('instance', 'instance.image', 'image.uuid')
      .select(['image.uuid', 'image.source', 'image.sha256'])
      .where('instance.uuid', '=', subject)
      .executeTakeFirstOrThrow();
    const { uuid: id, source, sha256 } = image;
    const facts = await services.driver.ensureImage({ id, source, sha256 }, progress, signal);
    await services.db
      .updateTable('image')
      .set({ state: 'ready', size_bytes: String(facts.bytes), error_message: '' })
      .where('uuid', '=', id)
      .where('state', '<>', 'ready')
      .execute();
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
    for (const { uuid: id, size_mib: sizeMiB, image } of await volumesOf(services, subject)) {
      await services.driver.createVolume({ id, sizeMiB, image });
    }
  },
  undo: ({ services, subject }) => removeVolumes(services, subject),
});

async function volumesOf(services: Services, instance: string) {
  return services.db
    .selectFrom('volume')
    .select(['uuid', 'size_mib', 'image'])
    .where('instance', '=', instance)
    .execute();
}

async function removeVolumes(services: Services, instance: string): Promise<void> {
  for (const volume of await volumesOf(services, instance)) await services.driver.deleteVolume(volume.uuid);
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
      UPDATE instance SET runtime_state = 'ACTIVE', power = 'on', started = now() WHERE uuid = ${subject}
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
      .innerJoin('image', 'image.uuid', 'instance.image')
      .select(['instance.readiness as seen', 'image.readiness as kind'])
      .where('instance.uuid', '=', subject)
      .executeTakeFirstOrThrow();
    if (isReady(row.kind, row.seen)) return undefined;
    if ((await services.driver.guestState(subject)) !== 'running') {
      const console = await services.driver.consoleLog(subject, 400);
      const said = console.trim() === '' ? 'Its console is empty.' : `Last on its console: ${printable(console)}`;
      const remedy = 'Retry; if it fails again, try another image or a flavor with more memory.';
      throw new Problem('guest-died', 'The guest ended before it was ready.', remedy, { constraint: said });
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

const forward = none('a deletion only goes forward: it is tried again');

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
