import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Tx } from '../../src/db/index.ts';
import { FieldErrors } from '../../src/common/field-errors.ts';
import { allocateAddress, takeAddress } from '../../src/network/addresses.ts';
import { createPort } from '../../src/network/index.ts';
import { setUpDatabase } from '../support/setup.ts';
import { makeTenant } from '../support/tenant.ts';

interface Family {
  name: string;
  cidr: string;
  gateway: string;
  /** The nth address of a pool. */
  address: (offset: number) => string;
}

const families: Family[] = [
  { name: 'IPv4', cidr: '192.0.2.0/24', gateway: '192.0.2.1', address: (offset) => `192.0.2.${10 + offset}` },
  // a pool of 2^64 addresses is never listed: it begins so that a carry runs through half of the address
  {
    name: 'IPv6',
    cidr: '2001:db8:0:1::/64',
    gateway: '2001:db8:0:1::1',
    address: (offset) =>
      offset < 3 ? `2001:db8:0:1:0:ffff:ffff:fff${(13 + offset).toString(16)}` : `2001:db8:0:1:1::${offset - 3 || ''}`,
  },
];

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

const db = await setUpDatabase();
const { project } = await makeTenant(db, 'http://nowhere');

describe('the address allocator', () => {
  async function newPool(tx: Tx, { cidr, gateway, address }: Family, size: number, owner = project): Promise<string> {
    const network = await tx
      .insertInto('network')
      .values({ project: owner, name: 'pool', slot: 9 })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    const range = { pool_first: address(0), pool_last: address(size - 1), pool_cursor: gateway };
    const { uuid } = await tx
      .insertInto('subnet')
      .values({ network: network.uuid, project: owner, name: 'pool', cidr, gateway, ...range })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    return uuid;
  }

  async function newOwner(tx: Tx): Promise<string> {
    const row = { project, port: null };
    return (await tx.insertInto('floating_ip').values(row).returning('uuid').executeTakeFirstOrThrow()).uuid;
  }

  for (const family of families) {
    test(`gives each ${family.name} address once, the longest free one first (T25), and null only when none is left`, async () => {
      const step = fc.oneof(
        { weight: 3, arbitrary: fc.constant('take' as const) },
        { weight: 2, arbitrary: fc.record({ giveBack: fc.nat() }) },
      );
      const steps = fc.array(step, { minLength: 5, maxLength: 40 });
      const property = fc.asyncProperty(fc.integer({ min: 1, max: 9 }), steps, async (size, commands) => {
        const rolledBack = new Error('rolled back');
        const work = db.transaction().execute(async (tx) => {
          const subnet = await newPool(tx, family, size);
          const model = new Model(size);
          for (const command of commands) {
            if (command === 'take') {
              const owner = await newOwner(tx);
              const expected = model.allocate();
              const given = await allocateAddress(tx, subnet, { floatingIp: owner });
              assert.equal(given, expected === null ? null : family.address(expected));
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
      await fc.assert(property, { numRuns: 20 });
    });
  }

  test('gives different addresses to transactions that run together', async () => {
    const size = 30;
    const subnet = await db.transaction().execute((tx) => newPool(tx, families[0] as Family, size));
    const allocate = (): Promise<string | null> =>
      db.transaction().execute(async (tx) => allocateAddress(tx, subnet, { floatingIp: await newOwner(tx) }));
    const given = await Promise.all(Array.from({ length: size + 5 }, allocate));
    const found = given.filter((one) => one !== null);
    assert.equal(found.length, size);
    assert.equal(new Set(found).size, size);
  });

  test('gives one particular address once, and none outside the pool', async () => {
    for (const family of families) {
      const { address } = family;
      const { project: owner, network } = await makeTenant(db, 'http://nowhere');
      const subnet = await db.transaction().execute((tx) => newPool(tx, family, 3, owner));
      const blank = { project: owner, network, instance: null, position: 0, securityGroups: [], addresses: [] };
      const port = await db.transaction().execute((tx) => createPort(tx, blank, new FieldErrors()));
      const take = async (wanted: string) => {
        const errors = new FieldErrors();
        const wish = { address: wanted, port, at: ['at'] };
        await db.transaction().execute((tx) => takeAddress(tx, subnet, wish, errors));
        return errors.empty ? null : { code: errors.code, said: errors.text };
      };
      const together = await Promise.all(Array.from({ length: 10 }, () => take(address(1))));
      assert.equal(together.filter((refusal) => refusal === null).length, 1);
      for (const refusal of together) {
        if (refusal === null) continue;
        assert.equal(refusal.code, 'already-taken');
        assert.match(refusal.said, /^at: .* is taken/);
      }
      for (const [wanted, why] of [
        [address(3), /outside the subnet's pool/],
        [family.gateway, /outside the subnet's pool/],
        ['nonsense', /no IP address/],
      ] as const) {
        const refusal = await take(wanted);
        assert.equal(refusal?.code, 'invalid');
        assert.match(refusal.said, why);
      }
      const next = () => db.transaction().execute((tx) => allocateAddress(tx, subnet, { port }));
      assert.deepEqual([await next(), await next(), await next()], [address(0), address(2), null]);
    }
  });
});
