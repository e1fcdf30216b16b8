import { sql } from 'kysely';
import { Problem } from '../../common/problem.ts';
import { together, unread } from '../../db/index.ts';
import type { GuestState } from '../../drivers/driver.ts';
import { waitFor, type Waiting } from '../../engine/index.ts';
import { guestSpec, isReady, missing, nothingSeen, runningImage, runningState } from '../../instances/index.ts';
import { closeGaps } from '../../storage/index.ts';
import type { Context } from '../context.ts';

/** How long a guest may take to power off by itself before the power is cut, ms. */
const powerOffGraceMs = 30_000;

/** Starts the guest and forgets what was seen of it before. */
export async function startGuest({ services, subject, signal }: Context): Promise<void> {
  const { db, driver } = services;
  if (!alive(await driver.guestState(subject))) {
    const spec = await db.transaction().execute(async (tx) => {
      unread(tx.updateTable('instance').set({ readiness: nothingSeen() }).where('uuid', '=', subject).execute());
      // closing gaps leaves the volumes in their order
      const [, found] = await together(closeGaps(tx, subject), guestSpec(tx, subject));
      return found;
    });
    await driver.startGuest(spec, signal);
  }
  // at once: a power action is not taken back, and a cancellation must find that it runs
  await sql`
    UPDATE instance SET runtime_state = ${runningState}, power = 'on', started = now()
    WHERE uuid = ${subject} AND reserved
  `.execute(db);
}

export async function removeGuest({ services, subject, signal }: Context): Promise<void> {
  await services.driver.removeGuest(subject, signal);
}

export const stopGuest = (context: Context): Promise<void> => stop(context, powerOffGraceMs);

/** What has booted goes down at once when a later step fails: the reconciler starts what the instance was before. */
export const cutPower = (context: Context): Promise<void> => stop(context, 0);

async function stop({ services: { db, driver }, subject, signal }: Context, graceMs: number): Promise<void> {
  await driver.stopGuest(subject, graceMs, signal);
  const change = { runtime_state: 'SHUTOFF' as const, readiness: nothingSeen() };
  await db.updateTable('instance').set(change).where('uuid', '=', subject).execute();
}

export async function keepOff({ services, subject }: Context): Promise<void> {
  await services.db.updateTable('instance').set({ power: 'off' }).where('uuid', '=', subject).execute();
}

/** Ends when the guest is ready as its image promises, or by the deadline: a running guest is never undone for it. */
export async function awaitReadiness({ services, subject, overdue }: Context): Promise<Waiting | undefined> {
  const row = await services.db
    .selectFrom('instance')
    .innerJoin('image', (join) => join.on((eb) => eb('image.uuid', '=', runningImage(eb))))
    .select(['instance.readiness as seen', 'image.readiness as kind'])
    .where('instance.uuid', '=', subject)
    .executeTakeFirstOrThrow();
  if (isReady(row.kind, row.seen)) return undefined;
  const state = await services.driver.guestState(subject);
  if (!alive(state)) {
    const console = await services.driver.consoleLog(subject, 400);
    const last = console.trim() === '' ? 'Its console is empty.' : `Last on its console: ${printable(console)}`;
    const { ended } = row.seen;
    const constraint = ended === undefined ? last : `${ended}. ${last}`;
    // why, is written down a moment after it has ended
    const transient = ended === undefined;
    throw new Problem('guest-died', 'The guest ended before it was ready.', undefined, { constraint, transient });
  }
  if (overdue) return undefined;
  return waitFor(state === 'paused' ? 'the guest is paused on the host' : missing(row.kind, row.seen));
}

const alive = (state: GuestState): boolean => state === 'running' || state === 'paused';

function printable(text: string): string {
  return text
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(-200);
}
