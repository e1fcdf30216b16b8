import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { asProblem, Problem } from '../../src/common/problem.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate } from '../support/slate.ts';
import { linesOf } from '../support/home.ts';
import { orderFor } from '../support/tenant.ts';
import { hold } from '../support/hold.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
afterEach(() => {
  cloud.driver.fault = () => {};
});

/** As a driver with a bug would. */
function stumble(): never {
  const nothing = JSON.parse('{}') as { guest: { slot: number } };
  throw new Error(String(nothing.guest.slot));
}

async function failedOrder(requestId: string) {
  const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue), {
    'x-request-id': requestId,
  });
  assert.equal(placed.status, 201, placed.text);
  const events = await tenant.client.events(placed.body.uuid);
  const { body, text } = await tenant.client.get(`marketplace-orders/${placed.body.uuid}/`);
  assert.equal(body.state, 'Erred');
  const vm = await tenant.client.get(`marketplace-resources/${body.resource_uuid}/`);
  /** Everything that the tenant reads of it. */
  const told = [text, vm.text, JSON.stringify(events)].join('\n');
  return { order: body, told };
}

/** Retries an order, and removes its VM when it is there. */
async function retriedOrder({ uuid, resource_uuid }: { uuid: string; resource_uuid: string }): Promise<void> {
  await tenant.client.post(`marketplace-orders/${uuid}/retry/`, {});
  assert.equal((await tenant.client.settled(uuid)).state, 'Success');
  await tenant.client.remove(resource_uuid);
}

test('a TypeError in a step is in the log with all that it needs, and the tenant is told a reference of it', async () => {
  cloud.driver.fault = (method, when) => {
    if (method === 'ensureImage' && when === 'before') stumble();
  };
  const { order, told } = await failedOrder('type-error.1');

  assert.deepEqual([order.error.code, order.error.reference], ['internal', order.error.reference]);
  assert.match(order.error.reference, /^[0-9a-f]{10}$/);
  assert.match(order.error_message, new RegExp(`reference ${order.error.reference}`));
  assert.match(order.error.remedy, /operator/);
  assert.doesNotMatch(told, /Cannot read|undefined|TypeError|\.ts:/);

  const lines = linesOf(cloud.log).filter((line) => line['order'] === order.uuid && line['err'] !== undefined);
  // two are tried again, the third is told
  assert.deepEqual(
    lines.map(({ level, attempt }) => [level, attempt]),
    [
      ['warn', 1],
      ['warn', 2],
      ['error', 3],
    ],
  );
  const { err, ...last } = lines[2] as { err: { type: string; message: string; stack: string } };
  assert.partialDeepStrictEqual(last, {
    request_id: 'type-error.1',
    order: order.uuid,
    run: order.uuid,
    instance: order.resource_uuid,
    workflow: 'instance.create',
    step: 'image',
    attempt: 3,
    code: 'internal',
    reference: order.error.reference,
  });
  cloud.driver.fault = () => {};
  await followed(
    'internal',
    /Try again\. If it fails again, tell the operator the reference/,
    () => order.error,
    () => retriedOrder(order),
  );
  assert.equal(err.type, 'TypeError');
  assert.match(err.message, /Cannot read properties of undefined/);
  assert.match(err.stack, /at stumble .*failures\.test\.ts/);
});

test('an error of PostgreSQL in a step is told by a reference, and logged without the values of rows', async () => {
  await sql`
    CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'no relation is here' USING ERRCODE = '42P01', DETAIL = 'row (s3cret)', TABLE = 'image';
    END $$;
  `.execute(cloud.db);
  await sql`UPDATE image SET state = 'pending'`.execute(cloud.db);
  await sql`
    CREATE TRIGGER stumble BEFORE UPDATE ON image FOR EACH ROW WHEN (NEW.state = 'importing')
    EXECUTE FUNCTION stumble()
  `.execute(cloud.db);
  try {
    const { order, told } = await failedOrder('postgres-error');
    assert.equal(order.error.code, 'internal');
    assert.doesNotMatch(told, /relation|42P01|s3cret|plpgsql/);
    const [line] = linesOf(cloud.log).filter(({ reference }) => reference === order.error.reference);
    assert.partialDeepStrictEqual(line, {
      level: 'error',
      step: 'image',
      request_id: 'postgres-error',
      err: { message: 'no relation is here', code: '42P01', table: 'image' },
    });
    assert.doesNotMatch(cloud.log.join('\n'), /s3cret/);
  } finally {
    await sql`DROP FUNCTION stumble() CASCADE`.execute(cloud.db);
  }
});

