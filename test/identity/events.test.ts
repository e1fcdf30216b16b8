import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import type { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { makeTenant, makeUser, orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client } = tenant;

interface Event {
  event_type: string;
  message: string;
  context: Record<string, unknown>;
}

async function eventsOf(who: Client, query: string): Promise<Event[]> {
  const { status, body, text } = await who.get(`events/?page_size=300&${query}`);
  assert.equal(status, 200, text);
  const { body: counted } = await who.get(`events/count/?${query}`);
  const found = (body.results ?? body) as Event[];
  assert.equal(counted.count, found.length, `count/ of ${query}`);
  return found;
}

const typesOf = async (query: string) => (await eventsOf(client, query)).map(({ event_type }) => event_type);

async function order(attributes: Record<string, unknown>): Promise<{ order: string; vm: string; state: string }> {
  const { body, text } = await client.post('marketplace-orders/', orderFor(tenant, catalogue, attributes));
  assert.ok(body.uuid, text);
  const { state } = await client.settled(body.uuid);
  return { order: body.uuid, vm: body.resource_uuid, state };
}

describe('what is asked for and what came of it', () => {
  test('of an order that succeeds, of its VM, and of its end', async () => {
    const { vm, state } = await order({ name: 'told' });
    assert.equal(state, 'Success');
    await client.remove(vm);
    assert.deepEqual(await typesOf(`scope=${vm}`), [
      'marketplace_resource_terminate_succeeded',
      'marketplace_order_completed',
      'marketplace_resource_terminate_requested',
      'marketplace_resource_create_succeeded',
      'marketplace_order_completed',
      'marketplace_order_created',
    ]);
    const [ended] = await eventsOf(client, `scope=${vm}&event_type=marketplace_resource_terminate_succeeded`);
    assert.equal(ended?.message, 'Success: the deletion of VM "told".');
    const [asked] = await eventsOf(client, `scope=${vm}&event_type=marketplace_order_created`);
    assert.match(asked?.message ?? '', /^user-\w+ has ordered "told"\.$/);
    assert.partialDeepStrictEqual(asked?.context, {
      ip_address: '127.0.0.1',
      auth_method: 'pat',
      user_uuid: tenant.user,
      project_uuid: tenant.project,
      resource_uuid: vm,
      resource_name: 'told',
      resource_full_name: 'told',
      resource_type: 'OpenStack.Instance',
    });
  });

  test('of an order that fails, and why', async () => {
    cloud.driver.fault = (method, when) => {
      if (method === 'startGuest' && when === 'before') throw new Problem('command-failed', 'It burns.', 'Put it out.');
    };
    const failed = await order({ name: 'burning' });
    cloud.driver.fault = () => {};
    assert.equal(failed.state, 'Erred');
    const [first] = await eventsOf(client, `object_uuid=${failed.order}&event_type=marketplace_order_failed`);
    assert.match(first?.message ?? '', /^The order of "burning" has failed\. .*burns.*Put it out\.$/);
    assert.match(String(first?.context['error_message']), /burns/);
    const types = await typesOf(`scope=${failed.vm}&result=failed`);
    assert.deepEqual(types, ['marketplace_resource_create_failed', 'marketplace_order_failed']);
  });

  test('of an action: scheduled, and its end', async () => {
    const { vm } = await order({ name: 'switched' });
    assert.equal((await client.post(`openstack-instances/${vm}/stop/`, {})).status, 202);
    const query = `object_uuid=${vm}&event_type=resource_stop_scheduled&event_type=resource_stop_succeeded`;
    await eventually('the end of the stop', async () => (await client.get(`events/?${query}`)).body.count === 2);
    assert.deepEqual(await typesOf(query), ['resource_stop_succeeded', 'resource_stop_scheduled']);
  });

  test('of a change: from what, to what; and never a password', async () => {
    await client.patch(`projects/${tenant.project}/`, { description: 'first' });
    await cloud.staff.patch(`projects/${tenant.project}/`, { description: 'second', name: 'Renamed' });
    const [event] = await eventsOf(cloud.staff, `project_uuid=${tenant.project}&event_type=project_update_succeeded`);
    assert.partialDeepStrictEqual(event?.context['changed'], {
      name: { new: 'Renamed' },
      description: { new: 'second' },
    });
    assert.match(String(event?.context['new_value']), /description: second/);
    const { user } = await makeUser(cloud.db, cloud.url, []);
    const password = 'a passphrase of several words';
    assert.ok((await cloud.staff.post(`users/${user}/password/`, { password })).status < 300);
    const about = await eventsOf(cloud.staff, `object_uuid=${user}`);
    assert.deepEqual(
      about.map(({ event_type }) => event_type),
      ['user_password_updated'],
    );
    assert.ok(!JSON.stringify(about).includes(password));
  });
});

describe('are asked for', () => {
  test('by group, message, credentials and whom they are about', async () => {
    await client.post('tokens/', { name: 'for events' });
    const [made] = await eventsOf(client, 'message=for%20events');
    assert.equal(made?.event_type, 'pat_created');
    const pat = String(made?.context['pat_uuid']);
    assert.ok((await typesOf(`pat_uuid=${pat}`)).includes('pat_created'));
    assert.deepEqual(await typesOf('auth_method=password'), []);
    assert.equal((await client.get('events/?auth_method=saml2')).status, 400);
    assert.equal((await client.get('events/?feature=nonsense')).status, 400);
    const { body: groups } = await client.get('events/event_groups/');
    assert.ok(groups.users.includes('pat_created'));
    for (const type of await typesOf('feature=users')) assert.ok(groups.users.includes(type), type);
    assert.ok((await client.get('events/scope_types/')).body.includes('structure.project'));
    const { user } = await makeUser(cloud.db, cloud.url, []);
    const role = { user, role: 'PROJECT.READER' };
    assert.equal((await cloud.staff.post(`projects/${tenant.project}/add_user/`, role)).status, 201);
    const [given] = await eventsOf(client, `related_user_uuid=${user}`);
    assert.equal(given?.event_type, 'role_granted');
    assert.partialDeepStrictEqual(given?.context, {
      affected_user_uuid: user,
      role_name: 'PROJECT.READER',
      scope_type: 'project',
      scope_uuid: tenant.project,
    });
    assert.deepEqual(await eventsOf(client, `user_uuid=${user}`), []);
  });

  test('by the pages of HomePort', async () => {
    const waldur = client.in('/waldur/api');
    const { body: project } = await waldur.get(`projects/${tenant.project}/`);
    const scope = encodeURIComponent(project.url);
    const page = `scope=${scope}&page=1&page_size=5&o=-created`;
    const events = await waldur.get(`events/?${page}&feature=projects&feature=resources`);
    assert.equal(events.status, 200, events.text);
    assert.ok(events.body.length > 0);
    const { body: customer } = await waldur.get(`customers/${project.customer_uuid}/`);
    const wide = await waldur.get(`events/?scope=${encodeURIComponent(customer.url)}&feature=resources&page_size=300`);
    assert.ok(wide.body.some(({ event_type: type }: Event) => type === 'marketplace_order_completed'));
    const types = 'event_type=role_granted&event_type=role_revoked&event_type=role_updated';
    assert.equal((await waldur.get(`events/?${page}&${types}`)).body[0].event_type, 'role_granted');
    const { body: me } = await waldur.get('users/me/');
    const mine = await waldur.get(
      `events/?scope=${encodeURIComponent(me.url)}&feature=users&exclude_extra=true&message=token`,
    );
    assert.equal(mine.body[0].context.user_username, me.username);
  });
});

test('are seen by members of the project, owners of the customer and staff, and by nobody else', async () => {
  const { customer } = (await client.get(`projects/${tenant.project}/`)).body;
  const reader = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.READER');
  const owner = await makeUser(cloud.db, cloud.url, []);
  const role = { user: owner.user, role: 'CUSTOMER.OWNER' };
  assert.equal((await cloud.staff.post(`customers/${customer}/add_user/`, role)).status, 201);
  const foreign = await makeTenant(cloud.db, cloud.url);
  const scope = `scope=${tenant.project}`;
  const all = (await eventsOf(cloud.staff, scope)).length;
  assert.ok(all > 10);
  for (const who of [reader.client, owner.client]) assert.equal((await eventsOf(who, scope)).length, all);
  assert.deepEqual(await eventsOf(foreign.client, scope), []);
  assert.deepEqual(await eventsOf(foreign.client, ''), []);
  assert.equal((await eventsOf(owner.client, `object_uuid=${owner.user}`)).length, 1);
  assert.equal((await eventsOf(reader.client, `object_uuid=${owner.user}`)).length, 0);
});
