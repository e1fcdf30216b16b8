import type { Problem } from '../common/problem.ts';
import type { Tx, VolumeState } from '../db/index.ts';
import type { GuestSpec } from '../drivers/driver.ts';
import { guestSpec } from '../instances/index.ts';
import { detachVolumeRow, releaseVolume } from '../storage/index.ts';
import { defineWorkflow, type FinishedRun, none, type StepContext, step } from '../engine/index.ts';
import { endOrder, failureText, endAction } from './outcome.ts';
import { forward } from './steps/instance.ts';
import type { Services } from './services.ts';

type Context = StepContext<Services>;

const minute = 60_000;

/** Runs on an instance's volume have the instance as their subject, and name the volume. */
function volumeOf({ subject, input }: Pick<FinishedRun, 'subject' | 'input'>): string {
  return typeof input['volume'] === 'string' ? input['volume'] : subject;
}

async function rowOf(context: Context) {
  const query = context.services.db.selectFrom('volume').select(['uuid', 'size_mib', 'image', 'instance']);
  return query.where('uuid', '=', volumeOf(context)).executeTakeFirstOrThrow();
}

async function setVolume(tx: Tx, volume: string, state: VolumeState, error: Problem | null): Promise<void> {
  const change = { state, error_message: error === null ? '' : failureText(error), modified: new Date() };
  await tx.updateTable('volume').set(change).where('uuid', '=', volume).execute();
}

const transaction = ({ services }: Context, work: (tx: Tx) => Promise<void>) => services.db.transaction().execute(work);

const reserve = step<Services>('reserve', {
  do: () => Promise.resolve(),
  undo: (context) => transaction(context, (tx) => releaseVolume(tx, context.subject)),
});

const image = step<Services>('image', {
  do: async (context) => {
    const { image: wanted } = await rowOf(context);
    if (wanted !== null) await context.services.images.bring(wanted, context.progress, context.signal);
  },
  undo: none('images are shared by all volumes'),
  deadlineMs: 30 * minute,
  retries: 2,
});

const disk = step<Services>('volume', {
  do: async (context) => {
    const { uuid: id, size_mib: sizeMiB, image: from } = await rowOf(context);
    await context.services.driver.createVolume({ id, sizeMiB, image: from });
  },
  undo: ({ services, subject }) => services.driver.deleteVolume(subject),
});

/** From a reservation to a volume that can be attached. */
export const createVolume = defineWorkflow('volume.create', [reserve, image, disk], {
  succeeded: async (tx, run) => {
    await setVolume(tx, run.subject, 'OK', null);
    await endOrder(tx, run.workflow, 'done', null);
  },
  unwound: async (tx, run, error) => {
    await setVolume(tx, run.subject, error === null ? 'TERMINATED' : 'ERRED', error);
    await endOrder(tx, run.workflow, error === null ? 'canceled' : 'erred', error);
  },
});

const removeDisk = step<Services>('volume', {
  do: ({ services, subject }) => services.driver.deleteVolume(subject),
  undo: forward,
  retries: 20,
});

const release = step<Services>('release', {
  do: (context) => transaction(context, (tx) => releaseVolume(tx, context.subject)),
  undo: forward,
  retries: 20,
});

/** From a volume that nobody has, in whatever state, to nothing left of it. */
export const deleteVolume = defineWorkflow('volume.delete', [removeDisk, release], {
  succeeded: async (tx, run) => {
    await setVolume(tx, run.subject, 'TERMINATED', null);
    await endOrder(tx, run.workflow, 'done', null);
  },
  unwound: async (tx, run, error) => {
    await setVolume(tx, run.subject, 'ERRED', error);
    await endOrder(tx, run.workflow, 'erred', error);
  },
});

/** What the guest shall have while the volume is away, though its row still says where it comes from or goes to. */
async function specWithout(context: Context): Promise<GuestSpec> {
  const spec = await guestSpec(context.services.db, context.subject);
  const volume = volumeOf(context);
  return { ...spec, volumes: spec.volumes.filter(({ id }) => id !== volume) };
}

async function plug({ services, subject }: Context): Promise<void> {
  await services.driver.syncVolumes(await guestSpec(services.db, subject));
}

async function unplug(context: Context): Promise<void> {
  await context.services.driver.syncVolumes(await specWithout(context));
  await context.services.driver.closeVolume(volumeOf(context));
}

// a guest that boots lets go of nothing until it is up
const patient = { deadlineMs: 2 * minute, retries: 20 };

/** Ends an action on a volume of an instance, which goes on as it was whatever came of it. */
async function endVolumeAction(tx: Tx, run: FinishedRun, error: Problem | null): Promise<void> {
  await setVolume(tx, volumeOf(run), 'OK', error);
  if (run.subject !== volumeOf(run)) await endAction(tx, run.subject, null);
}

/** The row has the volume already; a guest that does not run gets it at its next start. */
export const attachVolume = defineWorkflow(
  'volume.attach',
  [step<Services>('attach', { do: plug, undo: unplug, ...patient })],
  {
    succeeded: (tx, run) => endVolumeAction(tx, run, null),
    unwound: async (tx, run, error) => {
      await detachVolumeRow(tx, volumeOf(run));
      await endVolumeAction(tx, run, error);
    },
  },
);

export const detachVolume = defineWorkflow(
  'volume.detach',
  [step<Services>('detach', { do: unplug, undo: plug, ...patient })],
  {
    succeeded: async (tx, run) => {
      await detachVolumeRow(tx, volumeOf(run));
      await endVolumeAction(tx, run, null);
    },
    unwound: endVolumeAction,
  },
);

const grow = step<Services>('extend', {
  do: async (context) => {
    const { uuid, size_mib: sizeMiB, instance } = await rowOf(context);
    await context.services.driver.growVolume(uuid, sizeMiB, instance);
  },
  // a disk that a guest has seen does not shrink: the row says what it has become
  undo: async (context) => {
    const { db, driver } = context.services;
    const size_mib = await driver.volumeSize(volumeOf(context));
    await db.updateTable('volume').set({ size_mib }).where('uuid', '=', volumeOf(context)).execute();
  },
});

export const extendVolume = defineWorkflow('volume.extend', [grow], {
  succeeded: (tx, run) => endVolumeAction(tx, run, null),
  unwound: endVolumeAction,
});
