import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rowsOf } from '../db/index.ts';

/** How long what is free has to last for guests that go on growing, s. */
const enoughS = 600;

const ownedRow = z.strictObject({ instance: z.uuid(), volume: z.uuid() });

/** How much each instance has grown by between two looks at what volumes take, MiB, by UUID. */
export async function growthOf(
  db: Database,
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const query = sql`
    SELECT instance, uuid AS volume FROM volume WHERE instance IS NOT NULL
    UNION ALL SELECT uuid, rescue_volume FROM instance WHERE rescue_volume IS NOT NULL`;
  const growth = new Map<string, number>();
  for (const { instance, volume } of await rowsOf(db, ownedRow, query)) {
    const [then = null, taken = 0] = [before.get(volume), now.get(volume)];
    // what was not there has not grown
    const grown = then === null ? 0 : taken - then;
    growth.set(instance, (growth.get(instance) ?? 0) + grown);
  }
  return growth;
}

/**
 * Whom to pause on a disk that is nearly full: those that grow, the fastest first, until the others would take ten minutes
 * for what is free. `growth` is what each has grown by in `seconds`, MiB.
 */
export function guestsToPause(growth: ReadonlyMap<string, number>, seconds: number, freeMiB: number): string[] {
  const growing = [...growth].filter(([, mib]) => mib > 0).toSorted(([, one], [, other]) => other - one);
  let rest = growing.reduce((all, [, mib]) => all + mib, 0);
  const enough = (freeMiB * seconds) / enoughS;
  const chosen: string[] = [];
  for (const [guest, mib] of growing) {
    if (rest <= enough) break;
    chosen.push(guest);
    rest -= mib;
  }
  return chosen;
}
