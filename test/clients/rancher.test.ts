import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Answer } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { callsOf } from './calls.ts';

const { cloud, tenant } = await setUp();
const waldur = tenant.client.in('/waldur/api');

/** What the Rancher node driver sends by its Go client, whose UUIDs are dashed and which cannot read an empty UUID or time. */
describe('the Rancher node driver', () => {
  const dashed = (uuid: string) => uuid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

  const { poll, ordered, accepted } = callsOf(waldur);

  async function first(path: string): Promise<Answer['body']> {
    const { status, body, text } = await waldur.get(path);
    assert.equal(status, 200, text);
    assert.ok(body.length > 0, path);
    return body[0];
  }

  /** The links that it builds of the UUIDs in its options. */
  const link = (collection: string, uuid: string) => `${cloud.url}/waldur/api/${collection}/${dashed(uuid)}/`;

  async function order(name: string, flavor: string): Promise<Answer> {
    const offering = await first(
      `marketplace-public-offerings/?type=OpenStack.Instance&project_uuid=${tenant.project}`,
    );
    const scope = `tenant_uuid=${offering.scope_uuid}`;
    const type = link('openstack-volume-types', (await first(`openstack-volume-types/?${scope}`)).uuid);
    return waldur.post('marketplace-orders/', {
      accepting_terms_of_service: true,
      limits: {},
      type: 'Create',
      offering: link('marketplace-public-offerings', offering.uuid),
      project: link('projects', offering.scope_uuid),
      attributes: {
        name,
        flavor: link('openstack-flavors', flavor),
        image: link('openstack-images', (await first(`openstack-images/?${scope}&name_exact=Tiny%20Linux`)).uuid),
        system_volume_size: 1024,
        system_volume_type: type,
        data_volume_type: type,
        ports: [{ subnet: link('openstack-subnets', (await first(`openstack-subnets/?${scope}`)).uuid) }],
        security_groups: [
          { url: link('openstack-security-groups', (await first(`openstack-security-groups/?${scope}`)).uuid) },
        ],
      },
    });
  }

  /** Asks for the resource until it is in the state, and holds every answer to what Go's types can read. */
  const inState = (vm: string, runtime: string) =>
    poll(`marketplace-resources/${dashed(vm)}/`, (body) => {
      assert.equal(body.resource_uuid, vm, 'it is followed without a look');
      for (const [key, value] of Object.entries(body)) {
        if (/(^|_)uuid$/.test(key)) assert.match(JSON.stringify(value), /^(null|"[0-9a-f]{32}")$/, key);
        if (/_date$|^created$|^modified$/.test(key)) assert.notEqual(value, '', key);
      }
      return body.state === 'OK' && body.backend_metadata.runtime_state === runtime;
    });

  async function ends(vm: string, attributes: object): Promise<void> {
    const ended = await waldur.post(`marketplace-resources/${dashed(vm)}/terminate/`, { attributes });
    assert.equal(ended.status, 200, ended.text);
    await ordered(dashed(ended.body.order_uuid));
  }

  test('creates a node, restarts, stops and starts it, and removes it', async () => {
    const flavor = (await first('openstack-flavors/?name_exact=tiny')).uuid;
    const placed = await order('node', flavor);
    assert.equal(placed.status, 201, placed.text);
    const vm = placed.body.resource_uuid;
    await inState(vm, 'ACTIVE');
    const { body: instance } = await waldur.get(`openstack-instances/${dashed(vm)}/`);
    assert.equal(instance.volumes.length, 1, 'the type of a data volume without a size orders none');
    for (const action of ['restart', 'stop', 'start', 'stop']) {
      await accepted(`openstack-instances/${dashed(vm)}/${action}/`, undefined);
      await inState(vm, action === 'stop' ? 'SHUTOFF' : 'ACTIVE');
    }
    await ends(vm, { delete_volumes: true, release_floating_ips: true });
  });

  test('kills a node that runs', async () => {
    const placed = await order('killed', (await first('openstack-flavors/?name_exact=tiny')).uuid);
    assert.equal(placed.status, 201, placed.text);
    await inState(placed.body.resource_uuid, 'ACTIVE');
    const attributes = { delete_volumes: true, release_floating_ips: true, action: 'force_destroy' };
    await ends(placed.body.resource_uuid, attributes);
  });

  test('logs what is wrong with an order', async () => {
    const refused = await order('wrong', '0'.repeat(32));
    assert.equal(refused.status, 400, refused.text);
    assert.match(refused.text, /flavor/);
  });
});
