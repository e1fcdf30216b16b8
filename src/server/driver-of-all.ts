import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rowOf } from '../db/index.ts';
import type { Driver, Operation } from '../drivers/driver.ts';
import type { Clouds } from './clouds.ts';
import { idOf } from './traced-driver.ts';

/** So many ids are known by heart at most. */
const mostKnown = 10_000;

const cloudRow = z.strictObject({ cloud: z.string() });

/**
 * One driver that is all clouds: what is asked of a VM, a volume or the network of a project, by its id or by something that has it,
 * goes to the cloud of its project, once that is taken over. With one cloud it is the driver of that.
 */
export function driverOfAll(db: Database, clouds: Clouds, taken: (cloud: string) => Promise<void>): Driver {
  const [first, ...others] = [...clouds.drivers.values()];
  if (first === undefined) throw new Error('there is no cloud');
  if (others.length === 0) return first;
  const places = new Places(db);
  const deadlines = longest([first, ...others]);
  return new Proxy(first, {
    get(target, name) {
      if (name === 'deadlines') return deadlines;
      const member: unknown = Reflect.get(target, name);
      if (member === undefined) return undefined;
      if (typeof member !== 'function') throw new Error(`each cloud has its own ${String(name)}`);
      return async (...args: unknown[]) => {
        const id = idOf(args[0]);
        if (typeof id !== 'string') throw new Error(`each cloud has its own ${String(name)}`);
        const cloud = await places.of(id);
        await taken(cloud);
        const driver = clouds.of(cloud);
        const method = Reflect.get(driver, name) as (...given: unknown[]) => unknown;
        return method.apply(driver, args);
      };
    },
  });
}

/** A step may take as long as the slowest of all backends needs: which one it will meet is not known before. */
function longest(drivers: Driver[]): Record<Operation, number> {
  const operations = Object.keys(drivers[0]?.deadlines ?? {}) as Operation[];
  const most = operations.map((operation) => [
    operation,
    Math.max(...drivers.map((each) => each.deadlines[operation])),
  ]);
  return Object.fromEntries(most) as Record<Operation, number>;
}

/** Where things live: for as long as they are there, so that it is asked once. */
class Places {
  readonly #db: Database;
  readonly #known = new Map<string, string>();

  constructor(db: Database) {
    this.#db = db;
  }

  async of(id: string): Promise<string> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const query = sql`
      SELECT p.cloud FROM project p WHERE p.uuid IN (
        SELECT ${id}::uuid UNION ALL SELECT project FROM instance WHERE uuid = ${id}
        UNION ALL SELECT project FROM volume WHERE uuid = ${id}
        UNION ALL SELECT project FROM snapshot WHERE uuid = ${id}
        UNION ALL SELECT i.project FROM hidden_disk h JOIN instance i ON i.uuid = h.instance WHERE h.uuid = ${id}) LIMIT 1`;
    const row = await rowOf(this.#db, cloudRow, query);
    if (row === undefined) throw new Error(`nothing of the records has the id ${id}`);
    if (this.#known.size >= mostKnown) this.#known.clear();
    this.#known.set(id, row.cloud);
    return row.cloud;
  }
}
