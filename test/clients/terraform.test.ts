import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Answer } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { ed25519, makeTenant } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { callsOf } from './calls.ts';

const { cloud, tenant } = await setUp();
const waldur = tenant.client.in('/waldur/api');

const { name: projectName, uuid: projectUuid } = (await waldur.get(`projects/${tenant.project}/`)).body;
const scope = `tenant_uuid=${projectUuid}`;
assert.equal((await waldur.post('keys/', { name: 'mine', public_key: ed25519 })).status, 201);

/** What Waldur's Terraform provider sends, call by call. It takes every difference to what it had planned for a failure. */
describe('the calls of Terraform', () => {
  const { only, poll, ordered, settled, accepted } = callsOf(waldur);

  async function made(path: string, body: unknown): Promise<Answer['body']> {
    const answer = await waldur.post(path, body);
    assert.equal(answer.status, 201, `${path}: ${answer.text}`);
    return answer.body;
  }
  const tenantPath = (action: string) => `openstack-tenants/${tenant.project}/${action}/`;

  test('a VM: apply, a plan without differences, changes, destroy', async () => {
    const project = await only(`projects/?name_exact=${projectName}`);
    const offering = await only(
      `marketplace-public-offerings/?name_exact=Virtual%20machine&project_uuid=${project.uuid}`,
    );
    assert.equal(`tenant_uuid=${offering.scope_uuid}`, scope, 'it looks for all else in the scope of the offering');
    const find = async () => ({
      key: await only('keys/?name=mine'),
      flavor: await only(`openstack-flavors/?name=tiny&${scope}`),
      image: await only(`openstack-images/?name=Tiny%20Linux&${scope}`),
      // the provider does not keep how many addresses are taken
      subnet: { ...(await only(`openstack-subnets/?name=default&${scope}`)), used_ips: null },
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
    await eventually('the end of the floating IP', async () => (await waldur.get(floating)).status === 404);
  });

  test('a port: it names its network and groups, no tenant; what was planned comes back', async () => {
    const network = await made(tenantPath('create_network'), { name: 'office' });
    const subnet = await made(`openstack-networks/${network.uuid}/create_subnet/`, {
      name: 'office',
      cidr: '192.168.77.0/24',
    });
    const fixed = [{ ip_address: '192.168.77.42', subnet_id: subnet.backend_id }];
    const groups = [{ name: 'default' }];
    const body = { name: 'mine', network: network.url, fixed_ips: fixed, security_groups: groups };
    const port = await made('openstack-ports/', body);
    assert.deepEqual([port.network, port.fixed_ips, port.tenant_uuid], [network.url, fixed, network.tenant_uuid]);
    const nameOf = ({ name }: { name: string }) => name;
    assert.deepEqual(port.security_groups.map(nameOf), ['default']);

    const path = `openstack-ports/${port.uuid}/`;
    await made(tenantPath('create_security_group'), { name: 'web' });
    const wanted = [...port.security_groups, { name: 'web' }];
    const renamed = await waldur.patch(path, { name: 'ours', security_groups: wanted });
    assert.equal(renamed.status, 200, renamed.text);
    await accepted(`${path}update_security_groups/`, wanted);
    const changed = await poll(path, ({ state }) => state === 'OK');
    assert.deepEqual([changed.name, ...changed.security_groups.map(nameOf)], ['ours', 'default', 'web']);

    const unknown = await waldur.post(`${path}update_security_groups/`, [{ name: 'no such' }]);
    assert.equal(unknown.status, 400, unknown.text);
    const other = await makeTenant(cloud.db, cloud.url);
    for (const foreign of [other.network, '00000000000040008000000000000000']) {
      const refused = await waldur.post('openstack-ports/', { name: 'x', network: foreign });
      assert.deepEqual([refused.status, Object.keys(refused.errors)], [400, ['network']]);
    }
    assert.equal((await waldur.delete(path)).status, 204);
    assert.equal((await waldur.delete(`openstack-networks/${network.uuid}/`)).status, 204);
  });

  test('a subnet without a block of its own gets that of Waldur, once', async () => {
    const network = await made(tenantPath('create_network'), { name: 'plain' });
    const path = `openstack-networks/${network.uuid}/create_subnet/`;
    assert.equal((await made(path, { name: 'plain' })).cidr, '192.168.42.0/24');
    const second = await waldur.post(path, { name: 'second' });
    assert.equal(second.status, 400);
    assert.match(second.body.cidr[0], /192\.168\.42\.0\/24 overlaps subnet "plain"/);
    assert.equal((await waldur.delete(`openstack-networks/${network.uuid}/`)).status, 204);
  });

  test('rules: each keeps its number and its place, whatever its content becomes', async () => {
    const ssh = { protocol: 'tcp', from_port: 22, to_port: 22, cidr: '0.0.0.0/0' };
    const out = { direction: 'egress', ethertype: 'IPv4', cidr: '0.0.0.0/0' };
    const group = await made(tenantPath('create_security_group'), { name: 'rules', rules: [ssh, out] });
    const [first, second] = group.rules;
    const path = `openstack-security-groups/${group.uuid}/`;
    const added = { protocol: 'icmp', from_port: -1, to_port: -1, cidr: '0.0.0.0/0' };
    const wanted = [{ ...first, from_port: 80, to_port: 80 }, { ...second, description: 'all' }, added];
    await accepted(`${path}set_rules/`, wanted);
    const { rules } = await poll(path, ({ state }) => state === 'OK');
    assert.deepEqual([rules[0], rules[1], rules[2].protocol], [wanted[0], wanted[1], 'icmp']);
    const turned = [
      { ...added, id: first.id },
      { ...ssh, id: second.id },
    ];
    await accepted(`${path}set_rules/`, turned);
    const replaced = (await poll(path, ({ state }) => state === 'OK')).rules;
    assert.deepEqual(
      replaced.map(({ id, protocol }: { id: number; protocol: string }) => [id, protocol]),
      [
        [first.id, 'icmp'],
        [second.id, 'tcp'],
      ],
    );
    assert.equal((await waldur.delete(path)).status, 204);
  });

  test('a VM with a port of its own, and one with an address of its choice', async () => {
    const project = await only(`projects/?name_exact=${projectName}`);
    const offering = await only(
      `marketplace-public-offerings/?name_exact=Virtual%20machine&project_uuid=${project.uuid}`,
    );
    const subnet = await only(`openstack-subnets/?name=default&${scope}`);
    const port = await made('openstack-ports/', { name: 'given', network: subnet.network });
    const pinned = [{ ip_address: subnet.allocation_pools[0].end, subnet_id: subnet.backend_id }];
    const attributes = {
      flavor: (await only(`openstack-flavors/?name=tiny&${scope}`)).url,
      image: (await only(`openstack-images/?name=Tiny%20Linux&${scope}`)).url,
      system_volume_size: 1024,
      user_data: '#cloud-config\nhostname: x\n',
    };
    const planned = { project: project.url, offering: offering.url };
    const order = async (name: string, ports: unknown) => {
      const placed = await made('marketplace-orders/', { ...planned, attributes: { ...attributes, name, ports } });
      const { resource_uuid: vm } = await ordered(placed.uuid);
      return (await waldur.get(`openstack-instances/${vm}/`)).body;
    };
    const given = await order('given', [{ port: port.url }]);
    assert.deepEqual([given.ports[0].port, given.user_data], [port.url, attributes.user_data]);
    const chosen = await order('chosen', [{ subnet: subnet.url, fixed_ips: pinned }]);
    const [pinnedPort] = chosen.ports;
    assert.deepEqual([pinnedPort.fixed_ips, 'port' in pinnedPort], [pinned, false], 'a port that it did not plan');
    for (const { uuid } of [given, chosen]) {
      await accepted(`openstack-instances/${uuid}/stop/`, {});
      await settled(uuid, 'SHUTOFF');
      const ended = await waldur.post(`marketplace-resources/${uuid}/terminate/`, {});
      await ordered(ended.body.uuid);
    }
    assert.equal((await waldur.delete(`openstack-ports/${port.uuid}/`)).status, 204);
  });

  test('a volume grows by `size`', async () => {
    const offering = await only(`marketplace-public-offerings/?name_exact=Volume&project_uuid=${tenant.project}`);
    const { url } = await only(`projects/?name_exact=${projectName}`);
    const placed = await made('marketplace-orders/', {
      project: url,
      offering: offering.url,
      attributes: { name: 'grows', size: 1024 },
    });
    const { resource_uuid: volume, marketplace_resource_uuid: resource } = await ordered(placed.uuid);
    const path = `openstack-volumes/${volume}/`;
    await accepted(`${path}extend/`, { size: 2048 });
    await poll(path, ({ state, size }) => state === 'OK' && size === 2048);
    const refused = await waldur.post(`${path}extend/`, {});
    assert.deepEqual([refused.status, refused.errors], [400, { disk_size: ['This field is required.'] }]);
    const ended = await waldur.post(`marketplace-resources/${resource}/terminate/`, {});
    await ordered(ended.body.uuid);
  });

  test('a server group: apply, change, look-up, destroy', async () => {
    const { url } = await only(`openstack-tenants/?${scope}`);
    const planned = { tenant: url, name: 'apart', description: '', policy: 'soft-anti-affinity' };
    const group = await made('openstack-server-groups/', planned);
    for (const [field, value] of Object.entries(planned)) assert.equal(group[field], value, field);
    const path = `openstack-server-groups/${group.uuid}/`;
    await poll(path, ({ state }) => state === 'OK');
    const changed = await waldur.patch(path, { ...planned, tenant: undefined, description: 'the two of them' });
    assert.deepEqual([changed.status, changed.body.description], [200, 'the two of them']);
    const found = await only(`openstack-server-groups/?name_exact=apart&${scope}`);
    assert.deepEqual(found, changed.body);
    assert.equal((await waldur.delete(path)).status, 204);
    assert.equal((await waldur.get(path)).status, 404);
  });

  test('a look-up finds what its filters mean and nothing else', async () => {
    const group = await made(tenantPath('create_security_group'), { name: 'sought', description: 'for look-ups' });
    for (const [filter, text] of [
      ['description', 'for look-ups'],
      ['backend_id', group.backend_id],
      ['query', 'LOOK-UP'],
    ])
      assert.equal((await only(`openstack-security-groups/?${filter}=${encodeURIComponent(text)}`)).uuid, group.uuid);
    assert.equal((await only('marketplace-public-offerings/?name=Virtual%20machine')).name, 'Virtual machine');
    const own = ['project', 'project_name', 'project_uuid', 'tenant', 'tenant_uuid', 'customer', 'customer_uuid'];
    const filters = [...own, 'customer_name', 'backend_id', 'description', 'service_settings_uuid'];
    for (const path of ['networks', 'subnets', 'security-groups', 'floating-ips', 'ports', 'volumes', 'instances'])
      for (const filter of filters) {
        const { status, body } = await waldur.get(`openstack-${path}/?${filter}=00000000-0000-4000-8000-000000000000`);
        assert.deepEqual([status, body], [200, []], `${path} by ${filter}`);
      }
    assert.equal((await waldur.get(`openstack-networks/?project=${tenant.project}`)).body.length, 1);
    assert.deepEqual((await waldur.get('openstack-networks/?is_external=true')).body, []);
    assert.equal((await waldur.delete(`openstack-security-groups/${group.uuid}/`)).status, 204);
  });
});
