import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Peer } from '../network/peer.ts';
import type { Answer } from '../support/client.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';
import { Cloud } from './cloud.ts';
import { assertCleanSlate } from './slate.ts';

type Vm = Answer['body'];

describe('the network of running VMs, through the API', () => {
  let cloud: Cloud;
  const host = new Peer(null);
  /** One with a floating IP, and one without; both in a subnet of each family. */
  let front: Vm;
  let back: Vm;
  let address: string;

  before(async () => {
    cloud = await Cloud.create();
    const { network } = (await get(`openstack-subnets/${cloud.subnet}/`)) as { network: string };
    await post(`openstack-networks/${network}/create_subnet/`, { name: 'six', cidr: 'fd00:10::/64' }, 201);
    const none = [{ subnet: cloud.subnet, floating_ip: 'none' }];
    [front, back] = await Promise.all([cloud.order({ name: 'front' }), cloud.order({ name: 'back', networks: none })]);
    [address] = front.external_ips;
  });
  after(async () => {
    await host.end();
    await cloud?.destroy();
  });

  async function get(path: string): Promise<Answer['body']> {
    const { status, body, text } = await cloud.staff.get(path);
    assert.equal(status, 200, text);
    return body;
  }

  async function post(path: string, body: unknown, status: number): Promise<Answer['body']> {
    const answer = await cloud.staff.post(path, body);
    assert.equal(answer.status, status, answer.text);
    return answer.body;
  }

  const inForce = (path: string) => eventually(`${path} to be in force`, async () => (await get(path)).state === 'OK');
  const diagnose = (vm: Vm) => get(`openstack-instances/${vm.uuid}/diagnose_connectivity/`);
  /** What is said of the first VM, and the names of the checks that fail. */
  const diagnosed = async (): Promise<{ verdict: string; failed: string[] }> => {
    const { verdict, checks } = await diagnose(front);
    const failed = checks.filter(({ ok }: { ok: boolean }) => !ok);
    return { verdict, failed: failed.map(({ name }: { name: string }) => name) };
  };

  test('a port is closed and opened again by a rule', async () => {
    const [group] = (await get(`openstack-security-groups/?name_exact=default&project_uuid=${cloud.project}`)).results;
    const path = `openstack-security-groups/${group.uuid}/`;
    await host.reach(address);
    await eventually('a diagnosis', diagnosed, ({ verdict }) => verdict === 'front can be reached.');
    const closed = group.rules.filter(({ description }: { description: string }) => description !== 'ssh');
    await post(`${path}set_rules/`, closed, 202);
    await inForce(path);
    assert.ok(await host.isRefused(address));
    // sshd itself answers, seen from the router: a busy guest is late with its first line
    const found = await eventually('a diagnosis', diagnosed, ({ failed }) => String(failed) === 'security_group');
    assert.match(found.verdict, /no rule lets TCP port 22 in/);
    await post(`${path}set_rules/`, group.rules, 202);
    await inForce(path);
    await host.reach(address);
  });

  test('VMs reach each other by IPv6, and only while a rule lets them', async () => {
    const [own, other] = [front, back].map(({ internal_ips: ips }) => ips.find((ip: string) => ip.includes(':')));
    assert.match(own, /^fd00:10::/);
    const ping = `ping -6 -c 1 -W 2 ${other}`;
    // a guest is ready before it has asked for its IPv6 address
    await eventually('DHCPv6', async () => (await cloud.ssh(front, 'ip -6 addr show dev eth0')).includes(own));
    await eventually('the other one', async () =>
      (await cloud.ssh(front, `${ping} || true`)).includes('1 packets received'),
    );
    await post(`openstack-instances/${back.uuid}/update_security_groups/`, [], 202);
    await eventually('the groups to be gone', async () => (await cloud.vm(back.uuid)).state === 'OK');
    assert.match(await cloud.ssh(front, `${ping} || true`), /0 packets received/);
    const [{ uuid }] = (await get('openstack-security-groups/?name_exact=default')).results;
    await post(`openstack-instances/${back.uuid}/update_security_groups/`, [uuid], 202);
    await eventually('the groups to be back', async () => (await cloud.vm(back.uuid)).state === 'OK');
  });

  test('a second port is plugged into a running VM, and reaches the other subnet by itself', async () => {
    const network = await post('openstack-networks/', { project: cloud.project, name: 'backend' }, 201);
    const body = { name: 'backend', cidr: '192.168.50.0/24', disable_gateway: true };
    const { uuid: subnet } = await post(`openstack-networks/${network.uuid}/create_subnet/`, body, 201);
    const six = { name: 'backend-six', cidr: 'fd00:50::/64' };
    const { uuid: later } = await post(`openstack-networks/${network.uuid}/create_subnet/`, six, 201);
    for (const [vm, last] of [
      [front, 10],
      [back, 11],
    ] as const) {
      const fixed_ips = [
        { subnet_id: subnet, ip_address: `192.168.50.${last}` },
        { subnet_id: later, ip_address: `fd00:50::${last}` },
      ];
      await post(
        `openstack-instances/${vm.uuid}/update_ports/`,
        [{ subnet: cloud.subnet }, { subnet, fixed_ips }],
        202,
      );
    }
    for (const vm of [front, back])
      await eventually('the port to be plugged', async () => (await cloud.vm(vm.uuid)).state === 'OK');
    await eventually('the guest to take its address', async () =>
      (await cloud.ssh(front, 'ip -4 addr show dev eth1')).includes('192.168.50.10/'),
    );
    await eventually('the other one to answer', async () =>
      (await cloud.ssh(front, 'ping -I eth1 -c 1 -W 1 192.168.50.11 || true')).includes('1 packets received'),
    );
    await eventually('the other one to answer by IPv6', async () =>
      (await cloud.ssh(front, 'ping -6 -c 1 -W 1 fd00:50::11 || true')).includes('1 packets received'),
    );
    assert.doesNotMatch(await cloud.ssh(front, 'ip route'), /default.*eth1/, 'no way out by this subnet');
    assert.equal((await cloud.vm(front.uuid)).error_message, '');
    await post(`openstack-instances/${front.uuid}/update_ports/`, [{ subnet: cloud.subnet }], 202);
    await eventually('the port to be gone', async () => (await cloud.vm(front.uuid)).state === 'OK');
    assert.equal(await cloud.ssh(front, 'ls /sys/class/net'), 'eth0\nlo');
    await cloud.assertHealthy();
  });

  // here and not with the other volumes, for here are two VMs
  test('a data volume that one VM has written is read by another', async () => {
    const made = await post('openstack-volumes/', { project: cloud.project, name: 'data', size: 1024 }, 201);
    const move = async (verb: string, body: object = {}) => {
      await post(`openstack-volumes/${made.uuid}/${verb}/`, body, 202);
      const settled = await volumeSettled(cloud.staff, made.uuid);
      assert.deepEqual([settled?.state, settled?.error_message], ['OK', '']);
    };
    /** Runs a command where `$disk` is the volume, once the guest has it. */
    const on = (vm: Vm, command: string, through?: Vm) => {
      const serial = made.uuid.slice(0, 20);
      const find = `for at in $(seq 6000); do for d in /sys/block/vd*; do [ "$(cat $d/serial)" = ${serial} ] &&`;
      return cloud.ssh(
        vm,
        `${find} { disk=/dev/\${d##*/}; ${command}; exit; }; done; sleep 0.1; done; exit 1`,
        through,
      );
    };
    await volumeSettled(cloud.staff, made.uuid);
    await move('attach', { instance: front.uuid });
    await on(front, 'echo from front | dd of=$disk bs=512 seek=4096 conv=sync,fsync 2> /dev/null');
    await move('detach');
    await move('attach', { instance: back.uuid });
    assert.equal(await on(back, 'dd if=$disk bs=512 skip=4096 count=1 2> /dev/null | head -1', front), 'from front');
    await move('detach');
    assert.equal((await cloud.staff.delete(`openstack-volumes/${made.uuid}/`)).status, 204);
    await eventually('the volume to go', async () => (await volumeSettled(cloud.staff, made.uuid)) === null);
  });

  test('a floating IP is moved in one call, and released, while VMs run', async () => {
    const [floating] = (await get(`openstack-floating-ips/?address=${address}`)).results;
    const path = `openstack-floating-ips/${floating.uuid}/`;
    const [port] = (await get(`openstack-ports/?resource_uuid=${back.uuid}&fixed_ips=${back.internal_ips[0]}`)).results;
    await post(`${path}attach_to_port/`, { port: port.uuid }, 202);
    await inForce(path);
    back = await cloud.vm(back.uuid);
    assert.deepEqual(back.external_ips, [address]);
    assert.equal(await cloud.ssh(back, 'hostname'), 'back');
    assert.match((await diagnose(front)).verdict, /no floating IP/);
    assert.equal((await cloud.staff.delete(path)).status, 204);
    await eventually('the address to lead nowhere', () => host.isRefused(address));
    await cloud.assertHealthy();
  });

  test('leaves a clean slate', () => assertCleanSlate(cloud));
});
