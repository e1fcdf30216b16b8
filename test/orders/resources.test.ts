import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate } from '../support/slate.ts';
import { makeUser, orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();

const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
const resource = (uuid: string): string => `marketplace-resources/${uuid}/`;

async function ordered(body: object): Promise<{ order: string; uuid: string }> {
  const { status, body: order, text } = await tenant.client.post('marketplace-orders/', body);
  assert.equal(status, 201, text);
  assert.equal((await tenant.client.settled(order.uuid)).state, 'Success');
  return { order: order.uuid, uuid: order.resource_uuid };
}

const makeVm = () => ordered(orderFor(tenant, catalogue));
const makeVolume = () =>
  ordered({ project: tenant.project, ...catalogue.volume, attributes: { name: 'data', size: 1024 } });

async function gone(uuid: string): Promise<void> {
  const shown = async (): Promise<string> => (await tenant.client.get(`${resource(uuid)}?field=state`)).body.state;
  await eventually('the termination', shown, (state) => state === 'Terminated');
}

/** The day comes although nobody sets it: as if it had been set before. */
async function dayComes(table: 'instance' | 'volume', uuid: string): Promise<void> {
  await cloud.db
    .updateTable(table)
    .set({ end_date: day(-1) })
    .where('uuid', '=', uuid)
    .execute();
  await cloud.staff.post(`${resource(uuid)}pull/`, {});
}

describe('an end date', () => {
  test('is set, shown, taken back, and not accepted when it is none or has passed', async () => {
    const { uuid } = await makeVm();
    for (const path of [resource(uuid), `openstack-instances/${uuid}/`]) {
      for (const [wrong, words] of [
        [day(-1), 'Lies in the past. Give today, a later date, or null for no end.'],
        ['tomorrow', 'Must be a date such as 2026-01-31, a time that is midnight in UTC, or null for no end.'],
      ]) {
        const answer = await tenant.client.patch(path, { end_date: wrong });
        assert.equal(answer.status, 400);
        assert.ok(answer.body.end_date.includes(words), answer.text);
      }
    }
    const { body: set, status } = await tenant.client.patch(resource(uuid), { end_date: day(3) });
    assert.equal(status, 200);
    assert.equal(set.end_date, day(3));
    assert.equal(set.end_date_requested_by.replaceAll('-', ''), tenant.user.replaceAll('-', ''));
    const { body: waldur } = await tenant.client.in('/waldur/api').get(resource(uuid));
    assert.match(waldur.end_date_requested_by, /\/waldur\/api\/users\/[0-9a-f]{32}\/$/);
    const { body: unset } = await tenant.client.patch(resource(uuid), { end_date: null });
    assert.deepEqual([unset.end_date, unset.end_date_requested_by], [null, null]);
    await tenant.client.remove(uuid);
  });

  test('terminates the VM on its day, as an order of who asked for it, and not while it is protected', async () => {
    const { uuid } = await makeVm();
    const wish = { end_date: day(1), termination_protection: true };
    assert.equal((await tenant.client.patch(resource(uuid), wish)).status, 200);
    await dayComes('instance', uuid);
    const volume = await makeVolume();
    assert.equal((await tenant.client.patch(resource(volume.uuid), { end_date: day(0) })).status, 200);
    // the look that ended the volume has seen the VM too
    await gone(volume.uuid);
    assert.equal((await tenant.client.get(resource(uuid))).body.state, 'OK');
    assert.equal((await tenant.client.patch(resource(uuid), { termination_protection: false })).status, 200);
    await cloud.staff.post(`${resource(uuid)}pull/`, {});
    await gone(uuid);
    const { body: orders } = await tenant.client.get(`marketplace-orders/?resource_uuid=${uuid}&type=Terminate`);
    assert.equal(orders.count, 1);
    assert.equal(orders.results[0].state, 'Success');
    assert.equal(orders.results[0].created_by_username, (await tenant.client.get('users/me/')).body.username);
    const { body: events } = await tenant.client.get(`events/?event_type=instance.expired`);
    assert.equal(events.count, 1);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('that cannot be kept for one does not hold up those behind it, and is kept when it can be', async () => {
    // VMs are looked at before volumes
    const [{ uuid }, volume] = [await makeVm(), await makeVolume()];
    await sql`CREATE FUNCTION no_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$`.execute(
      cloud.db,
    );
    const refusal = sql`CREATE TRIGGER no_end BEFORE INSERT ON "order" FOR EACH ROW
      WHEN (NEW.instance = ${sql.lit(uuid)}::uuid) EXECUTE FUNCTION no_end()`;
    await refusal.execute(cloud.db);
    await cloud.db
      .updateTable('instance')
      .set({ end_date: day(-1) })
      .where('uuid', '=', uuid)
      .execute();
    await dayComes('volume', volume.uuid);
    await gone(volume.uuid);
    assert.equal((await tenant.client.get(resource(uuid))).body.state, 'OK');
    await sql`DROP FUNCTION no_end CASCADE`.execute(cloud.db);
    await cloud.staff.post(`${resource(uuid)}pull/`, {});
    await gone(uuid);
  });

  test('is told of 7 days, a day and an hour before, once each, and anew when it is put off', async () => {
    const { uuid } = await makeVm();
    const set = (days: number) => tenant.client.patch(resource(uuid), { end_date: day(days) });
    const told = async (): Promise<string[]> => {
      await cloud.staff.post(`${resource(uuid)}pull/`, {});
      const { body } = await tenant.client.get(`events/?event_type=instance.ends-soon&object_uuid=${uuid}`);
      return body.results.map(({ message }: { message: string }) => message).toReversed();
    };
    /** Time passes: the end comes nearer. */
    const nears = (days: number) =>
      cloud.db
        .updateTable('instance')
        .set({ end_date: day(days) })
        .where('uuid', '=', uuid)
        .execute();
    // whoever sets a near end sees how near it is
    await set(5);
    assert.deepEqual(await told(), []);
    await set(9);
    assert.deepEqual(await told(), []);
    await nears(6);
    const week = `VM "my-vm" ends on ${day(6)}, in less than 7 days.`;
    await eventually('the first warning', told, (messages) => messages.length === 1);
    assert.deepEqual(await told(), [week]);
    await nears(1);
    const last = `VM "my-vm" ends on ${day(1)}, in less than a day.`;
    await eventually('the second warning', told, (messages) => messages.length === 2);
    assert.deepEqual(await told(), [week, last]);
    await set(9);
    await nears(6);
    assert.deepEqual(await eventually('another one', told, ({ length }) => length === 3), [week, last, week]);
    await tenant.client.remove(uuid);
  });

  test('needs the right to terminate', async () => {
    const { uuid } = await makeVm();
    const { body } = await tenant.client.post('tokens/', { name: 'limited', permissions: ['RESOURCE.UPDATE'] });
    const limited = new Client(cloud.url, body.token);
    assert.equal((await limited.patch(resource(uuid), { description: 'new' })).status, 200);
    assert.equal((await limited.patch(resource(uuid), { end_date: day(0) })).status, 403);
    await tenant.client.remove(uuid);
  });
});

describe('an ordered volume as a resource', () => {
  test('is shown by its order, renamed, described, and refuses what only VMs have', async () => {
    const { uuid, order } = await makeVolume();
    for (const root of ['/api', '/waldur/api']) {
      const client = tenant.client.in(root);
      const { body: shown } = await client.get(`marketplace-orders/${order}/resource/`);
      assert.equal(shown.resource_type, 'OpenStack.Volume');
      const { body, status } = await client.patch(resource(uuid), { name: 'my-data', description: root });
      assert.equal(status, 200);
      assert.deepEqual([body.name, body.description], ['my-data', root]);
    }
    assert.equal((await tenant.client.get(`openstack-volumes/${uuid}/`)).body.name, 'my-data');
    const refused = await tenant.client.patch(resource(uuid), { termination_protection: true });
    assert.equal(refused.status, 400);
    assert.deepEqual(refused.errors, { termination_protection: ['Only VMs have this. Leave it out for a volume.'] });
    assert.equal((await tenant.client.patch(resource(uuid), {})).status, 400);
    assert.equal((await tenant.client.delete(resource(uuid))).status, 204);
    assert.equal(await volumeSettled(tenant.client, uuid), null);
  });

  test('takes another type, and says why when it cannot', async () => {
    const { uuid } = await makeVolume();
    const fast = await cloud.db
      .insertInto('volume_type')
      .values({ name: 'fast' })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    const waldur = tenant.client.in('/waldur/api');
    const { body: types } = await waldur.get(`openstack-volume-types/?tenant_uuid=${tenant.project}&name_exact=fast`);
    const retype = (type: string) => waldur.post(`openstack-volumes/${uuid}/retype/`, { type });
    assert.equal((await retype(types[0].url)).status, 202);
    assert.equal((await waldur.get(`openstack-volumes/${uuid}/`)).body.type_name, 'fast');
    const again = await retype(fast.uuid);
    assert.deepEqual([again.status, again.body.type], [400, ['The volume has this type already. Name another one.']]);
    assert.match((await retype(uuid)).body.type[0], /no volume type of this UUID is available/);
    assert.equal((await tenant.client.delete(resource(uuid))).status, 204);
    assert.equal(await volumeSettled(tenant.client, uuid), null);
  });
});

test('what a VM takes is in its answer once it was measured', async () => {
  const { uuid } = await makeVm();
  assert.equal((await tenant.client.get(`${resource(uuid)}usage/`)).status, 200);
  const { body } = await tenant.client.in('/waldur/api').get(resource(uuid));
  assert.ok(body.current_usages.ram > 0, JSON.stringify(body.current_usages));
  assert.ok(body.current_usages.cores >= 0);
  assert.deepEqual(body.usage, body.current_usages);
  await tenant.client.remove(uuid);
});

test('what Waldur’s clients ask about a VM beside itself is there, in their words', async () => {
  const { order, uuid } = await ordered(
    orderFor(tenant, catalogue, { networks: [{ subnet: tenant.subnet, floating_ip: 'auto' }] }),
  );
  const waldur = tenant.client.in('/waldur/api');
  const hex = (dashed: string): string => dashed.replaceAll('-', '');
  const ask = async (path: string, client = waldur) => {
    const answer = await client.get(path);
    assert.equal(answer.status, 200, answer.text);
    return answer.body;
  };
  const instance = await ask(`openstack-instances/${uuid}/`);
  assert.deepEqual(await ask(`openstack-instances/${uuid}/ports/`), instance.ports);
  assert.deepEqual(await ask(`openstack-instances/${uuid}/floating_ips/?page_size=1`), instance.floating_ips);
  const team = await ask(`${resource(uuid)}team/`);
  const mine = team.find((member: { uuid: string }) => member.uuid === hex(tenant.user));
  assert.deepEqual([mine.role, mine.expiration_time, mine.offering_user_state], ['PROJECT.ADMIN', null, null]);
  assert.equal((await ask(`${resource(uuid)}offering/`)).uuid, hex(catalogue.offering));

  const { monthly: plan } = catalogue;
  assert.equal((await tenant.client.post(`${resource(uuid)}switch_plan/`, { plan })).status, 200);
  const [first, second] = await ask(`${resource(uuid)}plan_periods/`);
  assert.deepEqual([first.uuid, first.plan_uuid, first.end], [hex(order), hex(catalogue.plan), second.start]);
  assert.deepEqual([second.plan_uuid, second.end], [hex(plan), null]);

  const path = `openstack-instances/${uuid}/`;
  assert.equal((await waldur.post(`${path}set_end_date/`, { end_date: day(3) })).status, 200);
  assert.equal((await ask(resource(uuid))).end_date, day(3));
  assert.equal((await waldur.post(`${resource(uuid)}set_end_date/`, { end_date: null })).status, 200);
  const history = await ask(`${resource(uuid)}history/`, cloud.staff.in('/waldur/api'));
  assert.match(history[0].revision_comment, / has changed VM "my-vm"\.$/);
  assert.deepEqual([history[0].revision_user.uuid, history[0].serialized_data.end_date], [hex(tenant.user), null]);
  const none = `${resource(uuid)}history/?created_before=2000-01-01T00:00:00Z`;
  assert.deepEqual(await ask(none, cloud.staff.in('/waldur/api')), []);

  const [external] = instance.external_ips;
  for (const [target, address] of [
    [undefined, null],
    [`fip:${external}`, external],
    [`internal:${instance.internal_ips[0]}`, instance.internal_ips[0]],
  ]) {
    const { status, body, text } = await waldur.post(`${path}diagnose_connectivity/`, { target });
    assert.deepEqual([status, body?.target, body?.target_address], [200, target ?? 'external', address], text);
    const names = body.checks.map(({ check }: { check: string }) => check);
    assert.equal(names.includes('ssh'), target?.startsWith('fip:') === true);
    const failed = body.checks.find((check: { status: string }) => check.status === 'fail');
    assert.equal(body.root_cause, failed?.detail ?? null);
  }
  const wrong = await waldur.post(`${path}diagnose_connectivity/`, { target: 'fip:192.0.2.1' });
  assert.deepEqual([wrong.status, wrong.body.target[0].includes(`fip:${external}`)], [400, true], wrong.text);
  await tenant.client.remove(uuid);
});

test('an order may protect its VM from the beginning, in the name of who may take that away', async () => {
  const order = orderFor(tenant, catalogue, { termination_protection: true });
  const { client } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER');
  assert.equal((await client.post('marketplace-orders/', order)).status, 403);
  const { uuid } = await ordered(order);
  assert.equal((await tenant.client.get(resource(uuid))).body.termination_protection, true);
  assert.equal((await tenant.client.delete(resource(uuid))).status, 409);
  await tenant.client.patch(resource(uuid), { termination_protection: false });
  await tenant.client.remove(uuid);
});
