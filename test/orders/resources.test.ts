import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { makeUser, orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { day, orderVm, orderVolume, resource } from './ordered.ts';

const setup = await setUp();
const { cloud, tenant, catalogue } = setup;

const makeVm = () => orderVm(setup);
const makeVolume = () => orderVolume(setup);

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
  const { order, uuid } = await orderVm(setup, { networks: [{ subnet: tenant.subnet, floating_ip: 'auto' }] });
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
  assert.deepEqual([history[0].revision_user.uuid, history[0].serialized_data.ends_at], [hex(tenant.user), null]);
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
  const { client } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER');
  const isProtected = { termination_protection: true };
  const refused = await client.post('marketplace-orders/', orderFor(tenant, catalogue, isProtected));
  assert.equal(refused.status, 403, refused.text);
  const { uuid } = await orderVm(setup, isProtected);
  assert.equal((await tenant.client.get(resource(uuid))).body.termination_protection, true);
  assert.equal((await tenant.client.delete(resource(uuid))).status, 409);
  await tenant.client.patch(resource(uuid), { termination_protection: false });
  await tenant.client.remove(uuid);
});
