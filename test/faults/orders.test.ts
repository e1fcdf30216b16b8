import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { startCloud, type TestCloud } from '../support/cloud.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { type Catalogue, makeTenant, orderFor, readCatalogue, type Tenant } from '../support/tenant.ts';

describe('what an order says when the host fails', () => {
  let cloud: TestCloud;
  let tenant: Tenant;
  let catalogue: Catalogue;
  before(async () => {
    cloud = await startCloud();
    tenant = await makeTenant(cloud.db, cloud.url);
    catalogue = await readCatalogue(cloud.db);
  });
  after(() => cloud.stop());
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

  /** Looks until a step of the order has this state, and returns it as the order shows it. */
  async function stepOf(order: string, name: string, state: string) {
    for (const deadline = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const { body } = await tenant.client.get(`marketplace-orders/${order}/`);
      const step = body.steps.find((each: { name: string }) => each.name === name);
      if (step.state === state) return step;
      assert.ok(Date.now() < deadline, `${name} is ${step.state}`);
    }
  }

  /** As if the time that its step may take had passed; until the order ends, for the engine may write what it read before. */
  async function overdue(order: string): Promise<void> {
    for (;;) {
      await sql`
        UPDATE workflow_step SET started = started - interval '1 hour'
        WHERE workflow = ${order} AND name = 'ready' AND state = 'waiting'
      `.execute(cloud.db);
      await sql`UPDATE workflow SET due = now() WHERE uuid = ${order}`.execute(cloud.db);
      const { body } = await tenant.client.get(`marketplace-orders/${order}/`);
      if (body.completed_at !== null) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
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
    const remedy = 'Free space on the disk; it is tried again.';
    let full = true;
    cloud.driver.fault = (called, at) => {
      if (full && called === 'createVolume' && at === 'before')
        throw new Problem('host-disk-full', 'The host has 3 MiB of disk left', remedy, { transient: true });
    };
    const { order, vm } = await place();
    for (;;) {
      const { error } = await stepOf(order, 'volumes', 'running');
      if (error === null) continue;
      assert.deepEqual([error.code, error.remedy], ['host-disk-full', remedy]);
      break;
    }
    full = false;
    assert.equal((await tenant.client.settled(order)).state, 'Success');
    await removed(vm);
  });

  test('a guest that ends before it is ready: the order is erred and says so', async () => {
    cloud.driver.silent = true;
    const { order, vm } = await place();
    await stepOf(order, 'ready', 'waiting');
    await cloud.driver.endGuest(vm, false);
    const { state, error } = await tenant.client.settled(order);
    assert.deepEqual([state, error.code], ['Erred', 'guest-died']);
    assert.match(error.remedy, /Retry/);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
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
      await stepOf(order, 'ready', 'waiting');
      for (const each of seen)
        cloud.driver.says(vm, each === 'ssh' ? { stage: 'ssh', hostKeys: [] } : { stage: 'network' });
      for (;;) if (says.test((await stepOf(order, 'ready', 'waiting')).message)) break;
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
      await stepOf(order, 'ready', 'waiting');
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
