import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, type Prune, pruneRows, rowsOf } from '../db/index.ts';
import type { GuestUsage } from '../drivers/driver.ts';

/** Of how many seconds a figure is the mean, and for how many seconds such are kept, the finest first. */
export const grains = [
  { seconds: 10, kept: 3600 },
  { seconds: 60, kept: 24 * 3600 },
  { seconds: 600, kept: 30 * 24 * 3600 },
] as const;
/** Between two rounds of measuring, ms. */
export const roundMs = grains[0].seconds * 1000;

/** What is kept of a VM; disks and network in bytes a second. */
const figures = [
  'cpu_percent',
  'memory_bytes',
  'disk_read',
  'disk_written',
  'network_received',
  'network_sent',
] as const;
export type Figures = Record<(typeof figures)[number], number>;

/** Keeps what VMs take, round by round: what it writes is one statement a round, whatever their number. */
export class UsageHistory {
  readonly #db: Database;
  #before: ReadonlyMap<string, GuestUsage> = new Map();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Takes a round of measurements that began at `at`, epoch ms. Of a VM that was not measured there is a gap. */
  async record(measured: ReadonlyMap<string, GuestUsage>, at: number): Promise<void> {
    const before = this.#before;
    this.#before = measured;
    const rows = [...measured].flatMap(([id, usage]) => {
      const taken = figuresBetween(before.get(id), usage);
      return taken === null ? [] : [{ id, ...taken }];
    });
    if (rows.length > 0) await this.#write(rows, at);
  }

  async #write(rows: (Figures & { id: string })[], at: number): Promise<void> {
    const columns = sql.join(figures.map((figure) => sql.ref(figure)));
    const values = sql.join(figures.map((figure) => sql`${rows.map((row) => row[figure])}::real[]`));
    const means = figures.map((figure): RawBuilder<unknown> => {
      const [kept, now] = [sql.ref(`u.${figure}`), sql.ref(`excluded.${figure}`)];
      return sql`${sql.ref(figure)} = CASE WHEN u.at = excluded.at THEN ${kept} + (${now} - ${kept}) / (u.samples + 1) ELSE ${now} END`;
    });
    await sql`
      INSERT INTO usage_figure AS u (instance, grain, slot, at, ${columns})
      SELECT r.instance, g.seconds, b.bucket % (g.kept / g.seconds), to_timestamp(b.bucket * g.seconds), ${columns}
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${values}) AS r (instance, ${columns})
      JOIN instance i ON i.uuid = r.instance
      CROSS JOIN unnest(${grains.map(({ seconds }) => seconds)}::int[], ${grains.map(({ kept }) => kept)}::int[])
        AS g (seconds, kept)
      CROSS JOIN LATERAL (SELECT ${Math.floor(at / 1000)}::int / g.seconds AS bucket) b
      ON CONFLICT (instance, grain, slot) DO UPDATE SET ${sql.join(means)}, at = excluded.at,
        samples = CASE WHEN u.at = excluded.at THEN u.samples + 1 ELSE 1 END`.execute(this.#db);
  }
}

/**
 * What a guest took since it was measured last, or since its start if that was within the round. null: nobody knows, for
 * rounds in between were missed.
 */
function figuresBetween(last: GuestUsage | undefined, now: GuestUsage): Figures | null {
  const isRecent = (ms: number): boolean => now.at - ms < 1.5 * roundMs;
  const known = last !== undefined && isSameGuest(last, now) && isRecent(last.at) ? last : null;
  if (known === null && !isRecent(now.since)) return null;
  const seconds = Math.max(1, now.at - (known?.at ?? now.since)) / 1000;
  return {
    cpu_percent: Math.max(0, now.cpuMs - (known?.cpuMs ?? 0)) / seconds / 10,
    memory_bytes: now.memoryBytes,
    ...trafficBetween(known, now),
  };
}

/** What disks and network of a guest moved since `known`, or its start, bytes a second. */
export function trafficBetween(
  known: GuestUsage | null,
  now: GuestUsage,
): Omit<Figures, 'cpu_percent' | 'memory_bytes'> {
  const seconds = Math.max(1, now.at - (known?.at ?? now.since)) / 1000;
  const disks = (counter: 'readBytes' | 'writtenBytes'): number =>
    moved(countersOf(known?.disks, 'volume', counter), countersOf(now.disks, 'volume', counter)) / seconds;
  const ports = (counter: 'receivedBytes' | 'sentBytes'): number =>
    moved(countersOf(known?.ports, 'port', counter), countersOf(now.ports, 'port', counter)) / seconds;
  return {
    disk_read: disks('readBytes'),
    disk_written: disks('writtenBytes'),
    network_received: ports('receivedBytes'),
    network_sent: ports('sentBytes'),
  };
}

type Counters = Map<unknown, number>;

function countersOf<Key extends string, Counter extends string>(
  items: (Record<Key, unknown> & Record<Counter, number>)[] = [],
  key: Key,
  counter: Counter,
): Counters {
  return new Map(items.map((item) => [item[key], item[counter]]));
}

/** How much all have moved. One that is new, or less than it was, has begun at 0 since. */
function moved(before: Counters, now: Counters): number {
  let sum = 0;
  for (const [key, count] of now) {
    const was = before.get(key) ?? 0;
    sum += count < was ? count : count - was;
  }
  return sum;
}

/** Clocks tick in steps, and are set: two measurements of one guest tell its start at most this far apart, ms. */
const clockMs = 1000;

export function isSameGuest(before: GuestUsage, now: GuestUsage): boolean {
  return Math.abs(now.since - before.since) < clockMs && now.cpuMs >= before.cpuMs;
}

const figureRow = z.strictObject({
  index: z.int(),
  cpu_percent: z.number(),
  memory_bytes: z.number(),
  disk_read: z.number(),
  disk_written: z.number(),
  network_received: z.number(),
  network_sent: z.number(),
});

/** A stretch of time, in whole steps: both ends are epoch seconds, and multiples of `step`. */
export interface Stretch {
  from: number;
  to: number;
  step: (typeof grains)[number]['seconds'];
}

/** The figures of each step of a stretch; null where nothing was measured. */
export async function usageBetween(
  db: Database,
  instance: string,
  { from, to, step }: Stretch,
): Promise<(Figures | null)[]> {
  const rows = await rowsOf(
    db,
    figureRow,
    sql`
      SELECT (extract(epoch FROM at)::bigint - ${from}::bigint)::int / ${step}::int AS index,
        ${sql.join(figures.map((figure) => sql.ref(figure)))}
      FROM usage_figure
      WHERE instance = ${instance} AND grain = ${step} AND at >= to_timestamp(${from}) AND at < to_timestamp(${to})`,
  );
  const found: (Figures | null)[] = Array.from({ length: (to - from) / step }, () => null);
  for (const { index, ...taken } of rows) found[index] = taken;
  return found;
}

/** Figures of VMs that are no more, and those that no ring of slots has overwritten, for the VM has not run since. */
export function pruneUsage(): Prune[] {
  const gone = sql<boolean>`t.instance IN (
    SELECT uuid FROM instance WHERE state = 'TERMINATED' EXCEPT SELECT uuid FROM deleted_resource)`;
  const longest = Math.max(...grains.map(({ kept }) => kept));
  return [
    pruneRows('usage_figure', gone),
    pruneRows('usage_figure', sql<boolean>`t.at < now() - make_interval(secs => ${longest})`),
  ];
}
