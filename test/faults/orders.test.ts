import assert from 'node:assert/strict';
import { afterEach, describe, mock, test } from 'node:test';
import { sql } from 'kysely';
import { wakeRun } from '../../src/engine/due.ts';
import { Problem } from '../../src/common/problem.ts';
import { catalogue as kinds, type Code } from '../../src/common/problems/catalogue.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp({}, { ownPostgres: true });

describe('what an order says when the host fails', () => {
  afterEach(() => {
    cloud.driver.fault = () => {};
    cloud.driver.silent = false;
  });

  async function place(): Promise<{ order: string; vm: string }> {
    const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
    assert.equal(answer.status, 201, answer.text);
    return { order: answer.body.uuid, vm: answer.body.resource_uuid };
  }

  const show = async (vm: string) => (await tenant.client.get(`marketplace-resources/${vm}/`)).body;

  interface Step {
    name: string;
    state: string;
    message: string;
    error: Pick<Problem, 'code' | 'message' | 'remedy'> | null;
  }

  /** Waits until a step of the order is as wanted, and returns it as the order shows it. */
  function step(order: string, name: string, wanted: (step: Step) => boolean): Promise<Step> {
    const shown = async (): Promise<Step> => {
      const { body } = await tenant.client.get(`marketplace-orders/${order}/`);
      return body.steps.find((each: Step) => each.name === name);
    };
    return eventually(`the step "${name}"`, shown, wanted);
  }
  const waiting = ({ state }: Step): boolean => state === 'waiting';

  /** As if the time that its step may take had passed; until the order ends, for the engine may write what it read before. */
  async function overdue(order: string): Promise<void> {
    await eventually('the end of the order', async () => {
      await sql`
        UPDATE workflow_step SET started = started - interval '1 hour'
        WHERE workflow = ${order} AND name = 'ready' AND state = 'waiting'
      `.execute(cloud.db);
      await sql`UPDATE workflow SET due = now() WHERE uuid = ${order}`.execute(cloud.db);
      return (await tenant.client.get(`marketplace-orders/${order}/`)).body.completed_at;
    });
  }

  async function removed(vm: string): Promise<void> {
    await tenant.client.remove(vm);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  }

  /** As the real drivers throw them: where, and how. */
  const final: [what: string, method: string, when: 'before' | 'after', problem: Problem][] = [
    [
      'a tap command fails',
      'applyRouter',
      'after',
      new Problem('command-failed', 'ip -n slipway-1 -batch exited 1: RTNETLINK answers', 'Run "./slipway doctor".'),
    ],
    [
      'an nft command fails',
      'applyRouter',
      'before',
      new Problem('command-failed', 'nft -f - exited 1: syntax error', 'Run "./slipway doctor".'),
    ],
    [
      'the checksum of the image is wrong',
      'ensureImage',
      'before',
      new Problem('image-checksum-mismatch', 'The image has sha256 1, not 2.', 'Compare the checksum.'),
    ],
    [
      'the image is gone from its server',
      'ensureImage',
      'before',
      new Problem('image-download-failed', 'was answered with HTTP status 404', 'Check the image URL.'),
    ],
    [
      'the certificate of the image server has expired',
      'ensureImage',
      'before',
      new Problem('image-certificate-refused', 'certificate has expired', 'Use another mirror.'),
    ],
    [
      'an image larger than the disk',
      'createVolume',
      'after',
      new Problem('volume-too-small', 'A volume of 1 MiB', 'Ask for 2 MiB.', { constraint: 'At least 2.' }),
    ],
  ];
  for (const [what, method, when, problem] of final) {
    test(`${what}: the order is erred, names cause and remedy, and holds nothing`, async () => {
      cloud.driver.fault = (called, at) => {
        if (called === method && at === when) throw problem;
      };
      const { order, vm } = await place();
      const { state, error } = await tenant.client.settled(order);
      const { code, message, remedy, constraint } = problem;
      assert.deepEqual([state, error], ['Erred', { code, message, remedy, constraint }]);
      const { state: left, error_message } = await show(vm);
      assert.deepEqual([left, error_message], ['Erred', message]);
      cloud.driver.fault = () => {};
      await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
      await removed(vm);
    });
  }

  test('a disk that is full for a while: the order says what is wrong and that it is tried again, and succeeds', async () => {
    const remedy = 'Free space on the disk that holds /var; it is tried again.';
    let full = true;
    cloud.driver.fault = (called, at) => {
      if (full && called === 'createVolume' && at === 'before')
        throw new Problem('disk-full', 'The host has no room for the volume', remedy, { transient: true });
    };
    const { order, vm } = await place();
    await followed(
      'disk-full',
      /^Free space on the disk that holds \/var; it is tried again\.$/,
      async () => (await step(order, 'volumes', (shown) => shown.state === 'running' && shown.error !== null)).error,
      async () => {
        full = false;
        return (await tenant.client.settled(order)).error;
      },
    );
    await removed(vm);
  });

  const again = (Object.keys(kinds) as Code[]).filter((code) => /tried again/.test(kinds[code].remedy));
  test(`what says that it is tried again is: ${again.join(', ')}`, async () => {
    assert.ok(again.length > 10);
    const left = [...again];
    let steps = new Set<string>();
    cloud.driver.fault = (called, at) => {
      if (at !== 'before' || !steps.delete(called)) return;
      const code = left.pop();
      if (code !== undefined) throw new Problem(code, 'The test says so.', undefined, { transient: true });
    };
    while (left.length > 0) {
      steps = new Set(['ensureImage', 'createVolume', 'applyRouter', 'startGuest']);
      const { order, vm } = await place();
      const { state, error } = await tenant.client.settled(order);
      assert.equal(state, 'Success', JSON.stringify(error));
      await removed(vm);
    }
  });

  test('a guest that ends before it is ready: the order is erred and says so', async () => {
    cloud.driver.silent = true;
    const { order, vm } = await place();
    await step(order, 'ready', waiting);
    // a look that has read the row before its end is written there, and asks the backend behind it, looks again
    const [looks, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { driver } = cloud;
    const look = mock.method(driver, 'guestState', async (guest: string) => {
      look.mock.restore();
      looks.resolve();
      await ended.promise;
      return driver.guestState(guest);
    });
    await cloud.db.transaction().execute((tx) => wakeRun(tx, vm));
    await looks.promise;
    await driver.endGuest(vm, false);
    const noted = async () =>
      (await cloud.db.selectFrom('instance').select('readiness').where('uuid', '=', vm).executeTakeFirstOrThrow())
        .readiness.ended;
    await eventually('its end in the row', noted, (why) => why !== undefined);
    ended.resolve();
    const { state, error } = await tenant.client.settled(order);
    assert.equal(state, 'Erred');
    assert.match(error.constraint, /^ended\. /, 'what the backend said of its end');
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    cloud.driver.silent = false;
    await followed(
      'guest-died',
      /Retry/,
      () => error,
      async () => {
        await tenant.client.post(`marketplace-orders/${order}/retry/`, {});
        return (await tenant.client.settled(order)).error;
      },
    );
    await removed(vm);
  });

  /** What was seen of the guest when the time was over, what the order says meanwhile, and the stage that is shown. */
  const silences: [what: string, seen: ('network' | 'ssh')[], says: RegExp, stage: string][] = [
    ['DHCP never answers', [], /waiting for the guest to boot and take its address/, 'booting'],
    ['ssh never answers', ['network'], /has its address; waiting for ssh/, 'network'],
    ['cloud-init never ends', ['network', 'ssh'], /waiting for first-boot configuration/, 'ssh'],
  ];
  for (const [what, seen, says, stage] of silences) {
    test(`${what}: the VM is kept, the order succeeds at the deadline as not ready and says what was seen last`, async () => {
      cloud.driver.silent = true;
      const { order, vm } = await place();
      await step(order, 'ready', waiting);
      for (const each of seen)
        cloud.driver.says(vm, each === 'ssh' ? { stage: 'ssh', hostKeys: [] } : { stage: 'network' });
      await step(order, 'ready', ({ message }) => says.test(message));
      await overdue(order);
      const { state, ready } = await tenant.client.settled(order);
      assert.deepEqual([state, ready], ['Success', false]);
      const shown = await show(vm);
      assert.deepEqual([shown.state, shown.runtime_state, shown.readiness.stage], ['OK', 'active', stage]);
      await assertComplete(cloud.db, cloud.driver);
      await removed(vm);
    });
  }

  for (const result of ['error', 'degraded'] as const) {
    test(`cloud-init ends as ${result}: the VM is ready, and its owner is told`, async () => {
      cloud.driver.silent = true;
      const { order, vm } = await place();
      await step(order, 'ready', waiting);
      cloud.driver.says(vm, { stage: 'ssh', hostKeys: [] });
      cloud.driver.says(vm, { stage: 'cloud-init', result, detail: 'the user script exited 3' });
      const { state, ready } = await tenant.client.settled(order);
      assert.deepEqual([state, ready], ['Success', true]);
      const { cloud_init } = (await show(vm)).readiness;
      assert.deepEqual([cloud_init.result, cloud_init.detail], [result, 'the user script exited 3']);
      await removed(vm);
    });
  }

  test('a database whose disk is slow delays orders, and that is all', async () => {
    // every commit waits this long before it is written
    const slow = async (microseconds: number): Promise<void> => {
      await sql.raw(`ALTER SYSTEM SET commit_delay = ${microseconds}`).execute(cloud.db);
      await sql.raw(`ALTER SYSTEM SET commit_siblings = 0`).execute(cloud.db);
      await sql`SELECT pg_reload_conf()`.execute(cloud.db);
    };
    await slow(100_000);
    try {
      const { order, vm } = await place();
      const { state, steps } = await tenant.client.settled(order);
      assert.equal(state, 'Success');
      assert.deepEqual(
        steps.map(({ error }: { error: unknown }) => error).filter((error: unknown) => error !== null),
        [],
      );
      const { rows } = await sql<{ failures: number }>`
        SELECT sum(failures)::int AS failures FROM workflow_step WHERE workflow = ${order}
      `.execute(cloud.db);
      assert.equal(rows[0]?.failures, 0);
      await removed(vm);
    } finally {
      await slow(0);
    }
  });
});
