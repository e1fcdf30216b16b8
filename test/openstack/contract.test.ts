import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { after, describe, test } from 'node:test';
import { Refusal } from '../../src/drivers/openstack/client/index.ts';
import { qcow2Template } from '../images/disks.ts';
import { eventually } from '../support/wait.ts';
import { startTarget } from './target.ts';

// What an OpenStack guards and what it does not, as far as the driver relies on it. Held against the simulator, and against
// a real one when SLIPWAY_TEST_OS_CLOUD names it: what is asserted here may stand in the simulator, and nothing else may.

const { client, stop } = await startTarget();
const { compute, volumes, images, network } = client;
const own = `contract-${randomUUID().slice(0, 8)}`;

/** What a test has made goes, whatever becomes of the test, in the order from last to first. */
const undo: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const step of undo.toReversed()) await step();
  await stop();
});

async function refusal(call: Promise<unknown>): Promise<Refusal> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Refusal, `not refused: ${String(error)}`);
  return error;
}

async function newNetwork(cidr: string, pool?: { start: string; end: string }) {
  const net = await network.create('network', { name: own });
  undo.push(() => network.delete('network', net.id));
  const pools = pool === undefined ? {} : { allocation_pools: [pool] };
  const subnet = await network.create('subnet', { name: own, network_id: net.id, cidr, ip_version: 4, ...pools });
  return { net, subnet };
}

/** That a volume can boot from which is made of it: nova looks no further. */
let bootImage: Promise<string> | null = null;
function bootable(): Promise<string> {
  bootImage ??= (async () => {
    const id = randomUUID();
    await images.create(id, own, [own], { hw_rescue_device: 'disk', hw_rescue_bus: 'virtio' });
    undo.push(() => images.delete(id));
    const disk = await qcow2Template(tmpdir());
    await images.upload(id, () => Readable.from([disk]));
    return id;
  })();
  return bootImage;
}

async function newVolume(image: string | null = null) {
  const given = { name: own, size: 1, image, snapshot: null, metadata: { slipway: own }, type: null };
  const { id } = await volumes.create(given);
  undo.push(async () => {
    await volumes.delete(id);
    await eventually('the volume is gone', async () => (await volumes.volume(id)) === null);
  });
  await eventually('the volume is there', async () => (await volumes.volume(id))?.status === 'available');
  return id;
}

async function newServer(volume: string, ports: string[], tag = own): Promise<string> {
  const flavor = (await compute.flavors()).find(({ ram }) => ram === 128)?.id ?? '';
  const id = await compute.create({
    name: own,
    tags: [own, tag],
    hostname: 'contract',
    flavor,
    volumes: [volume],
    ports,
    keypair: null,
    userData: null,
    metadata: { slipway: own },
  });
  undo.push(() => removeServer(id));
  return id;
}

async function removeServer(id: string): Promise<void> {
  await compute.delete(id);
  await eventually('the server is gone', async () => (await compute.server(id)) === null);
}

const reaches = (id: string, status: string): Promise<unknown> =>
  eventually(`the server is ${status}`, async () => (await compute.server(id))?.status === status);

describe('keystone and the catalogue', () => {
  test('lead to all four services, with the rights of a member', async () => {
    const token = await client.session.token();
    assert.deepEqual(Object.keys(token.endpoints).sort(), ['compute', 'image', 'network', 'volume']);
    assert.match(await compute.newest(), /^2\.\d+$/);
    for (const needed of ['router', 'security-group', 'extraroute', 'allowed-address-pairs', 'port-security']) {
      assert.ok((await network.extensions()).includes(needed), needed);
    }
  });
});

