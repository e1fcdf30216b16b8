import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { Client } from '../support/client.ts';
import { assertSays } from '../support/order-actions.ts';
import { followed } from '../support/remedy.ts';
import { requestsAtLocks } from '../support/locks.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, holdings } from '../support/slate.ts';
import { makeTenant, makeUser, orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
/** Of the tenant's project, without the right to approve. */
const member = (await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER')).client;

const withFloatingIp = () => ({ networks: [{ subnet: tenant.subnet, floating_ip: 'auto' }] });

async function place(client: Client, attributes: Record<string, unknown> = {}) {
  const answer = await client.post('marketplace-orders/', orderFor(tenant, catalogue, attributes));
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

const act = (client: Client, uuid: string, action: string, body: object = {}) =>
  client.post(`marketplace-orders/${uuid}/${action}/`, body);

async function read(uuid: string) {
  return (await tenant.client.get(`marketplace-orders/${uuid}/`)).body;
}

async function row(uuid: string) {
  return cloud.db.selectFrom('order').select(['state', 'instance']).where('uuid', '=', uuid).executeTakeFirst();
}

/** Makes every guest fail to start while `work` runs. */
async function failing<T>(work: () => Promise<T>): Promise<T> {
  cloud.driver.fault = (method) => {
    if (method === 'startGuest') throw new Problem('command-failed', 'The test made it fail.', 'Nothing to do.');
  };
  try {
    return await work();
  } finally {
    cloud.driver.fault = () => {};
  }
}

async function erredOrder() {
  return failing(async () => {
    const order = await place(tenant.client, withFloatingIp());
    assert.equal((await tenant.client.settled(order.uuid)).state, 'Erred');
    return order;
  });
}

describe('an order of somebody who may not approve', () => {
  test('waits, holds nothing, and runs once it is approved; who and when is shown', async () => {
    const held = await holdings(cloud.db, tenant.project);
    const order = await place(member, withFloatingIp());
    assert.equal(order.state, 'Creating');
    assert.equal((await row(order.uuid))?.state, 'pending-consumer');
    assert.equal(order.consumer_reviewed_at, null);
    assert.deepEqual(await holdings(cloud.db, tenant.project), held);
    const { body: vm } = await member.get(`marketplace-resources/${order.resource_uuid}/`);
    assert.equal(vm.state, 'Creating');
    await assertSays(tenant.client, order.uuid, ['update', 'approve', 'reject', 'cancel']);
    assert.equal((await act(member, order.uuid, 'approve_by_consumer')).status, 403);
    const approved = await act(tenant.client, order.uuid, 'approve_by_consumer', { comment: 'go ahead' });
    assert.equal(approved.status, 200, approved.text);
    const done = await tenant.client.settled(order.uuid);
    assert.equal(done.state, 'Success');
    const { body: events } = await tenant.client.get(`events/?object_uuid=${order.uuid}&message=approved`);
    assert.match(events.results[0].message, /^user-\w+ has approved the order of ".*": "go ahead"\.$/);
    assert.match(done.consumer_reviewed_by, /^user-/);
    assert.ok(done.consumer_reviewed_at >= order.created);
    await assertSays(tenant.client, order.uuid, []);
    await tenant.client.remove(order.resource_uuid);
  });

  test('is refused before it waits when it does not fit', async () => {
    const answer = await member.post(
      'marketplace-orders/',
      orderFor(tenant, catalogue, { system_volume_size: 16 * 1024 * 1024 }),
    );
    assert.equal(answer.status, 400);
    assert.match(answer.body.project[0], /quotas were exceeded/);
  });

  test('is rejected, with a reason or without; a second time is 400', async () => {
    const order = await place(member);
    const seen = tenant.client.events(order.uuid, 0, () => false);
    const rejected = await act(tenant.client, order.uuid, 'reject_by_consumer', { error_message: 'too large' });
    assert.equal(rejected.status, 200, rejected.text);
    const ended = await read(order.uuid);
    assert.deepEqual([ended.state, ended.error_message], ['Erred', 'too large']);
    assert.equal((await row(order.uuid))?.state, 'rejected');
    assert.equal((await act(tenant.client, order.uuid, 'reject_by_consumer')).status, 400);
    assert.equal((await act(tenant.client, order.uuid, 'approve_by_consumer')).status, 409);
    assert.equal((await act(tenant.client, order.uuid, 'retry')).status, 409);
    await seen;
    const other = await place(member);
    assert.equal((await act(tenant.client, other.uuid, 'reject_by_consumer')).status, 200);
    const { error } = await read(other.uuid);
    assert.match(error.message, /^user-\w+ has rejected the order\.$/);
    await followed(
      'rejected',
      /Ask who rejected it, then place another order/,
      () => error,
      async () => {
        const next = await place(member);
        await act(tenant.client, next.uuid, 'approve_by_consumer');
        const placed = await tenant.client.settled(next.uuid);
        await tenant.client.remove(next.resource_uuid);
        return placed.error;
      },
    );
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('that is deleted while another request is at it is not found by that one', async () => {
    const { uuid, resource_uuid } = await place(member);
    const [gone, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const deleting = cloud.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('order').where('uuid', '=', uuid).execute();
      await tx.deleteFrom('instance').where('uuid', '=', resource_uuid).execute();
      gone.resolve();
      await go.promise;
    });
    await gone.promise;
    const answer = act(tenant.client, uuid, 'reject_by_consumer');
    await requestsAtLocks(cloud.db, 1);
    go.resolve();
    await deleting;
    const unknown = await act(tenant.client, randomUUID(), 'reject_by_consumer');
    assert.deepEqual([(await answer).status, (await answer).text], [404, unknown.text]);
  });

  test('is canceled by whoever placed it, by either call', async () => {
    const [first, second] = [await place(member), await place(member)];
    assert.equal((await member.delete(`marketplace-orders/${first.uuid}/`)).status, 204);
    assert.equal((await act(member, second.uuid, 'cancel')).status, 202);
    assert.equal((await read(first.uuid)).state, 'Canceled');
    const late = await act(tenant.client, second.uuid, 'approve_by_consumer');
    assert.equal(late.status, 409);
    assert.match(
      late.body.detail,
      /^Valid states for operation: Creating \(awaits approval\)\. The order is Canceled\./,
    );
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('T13 quota at approval: of 8 that wait and 3 that fit, 3 are approved, and the others go on waiting', async () => {
    const small = await makeTenant(cloud.db, cloud.url, { quota_instances: 3 });
    const { client } = await makeUser(cloud.db, cloud.url, [small.project], 'PROJECT.MEMBER');
    const orders = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const answer = await client.post('marketplace-orders/', orderFor(small, catalogue));
        assert.equal(answer.status, 201, answer.text);
        return answer.body;
      }),
    );
    const answers = await Promise.all(orders.map(({ uuid }) => act(small.client, uuid, 'approve_by_consumer')));
    const fine = orders.filter((_, index) => answers[index]?.status === 200);
    assert.equal(fine.length, 3);
    for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
      assert.equal(status, 400);
      assert.match(body.project[0], /One or more quotas were exceeded: instances/);
    }
    const { body: waiting } = await small.client.get('marketplace-orders/?can_approve_as_consumer=true');
    assert.equal(waiting.count, 5);
    const { body: reading } = await small.client.post('tokens/', { name: 'reads', permissions: [] });
    for (const [who, count] of [
      [client, 0],
      [new Client(cloud.url, reading.token), 0],
      [cloud.staff, 5],
    ] as const) {
      assert.equal((await who.get('marketplace-orders/?can_approve_as_consumer=true')).body.count, count);
    }
    for (const { uuid } of fine) assert.equal((await small.client.settled(uuid)).state, 'Success');
  });

  test('approved and canceled at once has one outcome', async () => {
    for (let round = 0; round < 5; round++) {
      const order = await place(member);
      const [approved, canceled] = await Promise.all([
        act(tenant.client, order.uuid, 'approve_by_consumer'),
        act(member, order.uuid, 'cancel'),
      ]);
      const { state } = await tenant.client.settled(order.uuid);
      if (canceled.status === 202) assert.equal(state, 'Canceled');
      else assert.deepEqual([approved.status, canceled.status, state], [200, 409, 'Success']);
      if (state === 'Success') await tenant.client.remove(order.resource_uuid);
    }
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('may be commented on and dated while it waits, but not into the future', async () => {
    const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
    const order = await place(member);
    const change = (body: object) => member.patch(`marketplace-orders/${order.uuid}/`, body);
    const { body: commented } = await change({ request_comment: 'for the demo' });
    assert.deepEqual([commented.request_comment, commented.start_date], ['for the demo', null]);
    const { body: dated } = await change({ start_date: day(-1) });
    assert.deepEqual([dated.request_comment, dated.start_date], ['for the demo', day(-1)]);
    const late = await change({ start_date: day(2) });
    assert.deepEqual([late.status, Object.keys(late.errors)], [400, ['start_date']]);
    await member.delete(`marketplace-orders/${order.uuid}/`);
    assert.equal((await member.patch(`marketplace-orders/${order.uuid}/`, { request_comment: 'x' })).status, 409);
  });
});

describe('an order that has failed', () => {
  test('is retried: a new run and reservation for the same VM', async () => {
    const order = await erredOrder();
    await assertSays(tenant.client, order.uuid, ['retry', 'delete']);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    const again = await act(tenant.client, order.uuid, 'retry');
    assert.equal(again.status, 200, again.text);
    assert.deepEqual([again.body.state, again.body.error], ['Creating', null]);
    const done = await tenant.client.settled(order.uuid);
    assert.deepEqual([done.state, done.resource_uuid], ['Success', order.resource_uuid]);
    const { body: vm } = await tenant.client.get(`marketplace-resources/${order.resource_uuid}/`);
    assert.deepEqual([vm.state, vm.external_ips.length], ['OK', 1]);
    assert.equal((await act(tenant.client, order.uuid, 'retry')).status, 409);
    await tenant.client.remove(order.resource_uuid);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    const ending = `marketplace-orders/?resource_uuid=${order.resource_uuid}&type=Terminate`;
    const { body: ended } = await tenant.client.get(ending);
    await assertSays(tenant.client, ended.results[0].uuid, []);
    const other = await act(tenant.client, ended.results[0].uuid, 'retry');
    assert.equal(other.status, 409);
    assert.match(other.body.detail, /A Terminate order is not retried: ask for the change again/);
  });

  test('fails again as it did, and is retried by one of many who ask at once', async () => {
    const order = await erredOrder();
    await failing(async () => {
      assert.equal((await act(tenant.client, order.uuid, 'retry')).status, 200);
      assert.equal((await tenant.client.settled(order.uuid)).state, 'Erred');
    });
    const answers = await Promise.all(Array.from({ length: 6 }, () => act(tenant.client, order.uuid, 'retry')));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(answers.filter(({ status }) => status === 409).length, 5);
    assert.equal((await tenant.client.settled(order.uuid)).state, 'Success');
    await tenant.client.remove(order.resource_uuid);
  });

  test('is not retried when it does not fit any more, or its VM was deleted, which its own deletion leaves as it is', async () => {
    const order = await erredOrder();
    const project = () => cloud.db.updateTable('project').where('uuid', '=', tenant.project);
    await project().set({ quota_instances: 0 }).execute();
    const refused = await act(tenant.client, order.uuid, 'retry');
    await project().set({ quota_instances: 20 }).execute();
    assert.equal(refused.status, 400);
    assert.match(refused.body.project[0], /instances/);
    assert.equal((await read(order.uuid)).state, 'Erred');
    await tenant.client.remove(order.resource_uuid);
    const gone = await act(tenant.client, order.uuid, 'retry');
    assert.equal(gone.status, 409);
    assert.match(gone.body.detail, /was deleted/);
    await assertSays(tenant.client, order.uuid, ['delete']);
    assert.equal((await tenant.client.delete(`marketplace-orders/${order.uuid}/`)).status, 204);
    const { body: vm } = await tenant.client.get(`marketplace-resources/${order.resource_uuid}/`);
    assert.deepEqual([vm.state, vm.creation_order ?? null], ['Terminated', null]);
  });

  test('is not deleted by who asked for it before it was retried', async () => {
    const order = await erredOrder();
    const { retrying, deleting } = await cloud.db.transaction().execute(async (tx) => {
      await sql`SELECT FROM project WHERE uuid = ${tenant.project} FOR UPDATE`.execute(tx);
      const first = act(tenant.client, order.uuid, 'retry');
      await requestsAtLocks(cloud.db, 1);
      const second = tenant.client.delete(`marketplace-orders/${order.uuid}/`);
      await requestsAtLocks(cloud.db, 2);
      return { retrying: first, deleting: second };
    });
    assert.equal((await retrying).status, 200);
    const refused = await deleting;
    assert.equal(refused.status, 409);
    assert.match(refused.body.detail, /The order is Creating\.$/);
    assert.equal((await tenant.client.settled(order.uuid)).state, 'Success');
    await tenant.client.remove(order.resource_uuid);
  });

  test('is deleted by its owner, and nothing is left of it', async () => {
    const order = await erredOrder();
    assert.equal((await tenant.client.delete(`marketplace-orders/${order.uuid}/`)).status, 204);
    assert.equal((await tenant.client.get(`marketplace-orders/${order.uuid}/`)).status, 404);
    const { body: vms } = await tenant.client.get('marketplace-resources/');
    assert.ok(vms.results.every(({ uuid }: { uuid: string }) => uuid !== order.resource_uuid));
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
    const { count } = await cloud.db
      .selectFrom('workflow')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('uuid', '=', order.uuid)
      .executeTakeFirstOrThrow();
    assert.equal(count, '0');
  });
});
