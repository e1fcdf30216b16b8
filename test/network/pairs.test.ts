import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { PortSpec } from '../../src/drivers/driver.ts';
import { setUp } from '../support/setup.ts';
import { Office } from './office.ts';

const office = new Office(await setUp());

describe('allowed address pairs', () => {
  const told = async (port: string): Promise<PortSpec['allowed']> =>
    (await office.router()).ports.find(({ id }) => id === port)?.allowed;

  test('come with an order, are changed on the VM and on the port, and are in force with the answer’s run', async () => {
    const pairs = [{ ip_address: '10.0.3.100' }, { ip_address: 'fd00:9::/64' }];
    const networks = [{ subnet: office.tenant.subnet, floating_ip: 'none', allowed_address_pairs: pairs }];
    const vm = await office.makeVm({ networks });
    const portOf = async () => (await office.client.in('/waldur/api').get(`openstack-instances/${vm}/`)).body.ports[0];
    const { url, mac_address } = await portOf();
    const port = (await office.client.get(`openstack-ports/?resource_uuid=${vm}`)).body.results[0].uuid;
    assert.ok(url.includes(port.replaceAll('-', '')));
    const shown = (...addresses: string[]) => addresses.map((ip_address) => ({ mac_address, ip_address }));
    assert.deepEqual((await portOf()).allowed_address_pairs, shown('10.0.3.100', 'fd00:9::/64'));
    assert.deepEqual(await told(port), ['10.0.3.100/32', 'fd00:9::/64']);

    const { subnet } = office.tenant;
    const waldur = office.client.in('/waldur/api');
    const changed = await waldur.post(`openstack-instances/${vm}/update_allowed_address_pairs/`, {
      subnet: `${office.cloud.url}/waldur/api/openstack-subnets/${subnet.replaceAll('-', '')}/`,
      allowed_address_pairs: shown('10.9.0.0/16'),
    });
    assert.equal(changed.status, 202, changed.text);
    await office.settled(vm);
    assert.deepEqual(await told(port), ['10.9.0.0/16']);
    const { body: events } = await office.client.get(
      'events/?event_type=resource_update_allowed_address_pairs_scheduled',
    );
    assert.partialDeepStrictEqual(events.results[0].context, { port, pairs: ['10.9.0.0/16'] });

    const lacking = await office.makeSubnet((await office.makeNetwork('far')).uuid, { cidr: '192.168.50.0/24' });
    const stray = { subnet: lacking.uuid, allowed_address_pairs: [] };
    const refused = await waldur.post(`openstack-instances/${vm}/update_allowed_address_pairs/`, stray);
    assert.deepEqual([refused.status, Object.keys(refused.errors)], [400, ['subnet']]);
    assert.match(refused.body.subnet[0], /has no address in this subnet/);

    const path = `openstack-ports/${port}/`;
    const patched = await office.client.patch(path, { allowed_address_pairs: [{ ip_address: '10.0.3.101' }] });
    assert.deepEqual(patched.body.allowed_address_pairs, shown('10.0.3.101'));
    await office.until(path, ({ state }) => state === 'OK');
    assert.deepEqual(await told(port), ['10.0.3.101/32']);
    assert.equal((await office.client.patch(path, { description: 'new' })).status, 200);
    assert.deepEqual((await office.get(path)).allowed_address_pairs, shown('10.0.3.101'));
    await office.client.remove(vm);
  });

  test('may name the address of a port, which is reserved so; what nobody may have is refused at its field', async () => {
    const { project, subnet, network } = office.tenant;
    const kept = await office.post('openstack-ports/', { project, subnet }, 201);
    const reserved = kept.fixed_ips[0].ip_address;
    const make = (allowed_address_pairs: object[], status: number) =>
      office.post('openstack-ports/', { project, network, allowed_address_pairs }, status);
    const port = await make([{ ip_address: reserved }], 201);
    assert.deepEqual(port.allowed_address_pairs, [{ ip_address: reserved, mac_address: port.mac_address }]);
    for (const [pair, field, words] of [
      [{ ip_address: '169.254.169.254' }, 'ip_address', /lies in 169\.254\.0\.0\/16/],
      [{ ip_address: 'fe80::1' }, 'ip_address', /lies in fe80::\/10/],
      [{ ip_address: '10.0.0.1' }, 'ip_address', /is the gateway of subnet/],
      [{ ip_address: '10.0.0.1/16' }, 'ip_address', /Did you mean 10\.0\.0\.0\/16/],
      [{ ip_address: 'x; drop' }, 'ip_address', /no block of addresses/],
      [{ ip_address: '10.0.3.9', mac_address: '02:00:00:00:00:01' }, 'mac_address', /MAC of its port alone/],
    ] as const) {
      const { allowed_address_pairs: errors } = await make([pair], 400);
      assert.match(errors[0][field][0], words);
      const patched = await office.client.patch(`openstack-ports/${port.uuid}/`, { allowed_address_pairs: [pair] });
      assert.match(patched.body.allowed_address_pairs[0][field][0], words);
    }
    const many = Array.from({ length: 11 }, (_, index) => ({ ip_address: `10.0.3.${index}` }));
    assert.match((await make(many, 400)).allowed_address_pairs[0], /at most 10/);
    assert.match((await make([many[1], many[1]] as object[], 400)).allowed_address_pairs[1].ip_address[0], /twice/);
    assert.equal((await make(many.slice(1), 201)).allowed_address_pairs.length, 10);
  });
});

