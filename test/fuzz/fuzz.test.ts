import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { TestCloud } from '../support/cloud.ts';
import { startPrey } from './prey.ts';

/** Some 14 s of a machine with nothing else to do; `bench/fuzz.ts` sends as many as one likes. */
const count = 4_000;
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('random and hostile requests', () => {
  let cloud: TestCloud;
  let run: Awaited<ReturnType<typeof startPrey>>['run'];
  before(async () => {
    ({ cloud, run } = await startPrey());
  });
  after(() => cloud.stop());

  test('none is a fault of the server, and none is accepted that the description forbids', async (t) => {
    const { requests, statuses, succeeded, broken } = await run(count);
    t.diagnostic(`${requests} requests: ${JSON.stringify(statuses)}; ${succeeded.size} operations succeeded`);
    assert.deepEqual([...broken], []);
    assert.ok(requests >= count);
    // behind the validation, too: the order as it is was accepted, and a good part of what was made at random
    assert.ok(succeeded.has('POST /api/marketplace-orders/'), 'no order was accepted');
    assert.ok(succeeded.size >= 60, `only ${succeeded.size} operations succeeded`);
    assert.deepEqual(
      cloud.log.filter((line) => line.includes('"level":50')),
      [],
    );
    assert.equal((await cloud.staff.get('status/')).status, 200);
  });

  test('T8: only ids reach paths: what the backend was asked to keep is named by nothing else', async () => {
    for (const kind of ['guest', 'volume', 'router', 'image']) {
      const names = await readdir(join(cloud.home, 'fake', kind));
      assert.deepEqual(
        names.filter((name) => !name.split('.').every((part) => id.test(part) || part === 'new')),
        [],
      );
    }
    assert.deepEqual(
      (await readdir('/tmp')).filter((name) => name.includes('pwned')),
      [],
    );
  });
});
