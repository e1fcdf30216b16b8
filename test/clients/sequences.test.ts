import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { ed25519 } from '../support/tenant.ts';
import { callsOf } from './calls.ts';

const { tenant, cloud } = await setUp();
const waldur = tenant.client.in('/waldur/api');

const projectName: string = (await waldur.get(`projects/${tenant.project}/`)).body.name;
assert.equal((await waldur.post('keys/', { name: 'mine', public_key: ed25519 })).status, 201);

/** What the other clients of this API send, call by call, and what they look at in the answers. */
describe('the calls of clients that cannot be installed here', () => {
  const { only, poll, ordered, settled, accepted } = callsOf(waldur);

  test('Ansible: a second run changes nothing', async () => {
    const project = await only(`projects/?name_exact=${projectName}`);
    const offering = await only(
      `marketplace-public-offerings/?name_exact=Virtual%20machine&project_uuid=${project.uuid}`,
    );
    const states = ['Creating', 'OK', 'Erred', 'Updating', 'Terminating'].map((state) => `&state=${state}`).join('');
    const existing = `marketplace-resources/?offering_uuid=${offering.uuid}&project_uuid=${project.uuid}&name_exact=ansible${states}`;
    assert.deepEqual((await waldur.get(existing)).body, []);
    const scope = `tenant_uuid=${offering.scope_uuid}`;
    const subnet = await only(`openstack-subnets/?${scope}&name_exact=default`);
    const placed = await waldur.post('marketplace-orders/', {
      project: project.url,
      offering: offering.url,
      limits: {},
      accepting_terms_of_service: true,
      attributes: {
        name: 'ansible',
        flavor: (await only(`openstack-flavors/?${scope}&name_exact=tiny`)).url,
        image: (await only(`openstack-images/?${scope}&name_exact=Tiny%20Linux`)).url,
        ports: [{ subnet: subnet.url }],
        ssh_public_key: (await only('keys/?name_exact=mine')).url,
        system_volume_size: 1024,
      },
    });
    assert.equal(placed.status, 201, placed.text);
    await ordered(placed.body.uuid);
    const { scope: link, uuid } = await only(existing);
    const path = new URL(link).pathname.replace('/waldur/api/', '');
    const vm = (await waldur.get(path)).body;
    assert.equal(vm.ports[0].subnet, subnet.url);
    const group = await only(`openstack-security-groups/?${scope}&name_exact=default`);
    assert.deepEqual(
      vm.security_groups.map(({ url }: { url: string }) => url),
      [group.url],
    );
    await accepted(`${path}update_security_groups/`, { security_groups: [group.url] });
    await accepted(`${path}update_ports/`, { ports: [{ subnet: subnet.url }] }).catch(async () => {
      await settled(vm.uuid, 'ACTIVE');
      await accepted(`${path}update_ports/`, { ports: [{ subnet: subnet.url }] });
    });
    const again = await settled(vm.uuid, 'ACTIVE');
    assert.deepEqual([again.ports, again.security_groups], [vm.ports, vm.security_groups]);
    const attributes = { action: 'force_destroy', release_floating_ips: false };
    const ended = await waldur.post(`marketplace-resources/${uuid}/terminate/`, { attributes });
    assert.equal(ended.status, 200, ended.text);
    await ordered(ended.body.order_uuid);
  });

  test('waldur-cli and the Rancher driver: a VM by its one uuid, seen on both sides', async () => {
    const me = await waldur.get('users/me/');
    assert.deepEqual([me.status, typeof me.body.username], [200, 'string']);
    const configuration = await waldur.get('configuration/');
    assert.deepEqual(configuration.body.LANGUAGES, [['en', 'English']]);
    assert.equal(configuration.status, 200, configuration.text);
    const listed = await waldur.get('projects/?page=1&page_size=300&field=uuid&field=name');
    assert.deepEqual(
      [listed.headers.get('x-result-count'), Object.keys(listed.body[0]).sort()],
      ['1', ['name', 'uuid']],
    );
    const offering = await only(
      `marketplace-public-offerings/?name_exact=Virtual%20machine&project_uuid=${tenant.project}`,
    );
    const scope = `tenant_uuid=${offering.scope_uuid}`;
    const placed = await waldur.post('marketplace-orders/', {
      project: listed.body[0].uuid,
      offering: offering.uuid,
      attributes: {
        name: 'rancher-node',
        flavor: (await only(`openstack-flavors/?${scope}&name_exact=tiny`)).url,
        image: (await only(`openstack-images/?${scope}&name_exact=Tiny%20Linux`)).url,
        ports: [{ subnet: (await only(`openstack-subnets/?${scope}&name_exact=default`)).url }],
        system_volume_size: 1024,
        user_data: `#cloud-config\nssh_authorized_keys:\n  - ${ed25519}\n`,
      },
    });
    assert.equal(placed.status, 201, placed.text);
    const vm = placed.body.resource_uuid;
    assert.match(vm, /^[0-9a-f]{32}$/, 'it is looked at in the very first answer');
    const seen = await poll(
      `marketplace-resources/${vm}/`,
      (body) => body.backend_metadata.runtime_state === 'ACTIVE' && body.state === 'OK',
    );
    assert.equal(seen.backend_metadata.instance_name, 'rancher-node');
    assert.match((await waldur.get(`openstack-instances/${vm}/`)).body.internal_ips[0], /^10\./);
    const { body: resource } = await waldur.get(`marketplace-orders/${placed.body.uuid}/resource/`);
    assert.equal(resource.uuid, vm);
    for (const action of ['restart', 'stop', 'start']) {
      await accepted(`openstack-instances/${vm}/${action}/`, {});
      await settled(vm, action === 'stop' ? 'SHUTOFF' : 'ACTIVE');
    }
    const refused = await waldur.post(`marketplace-resources/${vm}/terminate/`, {});
    assert.deepEqual([refused.status, refused.body.detail], [409, 'Please stop the instance before its removal.']);
    await accepted(`openstack-instances/${vm}/stop/`, {});
    await settled(vm, 'SHUTOFF');
    const ended = await waldur.post(`marketplace-resources/${vm}/terminate/`, { delete_volumes: true });
    assert.equal(ended.status, 200, ended.text);
    await ordered(ended.body.order_uuid);
  });

  test('Cluster API: look-ups by slug and by offering, states by sparse fields', async () => {
    const { slug } = (await waldur.get(`projects/${tenant.project}/`)).body;
    const project = await only(`projects/?slug=${slug}`);
    const offerings = await waldur.get(`marketplace-resources/${project.uuid}/offering_for_subresources/`);
    assert.equal(offerings.status, 200, offerings.text);
    const types = offerings.body.map(({ type }: { type: string }) => type).sort();
    assert.deepEqual([...new Set(types)], ['OpenStack.Instance', 'OpenStack.Volume']);
    const vms = offerings.body.find(({ type }: { type: string }) => type === 'OpenStack.Instance');
    await only(`openstack-flavors/?offering_uuid=${vms.uuid}&name_exact=tiny`);
    await only(`openstack-images/?offering_uuid=${vms.uuid}&name_exact=Tiny%20Linux`);
    assert.ok((await waldur.get(`openstack-volume-types/?tenant_uuid=${project.uuid}`)).body.length > 0);
    const sparse = await waldur.get('openstack-instances/?field=state&field=uuid');
    assert.deepEqual([sparse.status, Array.isArray(sparse.body)], [200, true]);
  });

  test('what is described, pulled and said by hand is so', async () => {
    const at = `tenant=${tenant.project}`;
    assert.equal(
      (await waldur.post('openstack-ports/', { subnet: tenant.subnet, tenant: tenant.project })).status,
      201,
    );
    const { uuid: floating } = (await waldur.post('openstack-floating-ips/', { tenant: tenant.project })).body;
    await accepted(`openstack-floating-ips/${floating}/update_description/`, { description: 'of the site' });
    assert.equal((await only(`openstack-floating-ips/?${at}&description=of%20the%20site`)).uuid, floating);
    const free = await only(`openstack-ports/?${at}&has_device_owner=false`);
    const pairs = [{ ip_address: '10.0.3.99' }];
    const pairing = { allowed_address_pairs: pairs };
    const paired = await waldur.post(`openstack-ports/${free.uuid}/set_allowed_address_pairs/`, pairing);
    assert.equal(paired.body.allowed_address_pairs[0].ip_address, '10.0.3.99');
    for (const what of ['', '_floating_ips', '_security_groups'])
      await accepted(`openstack-tenants/${tenant.project}/pull${what}/`, undefined);
    await poll(`openstack-ports/${free.uuid}/`, ({ state }) => state === 'OK');
    const renamed = await waldur.patch(`openstack-tenants/${tenant.project}/`, { description: 'of the team' });
    assert.equal(renamed.status, 403, 'who may not change the project');
    const staff = cloud.staff.in('/waldur/api');
    await staff.patch(`openstack-tenants/${tenant.project}/`, { description: 'of the team' });
    assert.equal((await waldur.get(`projects/${tenant.project}/`)).body.description, 'of the team');
    const made = await waldur.post('openstack-volumes/', { project: tenant.project, name: 'data', size: 1024 });
    const volume = `openstack-volumes/${made.body.uuid}/`;
    await poll(volume, ({ state }) => state === 'OK');
    const said = await staff.post(`${volume}set_erred/`, { error_message: 'the disk clicks' });
    assert.deepEqual(said.body, { detail: 'The state of the volume is ERRED' });
    assert.equal((await waldur.get(volume)).body.error_message, 'the disk clicks');
    await staff.post(`${volume}set_ok/`, undefined);
    assert.equal((await waldur.get(volume)).body.state, 'OK');
    assert.equal((await staff.post(`${volume}unlink/`, undefined)).status, 204);
    assert.equal((await waldur.get(volume)).status, 404);
  });
});
