import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { type Database, migrate, type Tx } from '../../src/db/index.ts';
import { allocateAddress } from '../../src/network/addresses.ts';
import { startPostgres, type TestPostgres } from '../support/database.ts';
import { makeTenant } from '../support/tenant.ts';

const address = (offset: number): string => `192.0.2.${10 + offset}`;

/** A pool as a list: free addresses are given round and round, beginning behind the one that was given last. */
class Model {
  readonly size: number;
  readonly taken = new Map<number, string>();
  #last = -1;

  constructor(size: number) {
    this.size = size;
  }

  allocate(): number | null {
    const free = Array.from({ length: this.size }, (_, offset) => offset).filter((offset) => !this.taken.has(offset));
    const next = free.find((offset) => offset > this.#last) ?? free[0];
    if (next === undefined) return null;
    this.#last = next;
    return next;
  }
}

describe('the address allocator', () => {
  let postgres: TestPostgres;
  let db: Database;
  let project: string;

  before(async () => {
    postgres = await startPostgres();
    db = await postgres.newDatabase('addresses');
    await migrate(db);
    ({ project } = await makeTenant(db, 'http://nowhere'));
  });
  after(async () => {
    await db.destroy();
    await postgres.remove();
  });

  async function newPool(tx: Tx, size: number): Promise<string> {
    const network = await tx
      .insertInto('network')
      .values({ project, name: 'pool', slot: 9 })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    const range = { pool_first: address(0), pool_last: address(size - 1), pool_cursor: '192.0.2.1' };
    const { uuid } = await tx
      .insertInto('subnet')
      .values({ network: network.uuid, project, name: 'pool', cidr: '192.0.2.0/24', gateway: '192.0.2.1', ...range })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    return uuid;
  }

  async function newOwner(tx: Tx): Promise<string> {
    const row = { project, port: null };
    return (await tx.insertInto('floating_ip').values(row).returning('uuid').executeTakeFirstOrThrow()).uuid;
  }

  test('gives each address once, the longest free one first, and null only when none is left', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant('take' as const) },
      { weight: 2, arbitrary: fc.record({ giveBack: fc.nat() }) },
    );
    const steps = fc.array(step, { minLength: 5, maxLength: 40 });
    const property = fc.asyncProperty(fc.integer({ min: 1, max: 9 }), steps, async (size, commands) => {
      const rolledBack = new Error('rolled back');
      const work = db.transaction().execute(async (tx) => {
        const subnet = await newPool(tx, size);
        const model = new Model(size);
        for (const command of commands) {
          if (command === 'take') {
            const owner = await newOwner(tx);
            const expected = model.allocate();
            const given = await allocateAddress(tx, subnet, { floatingIp: owner });
            assert.equal(given, expected === null ? null : address(expected));
            if (expected !== null) model.taken.set(expected, owner);
          } else {
            const entries = [...model.taken];
            const [offset, owner] = entries[command.giveBack % Math.max(entries.length, 1)] ?? [];
            if (offset === undefined || owner === undefined) continue;
            await tx.deleteFrom('floating_ip').where('uuid', '=', owner).execute();
            model.taken.delete(offset);
          }
        }
        throw rolledBack;
      });
      await work.catch((error: unknown) => {
        if (error !== rolledBack) throw error;
      });
    });
    await fc.assert(property, { numRuns: 25 });
  });

  test('gives different addresses to transactions that run together', async () => {
    const size = 30;
    const subnet = await db.transaction().execute((tx) => newPool(tx, size));
    const allocate = (): Promise<string | null> =>
      db.transaction().execute(async (tx) => allocateAddress(tx, subnet, { floatingIp: await newOwner(tx) }));
    const given = await Promise.all(Array.from({ length: size + 5 }, allocate));
    const found = given.filter((one) => one !== null);
    assert.equal(found.length, size);
    assert.equal(new Set(found).size, size);
  });
});
