import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
afterEach(() => {
  cloud.driver.fault = () => {};
});

async function place(attributes: Record<string, unknown> = {}): Promise<{ order: string; vm: string }> {
  const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, attributes));
  assert.equal(answer.status, 201, answer.text);
  return { order: answer.body.uuid, vm: answer.body.resource_uuid };
}

async function newVm(attributes: Record<string, unknown> = {}): Promise<string> {
  const { order, vm } = await place(attributes);
  assert.equal((await tenant.client.settled(order)).state, 'Success');
  return vm;
}

/** The driver stands still at the next call of `method`, until it is released. */
function hold(method: string): { reached: Promise<void>; release: () => void } {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  cloud.driver.fault = async (called, when) => {
    if (called !== method || when !== 'before') return;
    reached.resolve();
    await released.promise;
  };
  return { reached: reached.promise, release: released.resolve };
}

/** Does a power action and waits until the VM is settled again. */
async function act(vm: string, action: string): Promise<void> {
  const answer = await tenant.client.post(`marketplace-resources/${vm}/actions/${action}/`, {});
  assert.equal(answer.status, 202, answer.text);
  const { uuid } = await cloud.db
    .selectFrom('workflow')
    .select('uuid')
    .where('subject', '=', vm)
    .orderBy('created', 'desc')
    .executeTakeFirstOrThrow();
  const query = cloud.db.selectFrom('workflow').select('state').where('uuid', '=', uuid);
  const state = async (): Promise<string> => (await query.executeTakeFirstOrThrow()).state;
  const ended = await eventually(`the end of the ${action}`, state, (now) => now !== 'running');
  assert.equal(ended, 'succeeded');
}