describe('neutron', () => {
  test('takes a second network of one name, and lists both by it', async () => {
    for (const _ of [1, 2]) {
      const { id } = await network.create('network', { name: `${own}-twice` });
      undo.push(() => network.delete('network', id));
    }
    assert.equal((await network.list('network', { name: `${own}-twice` })).length, 2);
  });

  test('gives its DHCP port an address of the pool, so that the gateway stays free', async () => {
    const { net, subnet } = await newNetwork('10.98.0.0/24', { start: '10.98.0.250', end: '10.98.0.254' });
    const dhcp = await eventually('the DHCP port', async () => {
      return (await network.list('port', { network_id: net.id })).find((port) => port.device_owner === 'network:dhcp');
    });
    assert.equal(dhcp.fixed_ips[0]?.ip_address, '10.98.0.250');
    assert.equal(subnet.gateway_ip, '10.98.0.1');
  });

  test('has each MAC once in a network, each address once in a subnet, and each CIDR once in a network', async () => {
    const { net, subnet } = await newNetwork('10.98.1.0/24', { start: '10.98.1.250', end: '10.98.1.254' });
    const port = (mac_address: string, ip_address: string) => ({
      name: own,
      network_id: net.id,
      mac_address,
      fixed_ips: [{ subnet_id: subnet.id, ip_address }],
      security_groups: [],
    });
    const { id, mac_address } = await network.create('port', port('02:00:00:00:00:01', '10.98.1.10'));
    undo.push(() => network.delete('port', id));
    assert.equal(mac_address, '02:00:00:00:00:01');
    const sameMac = await refusal(network.create('port', port('02:00:00:00:00:01', '10.98.1.11')));
    assert.deepEqual([sameMac.status, sameMac.type, sameMac.transient], [409, 'MacAddressInUse', false]);
    const sameAddress = await refusal(network.create('port', port('02:00:00:00:00:02', '10.98.1.10')));
    assert.deepEqual([sameAddress.status, sameAddress.type], [409, 'IpAddressAlreadyAllocated']);
    const sameCidr = await refusal(
      network.create('subnet', { name: own, network_id: net.id, cidr: '10.98.1.0/24', ip_version: 4 }),
    );
    assert.equal(sameCidr.status, 400);
    const change = await refusal(network.update('port', id, { mac_address: '02:00:00:00:00:03' }));
    assert.deepEqual([change.status, change.code], [403, 'openstack-denied']);
  });

  test('begins a group with two rules, has each rule once, and makes several all or none', async () => {
    const { id } = await network.create('security-group', { name: own });
    undo.push(() => network.delete('security-group', id));
    assert.equal((await network.list('security-group-rule', { security_group_id: id })).length, 2);
    const rule = (port: number, prefix: string | null) => ({
      security_group_id: id,
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'tcp',
      port_range_min: port,
      port_range_max: port,
      remote_ip_prefix: prefix,
    });
    await network.createAll('security-group-rule', [rule(22, null)]);
    const again = await refusal(network.createAll('security-group-rule', [rule(80, null), rule(22, '0.0.0.0/0')]));
    assert.deepEqual([again.status, again.type], [409, 'SecurityGroupRuleExists']);
    assert.equal((await network.list('security-group-rule', { security_group_id: id })).length, 3);
  });

  test('leads a router into a subnet once, and not without a gateway', async () => {
    const { net, subnet } = await newNetwork('10.98.2.0/24', { start: '10.98.2.250', end: '10.98.2.254' });
    const { id: router } = await network.create('router', { name: own });
    undo.push(() => network.delete('router', router));
    await network.addInterface(router, { subnet_id: subnet.id });
    const port = (await network.list('port', { device_id: router }))[0];
    assert.equal(port?.fixed_ips[0]?.ip_address, '10.98.2.1');
    undo.push(() => network.removeInterface(router, port.id));
    assert.equal((await refusal(network.addInterface(router, { subnet_id: subnet.id }))).status, 400);
    assert.equal((await refusal(network.delete('router', router))).status, 409);
    const silent = { name: own, network_id: net.id, cidr: '10.98.3.0/24', ip_version: 4, gateway_ip: null };
    const { id: other } = await network.create('subnet', silent);
    assert.equal((await refusal(network.addInterface(router, { subnet_id: other }))).status, 400);
  });

  test('tells a member what its project may have of each kind, and has', async () => {
    const { project } = await client.session.token();
    const before = (await network.quotas(project.id)).network;
    const { id } = await network.create('network', { name: own });
    assert.deepEqual((await network.quotas(project.id)).network, { limit: before.limit, used: before.used + 1 });
    await network.delete('network', id);
    assert.deepEqual((await network.quotas(project.id)).network, before);
  });

  test('lets a member not choose a floating address', async () => {
    const [outside] = (await network.list('network')).filter((each) => each['router:external']);
    const fields = { floating_network_id: outside?.id, floating_ip_address: '10.99.1.222' };
    assert.equal((await refusal(network.create('floatingip', fields))).status, 403);
  });
});

describe('glance', () => {
  test('takes the id that is chosen, once for ever', async () => {
    const id = randomUUID();
    await images.create(id, own, [own], { slipway_sha256: 'ab' });
    undo.push(() => images.delete(id));
    assert.equal((await refusal(images.create(id, own, [], {}))).status, 409);
    await images.describe(id, { slipway_sha256: 'cd' });
    await images.upload(id, () => Readable.from([Buffer.alloc(1024)]));
    const image = await images.image(id);
    assert.deepEqual([image?.status, image?.size, image?.['slipway_sha256']], ['active', 1024, 'cd']);
    assert.deepEqual(
      (await images.withTag(own)).map((each) => each.id),
      [id],
    );
    await images.delete(id);
    assert.equal(await images.image(id), null);
    assert.equal((await refusal(images.create(id, own, [], {}))).status, 409);
  });
});

