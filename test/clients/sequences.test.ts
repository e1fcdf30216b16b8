import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Answer, Client } from '../support/client.ts';
import { startCloud, type TestCloud } from '../support/cloud.ts';
import { ed25519, makeTenant, type Tenant } from '../support/tenant.ts';

/** What the other clients of this API send, call by call, and what they look at in the answers. */
describe('the calls of clients that cannot be installed here', () => {
  let cloud: TestCloud;
  let tenant: Tenant;
  let waldur: Client;
  let projectName: string;

  before(async () => {
    cloud = await startCloud();
    tenant = await makeTenant(cloud.db, cloud.url);
    waldur = tenant.client.in('/waldur/api');
    projectName = (await waldur.get(`projects/${tenant.project}/`)).body.name;
    assert.equal((await waldur.post('keys/', { name: 'mine', public_key: ed25519 })).status, 201);
  });
  after(() => cloud.stop());

  /** A look-up that must have one hit. */
  async function only(path: string): Promise<Answer['body']> {
    const { status, body, text } = await waldur.get(path);
    assert.equal(status, 200, text);
    assert.equal(body.length, 1, `${path}: ${text}`);
    return body[0];
  }

  async function poll(path: string, holds: (body: Answer['body']) => boolean): Promise<Answer['body']> {
    for (const deadline = Date.now() + 60_000; ; ) {
      const { status, body, text } = await waldur.get(path);
      assert.equal(status, 200, text);
      if (holds(body)) return body;
      assert.ok(Date.now() < deadline, `${path} stays ${body.state}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  const ordered = (uuid: string) =>
    poll(`marketplace-orders/${uuid}/`, ({ state, error_message: why }) => {
      assert.ok(['executing', 'done'].includes(state), `${state}: ${why}`);
      return state === 'done';
    });
  const settled = (vm: string, runtime: string) =>
    poll(`openstack-instances/${vm}/`, (body) => body.state === 'OK' && body.runtime_state === runtime);
  async function accepted(path: string, body: unknown): Promise<void> {
    const answer = await waldur.post(path, body);
    assert.equal(answer.status, 202, `${path}: ${answer.text}`);
  }

  test('Terraform: apply, a plan without differences, changes, destroy', async () => {
    const project = await only(`projects/?name_exact=${projectName}`);
    const offering = await only(
      `marketplace-public-offerings/?name_exact=Virtual%20machine&project_uuid=${project.uuid}`,
    );
    const scope = `tenant_uuid=${offering.scope_uuid}`;
    const find = async () => ({
      key: await only('keys/?name=mine'),
      flavor: await only(`openstack-flavors/?name=tiny&${scope}`),
      image: await only(`openstack-images/?name=Tiny%20Linux&${scope}`),
      subnet: await only(`openstack-subnets/?name=default&${scope}`),
    });
    const found = await find();
    const planned = { project: project.url, offering: offering.url };
    const placed = await waldur.post('marketplace-orders/', {
      ...planned,
      attributes: {
        name: 'terraform',
        flavor: found.flavor.url,
        image: found.image.url,
        ports: [{ subnet: found.subnet.url }],
        floating_ips: [{ subnet: found.subnet.url }],
        ssh_public_key: found.key.url,
        system_volume_size: 1024,
        security_groups: [{ url: (await only(`openstack-security-groups/?name=default&${scope}`)).url }],
      },
    });
    assert.equal(placed.status, 201, placed.text);
    assert.deepEqual([placed.body.project, placed.body.offering], [planned.project, planned.offering]);
    for (const [name, value] of Object.entries(placed.body.limits as object)) assert.ok(Number.isInteger(value), name);
    const { resource_uuid: vm, marketplace_resource_uuid: resource } = await ordered(placed.body.uuid);

    const refreshed = (await waldur.get(`openstack-instances/${vm}/`)).body;
    assert.equal(refreshed.project, planned.project);
    assert.deepEqual(
      refreshed.ports.map(({ subnet }: { subnet: string }) => subnet),
      [found.subnet.url],
    );
    assert.ok(refreshed.start_time === null || !Number.isNaN(Date.parse(refreshed.start_time)));
    assert.deepEqual(await find(), found, 'a later plan would differ');
    assert.deepEqual((await waldur.get(`openstack-instances/${vm}/`)).body, refreshed, 'a later plan would differ');

    const renamed = await waldur.patch(`openstack-instances/${vm}/`, { name: 'terraformed', description: 'by hand' });
    assert.equal(renamed.status, 200, renamed.text);
    const second = await waldur.post(`openstack-tenants/${offering.scope_uuid}/create_floating_ip/`, {});
    assert.equal(second.status, 200, second.text);
    const floating = `openstack-floating-ips/${second.body.uuid}/`;
    await poll(floating, ({ state }) => state === 'OK');
    // bare lists, unlike everybody else
    await accepted(`openstack-instances/${vm}/update_floating_ips/`, [
      { subnet: found.subnet.url, url: second.body.url },
    ]);
    await settled(vm, 'ACTIVE');
    await accepted(`openstack-instances/${vm}/update_security_groups/`, []);
    await settled(vm, 'ACTIVE');
    await accepted(`openstack-instances/${vm}/update_ports/`, [{ subnet: found.subnet.url }]);
    const changed = await settled(vm, 'ACTIVE');
    assert.deepEqual([changed.name, changed.external_ips], ['terraformed', [second.body.address]]);
    assert.deepEqual(changed.internal_ips, refreshed.internal_ips, 'a port that is asked for again stays');

    await accepted(`openstack-instances/${vm}/stop/`, {});
    await settled(vm, 'SHUTOFF');
    const ended = await waldur.post(`marketplace-resources/${resource}/terminate/`, {});
    assert.equal(ended.status, 200, ended.text);
    assert.equal(ended.body.uuid, ended.body.order_uuid, 'it waits for the order of this uuid');
    await ordered(ended.body.uuid);
    assert.equal((await waldur.get(`openstack-instances/${vm}/`)).status, 404);
    assert.equal((await waldur.delete(floating)).status, 204);
    for (const deadline = Date.now() + 10_000; (await waldur.get(floating)).status !== 404; )
      assert.ok(Date.now() < deadline, 'the floating IP stays');
  });

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
});
