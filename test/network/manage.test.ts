import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import type { Answer } from '../support/client.ts';
import { orderFor } from '../support/tenant.ts';
import { setUp } from '../support/setup.ts';
import { Office } from './office.ts';

const office = new Office(await setUp());

describe('networks and subnets', () => {
  test('are made, renamed, listed by what they are in, and deleted', async () => {
    const network = await office.makeNetwork('backend');
    const subnet = await office.makeSubnet(network.uuid, { cidr: '192.168.10.0/24', dns_nameservers: ['1.1.1.1'] });
    assert.equal(subnet.gateway_ip, '192.168.10.1');
    assert.deepEqual(subnet.allocation_pools, [{ start: '192.168.10.2', end: '192.168.10.254' }]);
    const renamed = await office.client.patch(`openstack-networks/${network.uuid}/`, {
      name: 'db',
      description: 'tier 2',
    });
    assert.deepEqual([renamed.body.name, renamed.body.description], ['db', 'tier 2']);
    assert.equal(renamed.body.subnets[0].uuid, subnet.uuid);
    const query = `network_uuid=${network.uuid}&tenant_uuid=${office.tenant.project}&name_exact=sub`;
    assert.equal((await office.get(`openstack-subnets/?${query}`)).count, 1);
    const changed = await office.client.patch(`openstack-subnets/${subnet.uuid}/`, {
      allocation_pools: [{ start: '192.168.10.100', end: '192.168.10.101' }],
      dns_nameservers: [],
    });
    assert.deepEqual(changed.body.allocation_pools, [{ start: '192.168.10.100', end: '192.168.10.101' }]);
    await office.until(`openstack-subnets/${subnet.uuid}/`, ({ state }) => state === 'OK');
    assert.equal((await office.client.delete(`openstack-networks/${network.uuid}/`)).status, 204);
    assert.equal((await office.client.get(`openstack-subnets/${subnet.uuid}/`)).status, 404);
  });

  test('without a gateway tell guests of none', async () => {
    const network = await office.makeNetwork('island');
    const made = await office.makeSubnet(network.uuid, { cidr: '192.168.11.0/24', disable_gateway: true });
    assert.deepEqual([made.gateway_ip, made.disable_gateway], [null, true]);
    const vm = await office.makeVm({ networks: [{ subnet: made.uuid, floating_ip: 'none' }] });
    const told = (await office.router()).networks.find(({ id }) => id === network.uuid)?.subnets[0];
    assert.deepEqual([told?.gateway, told?.announced], ['192.168.11.1', false]);
    await office.client.remove(vm);
    await office.remove(`openstack-networks/${network.uuid}/`);
  });

  test('in the words of a tenant', async () => {
    const made = await office.post(
      `openstack-tenants/${office.tenant.project}/create_network/`,
      { name: 'waldur' },
      201,
    );
    assert.equal((await office.client.delete(`openstack-networks/${made.uuid}/`)).status, 204);
    const shown = await office.get(`openstack-tenants/${office.tenant.project}/`);
    assert.equal(shown.uuid, office.tenant.project);
    assert.ok(shown.quotas.some(({ name, limit }: Answer['body']) => name === 'floating_ip_count' && limit > 0));
  });

  const wrong: [what: string, body: Record<string, unknown>, field: string, message: RegExp][] = [
    ['no block', { cidr: 'ten' }, 'cidr', /no block of addresses/],
    ['host bits', { cidr: '192.168.20.5/24' }, 'cidr', /Did you mean 192\.168\.20\.0\/24/],
    ['loopback', { cidr: '127.0.0.0/24' }, 'cidr', /not for subnets/],
    ['link-local', { cidr: '169.254.0.0/16' }, 'cidr', /not for subnets/],
    ['multicast', { cidr: '224.0.0.0/24' }, 'cidr', /not for subnets/],
    ['multicast', { cidr: 'ff00::/64' }, 'cidr', /not for subnets/],
    ['a public block', { cidr: '8.8.8.0/24' }, 'cidr', /not for subnets/],
    ['one larger than all private ones', { cidr: '0.0.0.0/0' }, 'cidr', /between/],
    ['one without hosts', { cidr: '192.168.20.0/31' }, 'cidr', /between 16 and 30/],
    ['the floating pool', { cidr: '172.24.0.0/16' }, 'cidr', /floating IPs come from/],
    ['the default subnet', { cidr: '10.0.0.0/8' }, 'cidr', /overlaps subnet .*default.* which is 10.0.0.0.22/],
    [
      'a gateway outside',
      { cidr: '192.168.20.0/24', gateway_ip: '192.168.21.1' },
      'gateway_ip',
      /that a host can have/,
    ],
    ['a gateway of none', { cidr: '192.168.20.0/24', gateway_ip: '192.168.20.255' }, 'gateway_ip', /a host can have/],
    [
      'two that exclude each other',
      { cidr: '192.168.20.0/24', gateway_ip: '192.168.20.1', disable_gateway: true },
      'gateway_ip',
      /Leave one of both out/,
    ],
    [
      'a pool with the gateway',
      { cidr: '192.168.20.0/24', allocation_pools: [{ start: '192.168.20.1', end: '192.168.20.9' }] },
      'allocation_pools',
      /contains the gateway/,
    ],
    [
      'a pool turned round',
      { cidr: '192.168.20.0/24', allocation_pools: [{ start: '192.168.20.9', end: '192.168.20.3' }] },
      'allocation_pools',
      /Turn them round/,
    ],
    [
      'a name server of another family',
      { cidr: 'fd00:9::/64', dns_nameservers: ['1.1.1.1'] },
      'dns_nameservers',
      /IPv6/,
    ],
    [
      'a pool outside',
      { cidr: '192.168.20.0/24', allocation_pools: [{ start: '192.168.19.9', end: '192.168.20.255' }] },
      'allocation_pools',
      /"start":\["Must be an address of .* that a host can have\."\],"end":\["Must be/,
    ],
    ['IPv6 without a gateway', { cidr: 'fd00:9::/64', disable_gateway: true }, 'disable_gateway', /Leave this out/],
  ];
  for (const [what, body, field, message] of wrong) {
    test(`a subnet with ${what} is refused at ${field}`, async () => {
      const { code: _, ...errors } = await office.makeSubnet(office.tenant.network, body, 400);
      assert.deepEqual(Object.keys(errors), [field]);
      assert.match(JSON.stringify(errors), message);
    });
  }

  test('of 10 subnets that overlap and come together one is made', async () => {
    const path = `openstack-networks/${office.tenant.network}/create_subnet/`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        office.client.post(path, { name: 'race', cidr: `10.8.0.0/${16 + index}` }),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status }) => status === 400).length, 9);
    for (const { status, body } of answers) if (status === 400) assert.match(body.cidr[0], /overlaps subnet "race"/);
  });
});