describe('an order', () => {
  test('is answered at once, says where it is, and ends in a VM that is ready', async () => {
    const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
    const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { networks }));
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get('location'), `${cloud.url}/api/marketplace-orders/${answer.body.uuid}/`);
    assert.equal(answer.body.state, 'Creating');
    assert.equal(answer.body.type, 'Create');
    assert.deepEqual(answer.body.attributes.networks, networks);
    const order = await tenant.client.settled(answer.body.uuid);
    assert.equal(order.state, 'Success');
    assert.equal(order.ready, true);
    assert.equal(order.progress, 1);
    assert.equal(order.remaining_ms, 0);
    assert.deepEqual(
      order.steps.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`),
      ['reserve done', 'image done', 'network done', 'volumes done', 'guest done', 'ready done'],
    );
    for (const step of order.steps) assert.ok(step.duration_ms >= 0 && step.started <= step.finished, step.name);
    const { body: vm } = await tenant.client.get(`marketplace-resources/${order.resource_uuid}/`);
    assert.deepEqual(
      [vm.state, vm.runtime_state, vm.name, vm.cores, vm.ram, vm.disk],
      ['OK', 'active', 'my-vm', 1, 128, 1024],
    );
    assert.match(vm.internal_ips[0], /^10\.0\.[0-3]\.\d+$/);
    assert.match(vm.external_ips[0], /^172\.24\./);
    assert.equal(vm.creation_order.uuid, order.uuid);
    assert.equal(vm.ssh_user, 'root');
    assert.equal(vm.readiness.stage, 'ready');
    assert.match(vm.readiness.host_keys[0].fingerprint_sha256, /^SHA256:/);
    await assertComplete(cloud.db, cloud.driver);
    await tenant.client.remove(vm.uuid);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    const { body: gone } = await tenant.client.get(`marketplace-resources/${vm.uuid}/`);
    assert.deepEqual([gone.state, gone.runtime_state], ['Terminated', 'stopped']);
  });

  test('the next one like it estimates its steps from history', async () => {
    const { order } = await place();
    const { body } = await tenant.client.get(`marketplace-orders/${order}/`);
    assert.ok(body.steps.every(({ estimate_ms }: { estimate_ms: unknown }) => typeof estimate_ms === 'number'));
    await tenant.client.remove((await tenant.client.settled(order)).resource_uuid);
  });

  test('what fails for good is undone, and says why and what to do', async () => {
    const problem = new Problem('disk-full', 'The disk of the host is full.', 'Ask the operator.', {
      constraint: '0 MiB',
    });
    cloud.driver.fault = (method, when) => {
      if (method === 'startGuest' && when === 'after') throw problem;
    };
    const { order, vm } = await place();
    const body = await tenant.client.settled(order);
    const error = { code: 'disk-full', message: problem.message, constraint: '0 MiB', remedy: 'Ask the operator.' };
    assert.deepEqual([body.state, body.error, body.error_message], ['Erred', error, problem.message]);
    assert.deepEqual(
      body.steps.map(({ state, title, message }: Record<string, string>) => [state, title, message]),
      [
        ['undone', 'Reserve addresses and quota', 'give back addresses and quota'],
        ['undone', 'Make the image ready', 'nothing to undo: images are shared'],
        ['undone', 'Connect the network', 'disconnect the network'],
        ['undone', 'Prepare the disks', 'delete the disks'],
        ['undone', 'Start the guest', 'stop and remove the guest'],
        ['pending', 'Wait until it answers', ''],
      ],
    );
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    const { body: resource } = await tenant.client.get(`marketplace-resources/${vm}/`);
    assert.deepEqual([resource.state, resource.error_message], ['Erred', problem.message]);
    cloud.driver.fault = () => {};
    await tenant.client.remove(vm);
    assert.equal((await tenant.client.get(`marketplace-resources/${vm}/`)).body.state, 'Terminated');
  });

  test('what fails for a while is tried again', async () => {
    let failures = 0;
    cloud.driver.fault = (method) => {
      if (method === 'createVolume' && failures++ < 2) {
        throw new Problem('qmp-timeout', 'Busy.', 'Wait.', { transient: true });
      }
    };
    const { order, vm } = await place();
    const { state, steps } = await tenant.client.settled(order);
    const { attempt } = steps.find(({ name }: { name: string }) => name === 'volumes');
    assert.deepEqual([state, attempt], ['Success', 3]);
    await tenant.client.remove(vm);
  });
});

describe('the events of an order', () => {
  test('come as they happen, in order, and end with the order', async () => {
    const { reached, release } = hold('createVolume');
    const { order, vm } = await place();
    await reached;
    const seen = await tenant.client.events(order, 0, ({ data }) => data['step'] === 'volumes');
    assert.deepEqual([seen.at(-1)?.event, seen.at(-1)?.data['state']], ['step', 'running']);
    const rest = tenant.client.events(order, seen.at(-1)?.id);
    release();
    const events = [...seen, ...(await rest)];
    const ids = events.map(({ id }) => id);
    assert.deepEqual(
      ids,
      [...new Set(ids)].sort((a, b) => a - b),
      'resumed without a gap or a repetition',
    );
    const all = await tenant.client.events(order);
    assert.deepEqual(all, events);
    assert.deepEqual(all.at(-1), { id: ids.at(-1), event: 'order', data: { state: 'Success', error: null } });
    const done = all.filter(({ data }) => data['state'] === 'done').map(({ data }) => data['step']);
    assert.deepEqual(done, ['reserve', 'image', 'network', 'volumes', 'guest', 'ready']);
    assert.deepEqual(await tenant.client.events(order, ids.at(-2)), all.slice(-1), 'from the last but one on');
    const resumed = { 'last-event-id': String(ids.at(-1)) };
    assert.equal((await tenant.client.get(`marketplace-orders/${order}/events/`, resumed)).status, 204);
    await tenant.client.remove(vm);
  });
});

describe('cancelling', () => {
  test('undoes what was done, once', async () => {
    const { reached, release } = hold('startGuest');
    const { order, vm } = await place({ networks: [{ subnet: tenant.subnet, floating_ip: 'auto' }] });
    await reached;
    assert.equal((await tenant.client.delete(`marketplace-orders/${order}/`)).status, 204);
    assert.equal((await tenant.client.get(`marketplace-orders/${order}/`)).body.state, 'Canceled');
    const again = await tenant.client.delete(`marketplace-orders/${order}/`);
    assert.equal(again.status, 409);
    assert.match(again.body.detail, /The order is canceled/);
    release();
    const body = await tenant.client.settled(order);
    assert.deepEqual([body.state, body.error], ['Canceled', null]);
    assert.equal((await tenant.client.get(`marketplace-resources/${vm}/`)).body.state, 'Terminated');
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('is refused for what has ended, and for a deletion', async () => {
    const { order, vm } = await place();
    await tenant.client.settled(order);
    const ended = await tenant.client.delete(`marketplace-orders/${order}/`);
    assert.equal(ended.status, 409);
    assert.match(ended.body.detail, /The order is done/);
    const { reached, release } = hold('removeGuest');
    assert.equal((await tenant.client.delete(`marketplace-resources/${vm}/`)).status, 204);
    await reached;
    const { body: orders } = await tenant.client.get(`marketplace-orders/?resource_uuid=${vm}&type=Terminate`);
    const refused = await tenant.client.delete(`marketplace-orders/${orders.results[0].uuid}/`);
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /Terminate order cannot be canceled/);
    release();
    assert.equal((await tenant.client.settled(orders.results[0].uuid)).state, 'Success');
  });

  test('at the very end of an order has one outcome, whoever comes first', async () => {
    const orders = await Promise.all(Array.from({ length: 12 }, () => place()));
    const outcomes = orders.map(async ({ order, vm }) => {
      await tenant.client.events(order, 0, ({ data }) => data['step'] === 'ready');
      const { status } = await tenant.client.delete(`marketplace-orders/${order}/`);
      const { state } = await tenant.client.settled(order);
      assert.deepEqual([status, state], status === 204 ? [204, 'Canceled'] : [409, 'Success']);
      if (state === 'Success') await tenant.client.remove(vm);
    });
    await Promise.all(outcomes);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });
});

describe('a VM', () => {
  test('is stopped, started and restarted; what cannot be done now is 409, what never can 400', async () => {
    const vm = await newVm();
    const read = async () => (await tenant.client.get(`marketplace-resources/${vm}/`)).body;
    const refuse = async (action: string, status: number, words: RegExp) => {
      const answer = await tenant.client.post(`marketplace-resources/${vm}/actions/${action}/`, {});
      assert.equal(answer.status, status);
      assert.match(answer.text, words);
    };
    await refuse('start', 409, /already active/);
    await act(vm, 'stop');
    assert.deepEqual([(await read()).runtime_state, await cloud.driver.guestState(vm)], ['stopped', 'stopped']);
    assert.equal((await read()).readiness.ready, false);
    await refuse('stop', 409, /already stopped/);
    await refuse('restart', 409, /start instance first/);
    await act(vm, 'start');
    await act(vm, 'restart');
    assert.deepEqual([(await read()).runtime_state, await cloud.driver.guestState(vm)], ['active', 'running']);
    await refuse('explode', 400, /not an action.*start, stop, restart/);
    await tenant.client.remove(vm);
    await refuse('start', 409, /The instance is TERMINATED/);
  });

  test('while it is created nothing else can be done with it', async () => {
    const { reached, release } = hold('startGuest');
    const { order, vm } = await place();
    await reached;
    const answers = [
      await tenant.client.post(`marketplace-resources/${vm}/actions/stop/`, {}),
      await tenant.client.patch(`marketplace-resources/${vm}/`, { name: 'other' }),
      await tenant.client.delete(`marketplace-resources/${vm}/`),
    ];
    for (const { status, body } of answers) {
      assert.equal(status, 409);
      assert.match(body.detail, /Valid states for operation: OK.*The instance is CREATING/);
    }
    release();
    await tenant.client.settled(order);
    await tenant.client.remove(vm);
  });

  test('is renamed and described; its console log is a JSON string', async () => {
    const vm = await newVm();
    const url = `marketplace-resources/${vm}/`;
    const changed = await tenant.client.patch(url, { name: 'web-1.example', description: 'Ünïcode, "quotes" & more' });
    assert.equal(changed.status, 200);
    assert.deepEqual([changed.body.name, changed.body.description], ['web-1.example', 'Ünïcode, "quotes" & more']);
    const bad = await tenant.client.patch(url, { name: '-bad', description: 7 });
    assert.equal(bad.status, 400);
    assert.deepEqual(Object.keys(bad.errors).sort(), ['description', 'name']);
    assert.equal((await tenant.client.patch(url, {})).status, 400);
    assert.deepEqual((await tenant.client.get(`${url}console_log/`)).body, '');
    await tenant.client.remove(vm);
  });

  test('T9 no field that names the backend, the host or another owner is taken from a tenant', async () => {
    const hostile = {
      backend_id: '1',
      host: 'other',
      uuid: tenant.project,
      slot: 1,
      state: 'OK',
      project: cloud.project,
      project_uuid: cloud.project,
      runtime_state: 'active',
      created_by: tenant.project,
      reserved: false,
    };
    const body = orderFor(tenant, catalogue, hostile);
    const answer = await tenant.client.post('marketplace-orders/', { ...hostile, ...body });
    assert.equal(answer.status, 201, answer.text);
    await tenant.client.settled(answer.body.uuid);
    const url = `marketplace-resources/${answer.body.resource_uuid}/`;
    const row = () =>
      cloud.db
        .selectFrom('instance')
        .selectAll()
        .where('uuid', '=', answer.body.resource_uuid)
        .executeTakeFirstOrThrow();
    const made = await row();
    assert.deepEqual([made.project, made.created_by, made.reserved], [tenant.project, tenant.user, true]);
    assert.equal((await tenant.client.patch(url, hostile)).status, 400, 'nothing of it can be changed');
    assert.equal((await tenant.client.patch(url, { ...hostile, description: 'x' })).status, 200);
    const { description, modified } = await row();
    assert.deepEqual(await row(), { ...made, description, modified });
    await tenant.client.remove(answer.body.resource_uuid);
  });

  test('T12 what is secret is in no log line, and a token in no row', async () => {
    const secret = 'canary-in-user-data-b7c1';
    const vm = await newVm({ user_data: `#cloud-config\npassword: ${secret}\n` });
    cloud.driver.fault = () => {
      throw new Error('a fault of ours, which is logged');
    };
    const { order } = await place({ user_data: secret });
    await tenant.client.events(order, 0, ({ data }) => data['error'] != null);
    cloud.driver.fault = () => {};
    await tenant.client.settled(order);
    const { body: made } = await tenant.client.post('tokens/', { name: 'canary' });
    assert.match(made.token, /^[0-9a-f]{40}$/);
    const log = cloud.log.join('');
    for (const word of [secret, made.token, tenant.client.token ?? '']) assert.ok(!log.includes(word), 'in the log');
    assert.ok(log.length > 0);
    const { rows } = await dump();
    assert.ok(rows.length > 100);
    const leaks = rows.filter((row) => row.includes(made.token) || row.includes(tenant.client.token ?? ''));
    assert.deepEqual(leaks, []);
    const { body: vms } = await tenant.client.get('marketplace-resources/');
    for (const { uuid } of vms.results) await tenant.client.remove(uuid);
    assert.ok(vms.results.some(({ uuid }: { uuid: string }) => uuid === vm));
  });
});

/** Every row of every table of the database, as text. */
async function dump(): Promise<{ rows: string[] }> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
  `.execute(cloud.db);
  const rows: string[] = [];
  for (const { name } of tables) {
    const all = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.raw(name)} t`.execute(cloud.db);
    rows.push(...all.rows.map(({ row }) => row));
  }
  return { rows };
}
