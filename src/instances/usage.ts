import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { Problem } from '../common/problem.ts';
import type { Database } from '../db/index.ts';
import type { Driver, GuestUsage, MeasuredGuest } from '../drivers/driver.ts';

const SAMPLE_MS = 10_000;
/** A figure is not asked for again within this time: many who look cost what one does. */
const FRESH_MS = 1000;
/** Two measurements of one guest tell its start at most this far apart: clocks tick in steps, and are set. */
const CLOCK_MS = 1000;

/** What a running instance takes. */
export interface Usage extends GuestUsage {
  /** Of one processor, 0 to 100 times the number that it has, over the last `intervalMs`. */
  cpuPercent: number;
  intervalMs: number;
}

/** Measures all running instances every 10 s, and one at once when it is asked for. Figures live in memory only. */
export class UsageMeter {
  readonly #db: Database;
  readonly #driver: Pick<Driver, 'capabilities' | 'guestUsage'>;
  readonly #latest = new Map<string, Usage>();
  #timer: NodeJS.Timeout | null = null;
  #sampling: Promise<void> | null = null;

  constructor(db: Database, driver: Pick<Driver, 'capabilities' | 'guestUsage'>) {
    this.#db = db;
    this.#driver = driver;
  }

  start(): void {
    if (this.#driver.capabilities.unmeasured !== null) return;
    this.#timer = setInterval(() => {
      this.#sampling ??= this.#sample()
        // the database or a guest is away: the next sample comes in a moment
        .catch(() => {})
        .finally(() => {
          this.#sampling = null;
        });
    }, SAMPLE_MS).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#sampling;
  }

  /** Every running instance as it was last measured. */
  all(): ReadonlyMap<string, Usage> {
    return this.#latest;
  }

  /** An instance as it is now. Throws `wrong-state` when it does not run, `usage-unknown` when its guest or its cloud does not say. */
  async of(instance: string): Promise<Usage> {
    const guests = await this.#running(instance);
    if (guests.length === 0) throw new Problem('wrong-state', 'The VM does not run: please start it first.');
    const { unmeasured } = this.#driver.capabilities;
    if (unmeasured !== null) throw new Problem('usage-unknown', unmeasured, 'Measure it inside of the VM.');
    const known = this.#latest.get(instance);
    if (known !== undefined && Date.now() - known.at < FRESH_MS) return known;
    await this.#measure(guests);
    const usage = this.#latest.get(instance);
    if (usage !== undefined && usage !== known) return usage;
    const remedy = 'Ask again in a moment; if it stays so, look at the console log of the VM.';
    throw new Problem('usage-unknown', 'The VM could not be measured now.', remedy, { transient: true });
  }

  async #sample(): Promise<void> {
    const guests = await this.#running(null);
    await this.#measure(guests);
    const running = new Set(guests.map(({ id }) => id));
    for (const id of this.#latest.keys()) if (!running.has(id)) this.#latest.delete(id);
  }

  async #measure(guests: MeasuredGuest[]): Promise<void> {
    for (const [id, usage] of await this.#driver.guestUsage(guests)) {
      const known = this.#latest.get(id);
      // a guest that was started anew counts from 0
      const before = known !== undefined && isSameGuest(known, usage) ? known : null;
      const { at, cpuMs, since } = before ?? { at: usage.since, cpuMs: 0, since: usage.since };
      const intervalMs = Math.max(1, usage.at - at);
      const cpuPercent = Math.max(0, Math.round((1000 * (usage.cpuMs - cpuMs)) / intervalMs) / 10);
      this.#latest.set(id, { ...usage, since, cpuPercent, intervalMs });
    }
  }

  async #running(instance: string | null): Promise<MeasuredGuest[]> {
    const query = this.#db
      .selectFrom('instance as i')
      .select((eb) => [
        'i.uuid as id',
        'i.project as router',
        jsonArrayFrom(
          eb.selectFrom('port as p').select('p.uuid').whereRef('p.instance', '=', 'i.uuid').orderBy('p.position'),
        ).as('ports'),
      ])
      .where('i.reserved', '=', true)
      .where('i.runtime_state', 'in', ['ACTIVE', 'RESCUE']);
    const rows = await (instance === null ? query : query.where('i.uuid', '=', instance)).execute();
    return rows.map((row) => ({ ...row, ports: row.ports.map(({ uuid }) => uuid) }));
  }
}

function isSameGuest(before: GuestUsage, now: GuestUsage): boolean {
  return Math.abs(now.since - before.since) < CLOCK_MS && now.cpuMs >= before.cpuMs;
}
