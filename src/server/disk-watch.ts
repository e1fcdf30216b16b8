import type { Logger } from 'pino';
import { type DiskLevel, headroomMiB, diskLevel } from '../common/disk-room.ts';
import { Loop } from '../common/loop.ts';
import type { Database } from '../db/index.ts';
import type { Driver } from '../drivers/driver.ts';
import { auditSelf } from '../identity/index.ts';
import { recordHost } from '../quotas/index.ts';
import { growthOf, guestsToPause } from './growing-guests.ts';

const everyMs = 2_000;

/** Measures the backend of a cloud, and writes it down for the ledger of its disk. Returns how that stands, and stood before. */
export async function measureHost(
  db: Database,
  cloud: string,
  driver: Pick<Driver, 'capabilities' | 'capacity' | 'diskUsage' | 'floatingAddresses' | 'quotas' | 'sizes'>,
): Promise<{ was: DiskLevel; is: DiskLevel; freeMiB: number; diskMiB: number; taken: Map<string, number> }> {
  const { capabilities } = driver;
  const before = await driver.capacity();
  const taken = await driver.diskUsage();
  const [floatingAddresses, quotas] = [await driver.floatingAddresses(), await driver.quotas()];
  const sizes = await driver.sizes();
  const { vcpus, diskMiB: after, total } = await driver.capacity();
  // what came or went between the two is counted against us
  const freeMiB = Math.min(before.diskMiB, after);
  const { memoryMiB, diskMiB } = total;
  const offered = { capabilities, floatingAddresses, quotas, sizes };
  const was = await recordHost(db, { cloud, vcpus, memoryMiB, diskMiB, freeMiB, taken, ...offered });
  return { was, is: diskLevel(freeMiB, diskMiB), freeMiB, diskMiB, taken };
}

/**
 * Measures the host again and again for the ledger of its disk, tells staff when that has come to another level, and pauses
 * guests that grow while it is critical. Whoever looks after guests sets them going when it is `ok` again.
 */
export class DiskWatch extends Loop {
  readonly #db: Database;
  readonly #cloud: string;
  readonly #driver: Driver;
  readonly #log: Logger;
  /** What volumes and images took at the last look; `at`: ms of this process. */
  #last: { at: number; taken: ReadonlyMap<string, number> } | null = null;

  constructor(db: Database, cloud: string, driver: Driver, log: Logger) {
    super(everyMs);
    this.#db = db;
    this.#cloud = cloud;
    this.#driver = driver;
    this.#log = log;
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'the disk of the host could not be measured');
  }

  /** One look at the host. Nothing is given away before the first. */
  async measure(): Promise<void> {
    const at = performance.now();
    const { was, is, freeMiB, diskMiB, taken } = await measureHost(this.#db, this.#cloud, this.#driver);
    if (was !== is) await this.#tell(is, freeMiB, diskMiB);
    const before = this.#last;
    this.#last = { at, taken };
    if (is === 'critical' && before !== null) {
      const growth = await growthOf(this.#db, before.taken, taken);
      await this.#pause(guestsToPause(growth, (at - before.at) / 1000, freeMiB), growth);
    }
  }

  protected look(): Promise<void> {
    return this.measure();
  }

  async #pause(guests: string[], growth: ReadonlyMap<string, number>): Promise<void> {
    for (const instance of guests) {
      this.#log.warn(
        { instance, grown_mib: growth.get(instance) },
        'the disk of the host is almost full: a guest that grows is paused',
      );
      // one that does not answer holds up no other
      await this.#driver.pauseGuest(instance).catch((error: unknown) => this.failed(error));
    }
  }

  async #tell(level: DiskLevel, free_mib: number, disk_mib: number): Promise<void> {
    const detail = { cloud: this.#cloud, level, free_mib, disk_mib, headroom_mib: headroomMiB(disk_mib) };
    if (level === 'ok') this.#log.info(detail, 'the disk of the host has room again');
    else this.#log.warn(detail, 'the disk of the host is short of room');
    await auditSelf(this.#db, 'host.disk', { project: null, result: level === 'ok' ? 'accepted' : 'failed', detail });
  }
}