describe('host routes', () => {
  const vmRoute = { destination: '10.9.0.0/16', nexthop: '192.168.40.4' };
  let network: string;
  before(async () => {
    network = (await office.makeNetwork('routed')).uuid;
  });

  test('are kept, shown, told to the backend, and changed', async () => {
    const made = await office.makeSubnet(network, { cidr: '192.168.40.0/24', host_routes: [vmRoute] });
    assert.deepEqual(made.host_routes, [vmRoute]);
    const vm = await office.makeVm({ networks: [{ subnet: made.uuid, floating_ip: 'none' }] });
    const told = async () => (await office.router()).networks.flatMap(({ subnets }) => subnets);
    const routes = async () => (await told()).find(({ id }) => id === made.uuid)?.hostRoutes;
    assert.deepEqual(await routes(), [vmRoute]);
    const path = `openstack-subnets/${made.uuid}/`;
    const other = { destination: '10.8.0.0/16', nexthop: '192.168.40.5' };
    const { body } = await office.client.patch(path, { host_routes: [other] });
    assert.deepEqual(body.host_routes, [other]);
    await office.until(path, ({ state }) => state === 'OK');
    assert.deepEqual(await routes(), [other]);
    assert.equal((await office.client.patch(path, { host_routes: [] })).status, 200);
    await office.client.remove(vm);
    await office.remove(path);
  });

  for (const [what, route, field, words] of [
    [
      'a next hop outside of the subnet',
      { ...vmRoute, nexthop: '192.168.41.4' },
      'nexthop',
      /address of 192\.168\.40\.0/,
    ],
    ['the broadcast address as next hop', { ...vmRoute, nexthop: '192.168.40.255' }, 'nexthop', /host can have/],
    ['the default route', { ...vmRoute, destination: '0.0.0.0/0' }, 'destination', /default route is the router/],
    ['IPv6 behind IPv4', { ...vmRoute, destination: 'fd00:9::/64' }, 'destination', /not IPv4/],
    [
      'the metadata service behind a VM',
      { ...vmRoute, destination: '169.254.169.254/32' },
      'destination',
      /never behind/,
    ],
    ['no destination', { ...vmRoute, destination: 'x' }, 'destination', /no block of addresses/],
  ] as const)
    test(`with ${what} are refused at ${field}`, async () => {
      const body = { cidr: '192.168.40.0/24', host_routes: [route] };
      const { host_routes: errors } = await office.makeSubnet(network, body, 400);
      assert.match(errors[0][field][0], words);
    });

  test('contradict neither a subnet nor each other, whichever came first', async () => {
    const first = await office.makeSubnet(network, { cidr: '192.168.40.0/24', host_routes: [vmRoute] });
    const refused = async (body: object) => JSON.stringify(await office.makeSubnet(network, { ...body }, 400));
    assert.match(await refused({ cidr: '10.9.1.0/24' }), /"cidr".*overlaps 10\.9\.0\.0\/16, a host route of subnet/);
    const second = { cidr: '192.168.41.0/24', host_routes: [{ ...vmRoute, nexthop: '192.168.41.4' }] };
    assert.match(await refused(second), /behind 192\.168\.40\.4 of subnet/);
    const into = {
      cidr: '192.168.41.0/24',
      host_routes: [{ destination: '192.168.40.0/25', nexthop: '192.168.41.4' }],
    };
    assert.match(await refused(into), /overlaps 192\.168\.40\.0\/24, subnet/);
    assert.match(await refused({ cidr: 'fd00:41::/64', host_routes: [vmRoute] }), /only IPv4 subnets/);
    const patch = await office.client.patch(`openstack-subnets/${first.uuid}/`, { host_routes: [vmRoute, vmRoute] });
    assert.match(JSON.stringify(patch.body), /twice/);
    const inside = { destination: '10.0.0.0/24', nexthop: '192.168.40.4' };
    const within = await office.client.patch(`openstack-subnets/${first.uuid}/`, { host_routes: [inside] });
    assert.match(within.body.host_routes[0], /overlaps 10\.0\.0\.0\/22, subnet "default"/);
    assert.deepEqual((await office.get(`openstack-subnets/${first.uuid}/`)).host_routes, [vmRoute]);
    const many = Array.from({ length: 21 }, (_, index) => ({ ...vmRoute, destination: `10.9.${index}.0/24` }));
    assert.match(
      JSON.stringify((await office.client.patch(`openstack-subnets/${first.uuid}/`, { host_routes: many })).body),
      /At most 20/,
    );
  });
});
