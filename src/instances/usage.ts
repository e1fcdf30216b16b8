import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { Problem } from '../common/problem.ts';
import type { Database } from '../db/index.ts';
import type { GuestUsage, MeasuredGuest } from '../drivers/driver.ts';
import { readCapabilities } from '../quotas/index.ts';
import { isSameGuest, roundMs, trafficBetween, UsageHistory } from './usage-history.ts';

/** A figure is not asked for again within this time: many who look cost what one does. */
const FRESH_MS = 1000;

/** What a running instance takes. */
export interface Usage extends GuestUsage {
  /** Of one processor, 0 to 100 times the number that it has, over the last `intervalMs`. */
  cpuPercent: number;
  /** Read and written, received and sent, over that time, bytes a second. */
  diskRate: number;
  networkRate: number;
  intervalMs: number;
}

/** What the backends measure. */
interface Measure {
  /** Whether there is one that does. */
  measured: boolean;
  guestUsage: (guests: MeasuredGuest[]) => Promise<Map<string, GuestUsage>>;
}

/** Measures all running instances every 10 s, which is kept, and one at once when it is asked for. */
export class UsageMeter {
  readonly #db: Database;
  readonly #backends: Measure;
  readonly #history: UsageHistory;
  readonly #latest = new Map<string, Usage>();
  #timer: NodeJS.Timeout | null = null;
  #sampling: Promise<void> | null = null;

  constructor(db: Database, backends: Measure) {
    this.#db = db;
    this.#backends = backends;
    this.#history = new UsageHistory(db);
  }

  start(): void {
    if (!this.#backends.measured) return;
    // in the middle of what a figure is for: one that comes a little early or late is still of the same
    const wait = roundMs - ((Date.now() + roundMs / 2) % roundMs);
    this.#timer = setTimeout(() => {
      this.start();
      this.#sampling ??= this.#sample()
        // the database or a guest is away: the next sample comes in a moment
        .catch(() => {})
        .finally(() => {
          this.#sampling = null;
        });
    }, wait).unref();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#sampling;
  }

  /** Every running instance as it was last measured. */
  all(): ReadonlyMap<string, Usage> {
    return this.#latest;
  }

  /** Throws `usage-unknown` when the cloud of a project measures no guests, with the reason. */
  async requireMeasured(project: string): Promise<void> {
    const { unmeasured } = await readCapabilities(this.#db, project);
    if (unmeasured !== null)
      throw new Problem('usage-unknown', unmeasured, 'Measure it inside of the VM, by "top" for one.');
  }

  /** An instance as it is now. Throws `wrong-state` when it does not run, `usage-unknown` when its guest or its cloud does not say. */
  async of(instance: string): Promise<Usage> {
    const guests = await this.#running(instance);
    const [guest] = guests;
    if (guest === undefined) throw new Problem('wrong-state', 'The VM does not run: please start it first.');
    await this.requireMeasured(guest.router);
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
    const at = Date.now();
    const measured = await this.#measure(guests);
    const running = new Set(guests.map(({ id }) => id));
    for (const id of this.#latest.keys()) if (!running.has(id)) this.#latest.delete(id);
    await this.#history.record(measured, at);
  }

  async #measure(guests: MeasuredGuest[]): Promise<ReadonlyMap<string, GuestUsage>> {
    const measured = await this.#backends.guestUsage(guests);
    for (const [id, usage] of measured) {
      const known = this.#latest.get(id);
      // a guest that was started anew counts from 0
      const before = known !== undefined && isSameGuest(known, usage) ? known : null;
      const { at, cpuMs, since } = before ?? { at: usage.since, cpuMs: 0, since: usage.since };
      const intervalMs = Math.max(1, usage.at - at);
      const cpuPercent = Math.max(0, Math.round((1000 * (usage.cpuMs - cpuMs)) / intervalMs) / 10);
      const { disk_read, disk_written, network_received, network_sent } = trafficBetween(before, usage);
      const rates = { diskRate: disk_read + disk_written, networkRate: network_received + network_sent };
      this.#latest.set(id, { ...usage, ...rates, since, cpuPercent, intervalMs });
    }
    return measured;
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
