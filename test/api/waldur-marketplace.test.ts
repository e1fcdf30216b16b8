import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { ed25519, makeTenant } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const stranger = await makeTenant(cloud.db, cloud.url);
/** Speaks Waldur. */
const client = tenant.client.in('/waldur/api');
const base = `${cloud.url}/waldur/api`;

const hex = (uuid: string): string => uuid.replaceAll('-', '');
const link = (collection: string, uuid: string): string => `${base}/${collection}/${hex(uuid)}/`;

/** An order in the words of Waldur's clients: hyperlinks, no plan, no ssh key. */
function waldurOrder(attributes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    project: link('projects', tenant.project),
    offering: link('marketplace-public-offerings', catalogue.offering),
    limits: {},
    accepting_terms_of_service: true,
    attributes: {
      name: 'from-waldur',
      image: link('openstack-images', catalogue.tiny.image),
      flavor: link('openstack-flavors', catalogue.tiny.flavor),
      ports: [{ subnet: link('openstack-subnets', tenant.subnet) }],
      system_volume_size: 1024,
      ...attributes,
    },
  };
}

async function place(attributes: Record<string, unknown> = {}) {
  const answer = await client.post('marketplace-orders/', waldurOrder(attributes));
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

async function refused(attributes: Record<string, unknown>): Promise<Record<string, unknown>> {
  const answer = await client.post('marketplace-orders/', waldurOrder(attributes));
  assert.equal(answer.status, 400, answer.text);
  return answer.body.attributes;
}

describe('an order in the Waldur dialect', () => {
  test('needs neither plan nor key, says executing in its 201, and never sends null where clients cannot take it', async () => {
    const order = await place({ data_volumes: [{ size: 2048 }], data_volume_size: 1024 });
    assert.equal(order.state, 'executing');
    assert.equal(order.resource_uuid, order.marketplace_resource_uuid);
    assert.match(order.uuid, /^[0-9a-f]{32}$/);
    assert.equal(order.project, link('projects', tenant.project));
    assert.equal(
      order.plan,
      `${link('marketplace-public-offerings', catalogue.offering)}plans/${hex(catalogue.plan)}/`,
    );
    assert.deepEqual(order.limits, {});
    const never = ['uuid', 'state', 'type', 'created', 'modified', 'offering_uuid', 'project_uuid', 'customer_uuid'];
    never.push('provider_uuid', 'category_uuid', 'marketplace_resource_uuid', 'attributes', 'limits');
    for (const name of [...never, 'offering_plugin_options', 'slug', 'output', 'error_traceback']) {
      assert.ok(order[name] != null, `${name} is ${order[name]}`);
    }
    const done = await client.settled(order.uuid);
    assert.equal(done.state, 'done');
    assert.equal(done.consumer_reviewed_by_username, done.created_by_username);
    const sizes = await cloud.db
      .selectFrom('volume')
      .select('size_mib')
      .where('instance', '=', order.resource_uuid)
      .orderBy('position')
      .execute();
    assert.deepEqual(
      sizes.map(({ size_mib }) => size_mib),
      [1024, 1024, 2048],
    );
    const { body: vm } = await client.get(`marketplace-orders/${order.uuid}/resource/`);
    assert.equal(vm.uuid, order.resource_uuid);
    const { body: offering } = await client.get(`marketplace-orders/${order.uuid}/offering/`);
    assert.deepEqual([offering.uuid, offering.scope_uuid], [hex(catalogue.offering), hex(tenant.project)]);
  });

  test('says what WAYSCloud requires only there', async () => {
    const { plan: _, ...body } = { plan: '', ...waldurOrder({ ssh_public_key: ed25519 }) };
    const { status, errors } = await tenant.client.post('marketplace-orders/', body);
    assert.deepEqual([status, errors], [400, { plan: ['This field is required.'] }]);
  });

  test('takes floating IPs by subnet: a new one, one by URL, one by address; and one for a port that exists', async () => {
    const { body: owned } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    const subnet = link('openstack-subnets', tenant.subnet);
    for (const wish of [{}, { url: link('openstack-floating-ips', owned.uuid) }, { ip_address: owned.address }]) {
      const order = await place({ floating_ips: [{ subnet, ...wish }] });
      assert.equal((await client.settled(order.uuid)).state, 'done');
      const { body: vm } = await tenant.client.get(`marketplace-resources/${order.resource_uuid}/`);
      assert.deepEqual(vm.external_ips, [owned.address], 'a free one of the project is taken before a new one');
      await tenant.client.remove(order.resource_uuid);
    }
    await tenant.client.delete(`openstack-floating-ips/${owned.uuid}/`);
  });

  test('names what is wrong with ports and floating IPs where they stand', async () => {
    const subnet = link('openstack-subnets', tenant.subnet);
    assert.deepEqual(await refused({ ports: [] }), { ports: ['Please specify at least one network.'] });
    assert.deepEqual(await refused({ ports: undefined }), { ports: ['This field is required.'] });
    const foreign = await refused({ ports: [{ subnet: link('openstack-subnets', stranger.subnet) }] });
    assert.match(JSON.stringify(foreign), /"ports":\[\{"subnet":\["Object does not exist/);
    const twice = await refused({ ports: [{ subnet }, { subnet }] });
    assert.match(JSON.stringify(twice), /"ports":\[\{\},\{"subnet":\["It is impossible to connect to subnet \S+ twice/);
    const stray = await refused({ floating_ips: [{ subnet: link('openstack-subnets', stranger.subnet) }] });
    assert.match(JSON.stringify(stray), /"floating_ips":\[\{"subnet":\["The VM has no port in this subnet/);
    const unknown = await refused({ floating_ips: [{ subnet, ip_address: '203.0.113.9' }] });
    assert.match(JSON.stringify(unknown), /"floating_ips":\[\{"ip_address":\["Object does not exist/);
  });

  test('is refused for what cannot be promised, in words', async () => {
    const body = {
      ...waldurOrder(),
      callback_url: 'https://example.org/',
      start_date: '2999-01-01',
      type: 'Terminate',
    };
    const { status, body: tree } = await client.post('marketplace-orders/', body);
    assert.equal(status, 400);
    assert.match(tree.callback_url[0], /Nothing can be called back yet/);
    assert.match(tree.start_date[0], /Orders begin at once/);
    assert.match(tree.type[0], /of type Create/);
  });
});

describe('offerings as Waldur shows them', () => {
  test('carry the tenant of the project that is asked about, else of the first', async () => {
    const { body: list } = await client.get(
      'marketplace-public-offerings/?type=OpenStack.Instance&state=Active&state=Paused',
    );
    const named = await client.get(`marketplace-public-offerings/?project_uuid=${tenant.project}&slug=virtual-machine`);
    assert.equal(named.body.length, 1);
    for (const offering of [...list, ...named.body]) {
      assert.equal(offering.type, 'OpenStack.Instance');
      assert.equal(offering.scope_uuid, hex(tenant.project));
      assert.equal(offering.scope, link('openstack-tenants', tenant.project));
      assert.ok(
        offering.quotas.some(({ name, limit }: { name: string; limit: number }) => name === 'vcpu' && limit > 0),
      );
    }
    const foreign = await client.get(`marketplace-public-offerings/?project_uuid=${stranger.project}`);
    assert.deepEqual(foreign.body, []);
  });

  test('link their plans, which are found there and among all plans', async () => {
    const { body: offering } = await client.get(`marketplace-public-offerings/${catalogue.offering}/`);
    const { body: plans } = await client.get(`marketplace-public-offerings/${catalogue.offering}/plans/`);
    assert.deepEqual(plans, offering.plans);
    const { body: plan } = await client.get(plans[0].url.slice(base.length + 1));
    assert.deepEqual(plan, plans[0]);
    const { body: all } = await client.get(`marketplace-plans/?offering_uuid=${catalogue.offering}`);
    const offered = offering.url;
    assert.deepEqual(
      all,
      plans.map((each: object) => ({ ...each, offering: offered })),
    );
    const foreign = `marketplace-public-offerings/${catalogue.starter.offering}/plans/${plans[0].uuid}/`;
    assert.equal((await client.get(foreign)).status, 404);
  });

  test('stand in categories that say what is in them', async () => {
    const { body: categories } = await client.get('marketplace-categories/');
    const vms = categories.find((category: { default_vm_category: boolean }) => category.default_vm_category);
    assert.ok(vms.available_offerings_count >= 2);
    const { body: tenantOffers } = await client.get(
      `marketplace-resources/${tenant.project}/offering_for_subresources/`,
    );
    assert.ok(tenantOffers.some(({ uuid }: { uuid: string }) => uuid === hex(catalogue.offering)));
    assert.equal(
      (await client.get(`marketplace-resources/${stranger.project}/offering_for_subresources/`)).status,
      404,
    );
  });
});

test('a VM is put on another plan of its offering by an order that is done at once', async () => {
  const { resource_uuid: vm, uuid } = await place();
  await client.settled(uuid);
  const put = (plan: string) => client.post(`marketplace-resources/${vm}/switch_plan/`, { plan });
  const switched = await put(catalogue.monthly);
  assert.equal(switched.status, 200, switched.text);
  const { body: order } = await client.get(`marketplace-orders/${switched.body.order_uuid}/`);
  assert.deepEqual([order.type, order.state, order.progress], ['Update', 'done', 1]);
  assert.deepEqual([order.old_plan_uuid, order.new_plan_uuid], [hex(catalogue.plan), hex(catalogue.monthly)]);
  assert.match((await put(catalogue.monthly)).body.plan[0], /has this plan already/);
  assert.match((await put(catalogue.starter.plan)).body.plan[0], /^This plan is not available for selected offering/);
  const limits = await client.post(`marketplace-resources/${vm}/update_limits/`, { limits: { cores: 2 } });
  assert.match(limits.body.limits[0], /no limits that could be changed/);
});