test('an undo that fails is in the log, and what it shows has a reference', async () => {
  let undone = false;
  cloud.driver.fault = (method, when) => {
    if (method === 'startGuest' && when === 'before') throw new Problem('command-failed', 'No.', 'Nothing to do.');
    if (method === 'deleteVolume' && when === 'before' && !undone) {
      undone = true;
      stumble();
    }
  };
  const { order, told } = await failedOrder('undo-fails.1');
  assert.doesNotMatch(told, /Cannot read/);
  const [, reference = ''] = /undo failed: An unexpected error \(reference (\w+)\)/.exec(told) ?? [];
  const [line] = linesOf(cloud.log).filter((each) => each['reference'] === reference);
  assert.partialDeepStrictEqual(line, { order: order.uuid, step: 'volumes', request_id: 'undo-fails.1' });
});

test('what a step has begun before its deadline ends before its undo begins: nothing is left of it', async () => {
  const patient = cloud.driver.deadlines.start;
  cloud.driver.deadlines.start = 100;
  const { reached, release } = hold(cloud.driver, 'startGuest');
  const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'late' }));
  await reached;
  const path = `marketplace-orders/${placed.body.uuid}/`;
  const { error } = await eventually(
    'its undo',
    async () => (await tenant.client.get(path)).body.steps.find(({ name }: { name: string }) => name === 'guest'),
    ({ state }) => state === 'undoing',
  );
  release();
  assert.equal((await tenant.client.settled(placed.body.uuid)).state, 'Erred');
  await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  cloud.driver.deadlines.start = patient;
  const retried = () => retriedOrder(placed.body);
  await followed('step-deadline', /Retry; if it happens again, look at the load/, () => error, retried);
});

test('an error in a request is told by a reference, and in the log under it', async () => {
  await sql`ALTER TABLE volume_type RENAME TO volume_type_gone`.execute(cloud.db);
  try {
    const answer = await tenant.client.get('openstack-volume-types/');
    assert.equal(answer.status, 500);
    assert.deepEqual([answer.body.code, answer.headers.get('x-error-code')], ['internal', 'internal']);
    assert.doesNotMatch(answer.text, /volume_type|relation/);
    const [, reference] = /reference (\w+)/.exec(answer.body.detail) ?? [];
    const [line] = linesOf(cloud.log).filter((each) => each['reference'] === reference);
    assert.partialDeepStrictEqual(line, {
      level: 'error',
      request_id: answer.headers.get('x-request-id'),
      err: { code: '42P01' },
    });
  } finally {
    await sql`ALTER TABLE volume_type_gone RENAME TO volume_type`.execute(cloud.db);
  }
});

test('a network that cannot be applied is told by a reference; its line names the request that changed it', async () => {
  const group = await tenant.client.get('openstack-security-groups/');
  const { uuid } = group.body.results[0];
  const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'net' }));
  assert.equal((await tenant.client.settled(placed.body.uuid)).state, 'Success');
  cloud.driver.fault = (method) => {
    if (method === 'applyRouter') stumble();
  };
  const rules = [{ direction: 'ingress', ethertype: 'IPv4', protocol: 'tcp', from_port: 80, to_port: 80 }];
  const headers = { 'x-request-id': 'network.change' };
  const changed = await tenant.client.post(`openstack-security-groups/${uuid}/set_rules/`, rules, headers);
  assert.ok(changed.status < 300, changed.text);
  const shown = async (): Promise<string> =>
    (await tenant.client.get(`openstack-security-groups/${uuid}/`)).body.error_message;
  const told = await eventually('the failure', shown);
  assert.doesNotMatch(told, /Cannot read/);
  const [, reference] = /reference (\w+)/.exec(told) ?? [];
  const line = linesOf(cloud.log).find((each) => (each['err'] as { reference?: string })?.reference === reference);
  assert.partialDeepStrictEqual(line, { request_id: 'network.change', project: tenant.project });
});

test('an error is told by the same reference wherever it is told', () => {
  const error = new TypeError('x');
  assert.equal(asProblem(error).reference, asProblem(error).reference);
  assert.notEqual(asProblem(error).reference, asProblem(new TypeError('x')).reference);
});
