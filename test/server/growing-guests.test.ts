import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guestsToPause } from '../../src/server/growing-guests.ts';

test('of guests on a disk that is nearly full those that grow are paused, the fastest first, and no more than needed', () => {
  const guests = fc.dictionary(fc.uuid(), fc.integer({ min: -100, max: 2000 }), { maxKeys: 20 });
  const property = fc.property(guests, fc.integer({ min: 1, max: 10 }), fc.nat(20_000), (grown, seconds, freeMiB) => {
    const growth = new Map(Object.entries(grown));
    const paused = guestsToPause(growth, seconds, freeMiB);
    const of = (guest: string): number => growth.get(guest) ?? Number.NaN;
    const others = [...growth.keys()].filter((guest) => !paused.includes(guest) && of(guest) > 0);
    const takesS = (some: string[]): number => (freeMiB * seconds) / some.reduce((all, guest) => all + of(guest), 0);
    for (const guest of paused) {
      assert.ok(of(guest) > 0, 'it does not grow');
      for (const other of others) assert.ok(of(guest) >= of(other), 'another one grows faster');
    }
    assert.deepEqual(
      paused.map(of),
      paused.map(of).toSorted((one, other) => other - one),
    );
    if (others.length > 0) assert.ok(takesS(others) >= 600 - 1e-6, 'those that go on fill the disk within ten minutes');
    const last = paused.at(-1);
    if (last !== undefined) assert.ok(takesS([...others, last]) < 600 + 1e-6, 'it could have gone on');
  });
  fc.assert(property, { numRuns: 500 });
});