describe('ports', () => {
  test('with addresses that were asked for outlive the VMs that they are given to', async () => {
    const fixed_ips = [{ subnet_id: office.tenant.subnet, ip_address: '10.0.2.2' }];
    const port = await office.post(
      'openstack-ports/',
      { project: office.tenant.project, name: 'kept', fixed_ips },
      201,
    );
    assert.deepEqual(port.fixed_ips, fixed_ips);
    assert.deepEqual(
      port.security_groups.map(({ name }: Answer['body']) => name),
      ['default'],
    );
    for (const name of ['one', 'two']) {
      const vm = await office.makeVm({ name, networks: [{ port: port.uuid, floating_ip: 'none' }] });
      assert.deepEqual((await office.get(`marketplace-resources/${vm}/`)).internal_ips, ['10.0.2.2']);
      const used = await office.get(`openstack-ports/${port.uuid}/`);
      assert.deepEqual([used.resource_uuid, used.status], [vm, 'ACTIVE']);
      assert.equal((await office.client.delete(`openstack-ports/${port.uuid}/`)).status, 409);
      await office.client.remove(vm);
    }
    const free = await office.get(`openstack-ports/${port.uuid}/`);
    assert.deepEqual([free.resource_uuid, free.status], [null, 'DOWN']);
    assert.equal((await office.client.delete(`openstack-ports/${port.uuid}/`)).status, 204);
  });

  test('an address that is taken, outside, or of no subnet is refused at its field', async () => {
    const wish = (ip_address: string) => ({
      project: office.tenant.project,
      fixed_ips: [{ subnet_id: office.tenant.subnet, ip_address }],
    });
    const { uuid } = await office.post('openstack-ports/', wish('10.0.2.3'), 201);
    const refused = async (address: string) => {
      const { fixed_ips } = await office.post('openstack-ports/', wish(address), 400);
      return fixed_ips[0].ip_address[0];
    };
    assert.match(await refused('10.0.2.3'), /is taken/);
    assert.match(await refused('10.0.0.1'), /outside the subnet's pool/);
    assert.match(await refused('192.168.1.1'), /outside the subnet's pool/);
    assert.match(await refused('fd00::9'), /outside the subnet's pool/);
    assert.match(await refused('x'), /no IP address/);
    await office.client.delete(`openstack-ports/${uuid}/`);
  });

  test('two orders for one address: one wins', async () => {
    const networks = [{ subnet: office.tenant.subnet, fixed_ips: [{ ip_address: '10.0.2.4' }], floating_ip: 'none' }];
    const answers = await Promise.all(
      ['a', 'b'].map((name) =>
        office.client.post('marketplace-orders/', orderFor(office.tenant, office.catalogue, { name, networks })),
      ),
    );
    const [winner, loser] = answers.sort((one, other) => one.status - other.status) as [Answer, Answer];
    assert.deepEqual([winner.status, loser.status], [201, 400]);
    assert.match(JSON.stringify(loser.body), /10\.0\.2\.4 is taken/);
    await office.client.settled(winner.body.uuid);
    await office.client.remove(winner.body.resource_uuid);
  });

  test('get an IPv6 address beside the IPv4 one, and IPv6 alone when so asked', async () => {
    const network = await office.makeNetwork('dual');
    const four = await office.makeSubnet(network.uuid, { cidr: '192.168.30.0/24' });
    const six = await office.makeSubnet(network.uuid, { cidr: 'fd00:30::/64' });
    assert.deepEqual([six.ip_version, six.gateway_ip], [6, 'fd00:30::1']);
    const vm = await office.makeVm({ networks: [{ subnet: four.uuid, floating_ip: 'none' }] });
    const { internal_ips } = await office.get(`marketplace-resources/${vm}/`);
    assert.deepEqual(internal_ips, ['192.168.30.2', 'fd00:30::2']);
    const alone = await office.post('openstack-ports/', { project: office.tenant.project, subnet: six.uuid }, 201);
    assert.deepEqual(alone.fixed_ips, [{ ip_address: 'fd00:30::3', subnet_id: six.uuid }]);
    const floating = await office.post('openstack-floating-ips/', { project: office.tenant.project }, 201);
    const refused = await office.post(
      `openstack-floating-ips/${floating.uuid}/attach_to_port/`,
      { port: alone.uuid },
      400,
    );
    assert.match(refused.port[0], /no IPv4 address/);
    const inUse = await office.client.delete(`openstack-subnets/${six.uuid}/`);
    assert.equal(inUse.status, 409);
    assert.match(inUse.body.detail, /in use by VM "my-vm" and 1 more/);
    await office.client.remove(vm);
    await office.client.delete(`openstack-ports/${alone.uuid}/`);
    await office.client.delete(`openstack-floating-ips/${floating.uuid}/`);
    assert.equal((await office.client.delete(`openstack-networks/${network.uuid}/`)).status, 204);
  });

  test('are plugged into and out of a running VM, in each form that clients send', async () => {
    const network = await office.makeNetwork('second');
    const subnet = await office.makeSubnet(network.uuid, { cidr: '192.168.40.0/24' });
    const vm = await office.makeVm();
    const path = `openstack-instances/${vm}/update_ports/`;
    const [first] = await office.cardsOf(vm);
    const both = [
      { subnet: office.tenant.subnet },
      { subnet: subnet.uuid, fixed_ips: [{ ip_address: '192.168.40.77' }] },
    ];
    await office.post(path, { ports: both }, 202);
    await office.settled(vm);
    const cards = await office.cardsOf(vm);
    assert.equal(cards.length, 2);
    assert.equal(cards[0], first, 'the first one stays as it is');
    assert.deepEqual((await office.get(`marketplace-resources/${vm}/`)).internal_ips.at(-1), '192.168.40.77');
    assert.deepEqual((await office.router()).ports.map(({ id }) => id).sort(), [...cards].sort());
    // what is asked for is there already: nothing is to be done
    await office.post(path, both, 202);
    assert.equal((await office.get(`marketplace-resources/${vm}/`)).state, 'OK');
    // an existing port in place of both
    const own = await office.post(
      'openstack-ports/',
      { project: office.tenant.project, subnet: office.tenant.subnet },
      201,
    );
    await office.post(path, [{ port: `${office.cloud.url}/waldur/api/openstack-ports/${own.uuid}/` }], 202);
    await office.settled(vm);
    assert.deepEqual(await office.cardsOf(vm), [own.uuid]);
    assert.equal((await office.get(`openstack-ports/?resource_uuid=${vm}`)).count, 1);
    const other = await office.makeVm({ name: 'other' });
    const taken = await office.post(`openstack-instances/${other}/update_ports/`, { ports: [{ port: own.uuid }] }, 400);
    assert.match(taken.ports[0].port[0], /in use by another VM/);
    const twice = [{ subnet: office.tenant.subnet }, { subnet: office.tenant.subnet }];
    assert.match(JSON.stringify(await office.post(path, twice, 400)), /twice/);
    await office.client.remove(vm);
    await office.client.remove(other);
    assert.equal((await office.get(`openstack-ports/${own.uuid}/`)).resource_uuid, null);
    await office.client.delete(`openstack-ports/${own.uuid}/`);
    await office.client.delete(`openstack-networks/${network.uuid}/`);
  });

  test('a guest that does not take a card keeps what it had, and says why', async () => {
    const network = await office.makeNetwork('refused');
    const subnet = await office.makeSubnet(network.uuid, { cidr: '192.168.41.0/24' });
    const vm = await office.makeVm();
    const cards = await office.cardsOf(vm);
    let refused = false;
    const gate = Promise.withResolvers<void>();
    office.cloud.driver.fault = async (method, when) => {
      if (method !== 'syncPorts' || when === 'after' || refused) return;
      refused = true;
      await gate.promise;
      throw new Problem('guest-slots-full', 'The guest has no slot left.', 'Take one of its ports out first.');
    };
    const path = `openstack-instances/${vm}/update_ports/`;
    await office.post(path, [{ subnet: office.tenant.subnet }, { subnet: subnet.uuid }], 202);
    assert.match((await office.post(path, [], 409)).detail, /Valid states for operation: OK/);
    gate.resolve();
    const { error_message: message, runtime_state: runtime } = await office.settled(vm);
    office.cloud.driver.fault = () => {};
    assert.equal(runtime, 'active');
    assert.match(message, /no slot left.*Take one of its ports out/);
    assert.deepEqual(await office.cardsOf(vm), cards);
    assert.equal((await office.get(`openstack-ports/?network_uuid=${network.uuid}`)).count, 0);
    await office.client.remove(vm);
    await office.remove(`openstack-networks/${network.uuid}/`);
  });
});