describe('cinder', () => {
  test('takes a second volume of one name, and finds both by it and no other', async () => {
    const [first, second] = [await newVolume(), await newVolume()];
    const found = (await volumes.list(own)).map(({ id }) => id);
    assert.ok(found.includes(first) && found.includes(second));
    await volumes.identify(first, `${own}-other`, { slipway: own });
    assert.deepEqual(
      (await volumes.list(`${own}-other`)).map(({ id }) => id),
      [first],
    );
    assert.deepEqual(await volumes.list(`${own}-oth`), []);
  });

  test('grows what is free, and not to less', async () => {
    const id = await newVolume();
    await volumes.extend(id, 2);
    await eventually('the volume has grown', async () => {
      const volume = await volumes.volume(id);
      return volume?.status === 'available' && volume.size === 2;
    });
    assert.equal((await refusal(volumes.extend(id, 1))).status, 400);
  });
});

describe('nova', () => {
  test('makes one of two equal servers that begin from one volume, and is deleted twice', async () => {
    const volume = await newVolume(await bootable());
    const both = await Promise.allSettled([newServer(volume, []), newServer(volume, [])]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const failed = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as Refusal] : []));
    assert.equal(failed[0]?.status, 400);
    const [server] = await compute.withTags([own]);
    assert.equal(server?.name, own);
    await removeServer(server.id);
    await compute.delete(server.id);
  });

  test('goes through its life: on, off, another size, gone; its port and its volume stay', async () => {
    const { net, subnet } = await newNetwork('10.98.4.0/24', { start: '10.98.4.250', end: '10.98.4.254' });
    const fixed_ips = [{ subnet_id: subnet.id, ip_address: '10.98.4.10' }];
    const port = await network.create('port', { name: own, network_id: net.id, fixed_ips, security_groups: [] });
    undo.push(() => network.delete('port', port.id));
    const volume = await newVolume(await bootable());
    const id = await newServer(volume, [port.id], `${own}-life`);
    await reaches(id, 'ACTIVE');
    const [found] = await compute.withTags([own, `${own}-life`]);
    assert.deepEqual([found?.id, found?.flavor.ram], [id, 128]);
    assert.equal((await refusal(compute.act(id, { 'os-start': null }))).status, 409);
    await compute.act(id, { 'os-stop': null });
    await reaches(id, 'SHUTOFF');
    assert.equal((await refusal(compute.act(id, { 'os-stop': null }))).status, 409);
    const larger = (await compute.flavors()).find(({ ram }) => ram === 256)?.id ?? '';
    await compute.act(id, { resize: { flavorRef: larger } });
    await reaches(id, 'VERIFY_RESIZE');
    assert.equal((await refusal(compute.act(id, { 'os-start': null }))).status, 409);
    await compute.act(id, { confirmResize: null });
    await reaches(id, 'SHUTOFF');
    const before = found?.updated ?? '';
    await removeServer(id);
    const changed = (await compute.changedSince(before)).find((each) => each.id === id);
    assert.equal(changed?.status, 'DELETED');
    await eventually('the port is free', async () => (await network.get('port', port.id))?.device_id === '');
    await eventually('the volume is free', async () => (await volumes.volume(volume))?.status === 'available');
    assert.equal((await network.get('port', port.id))?.fixed_ips[0]?.ip_address, '10.98.4.10');
  });

  test('attaches and detaches what comes later; the one that it boots from stays', async () => {
    const [root, data] = [await newVolume(await bootable()), await newVolume()];
    assert.match((await refusal(newServer(data, []))).message, /not bootable/);
    const id = await newServer(root, []);
    await reaches(id, 'ACTIVE');
    await compute.attach(id, data);
    await eventually('the volume is in use', async () => (await volumes.volume(data))?.status === 'in-use');
    assert.equal((await refusal(compute.attach(id, data))).status, 400);
    assert.equal((await refusal(compute.detach(id, root))).status, 400);
    assert.equal((await refusal(volumes.delete(data))).status, 400);
    // one that runs has to let go of it, which this one without a system never does
    await compute.act(id, { 'os-stop': null });
    await reaches(id, 'SHUTOFF');
    await compute.detach(id, data);
    await eventually('the volume is free', async () => (await volumes.volume(data))?.status === 'available');
    await removeServer(id);
  });
});
