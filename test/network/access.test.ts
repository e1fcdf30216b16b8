import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import type { PortFacts } from '../../src/drivers/driver.ts';
import { measureConnectivity } from '../../src/network/index.ts';
import type { Answer } from '../support/client.ts';
import { makeTenant } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { setUp } from '../support/setup.ts';
import { Office } from './office.ts';

const office = new Office(await setUp());

const portOf = async (vm: string): Promise<string> =>
  (await office.get(`openstack-ports/?resource_uuid=${vm}`)).results[0].uuid;

describe('floating IPs', () => {
  test('are attached, moved and detached while VMs run', async () => {
    const { project } = office.tenant;
    const [one, two] = [await office.makeVm({ name: 'one' }), await office.makeVm({ name: 'two' })];
    const { uuid, address } = await office.post(`openstack-tenants/${project}/create_floating_ip/`, undefined, 200);
    const path = `openstack-floating-ips/${uuid}/`;
    for (const vm of [one, two]) {
      const port = await portOf(vm);
      await office.post(`${path}attach_to_port/`, { port }, 202);
      const shown = await office.until(path, ({ state }) => state === 'OK');
      assert.deepEqual([shown.instance_uuid, shown.runtime_state], [vm, 'ACTIVE']);
      const led = (await office.router()).ports.filter(({ floatingIp }) => floatingIp !== null);
      assert.deepEqual(
        led.map(({ id, floatingIp }) => [id, floatingIp]),
        [[port, address]],
      );
    }
    await office.post(`${path}detach_from_port/`, undefined, 202);
    await office.until(path, ({ state }) => state === 'OK');
    assert.ok((await office.router()).ports.every(({ floatingIp }) => floatingIp === null));
    await office.post(`${path}detach_from_port/`, undefined, 409);
    await office.remove(path);
    for (const vm of [one, two]) await office.client.remove(vm);
  });

  test('are set for a VM, in each form that clients send', async () => {
    const vm = await office.makeVm();
    const path = `openstack-instances/${vm}/update_floating_ips/`;
    const { subnet } = office.tenant;
    await office.post(path, [{ subnet }], 202);
    const [external] = (await office.settled(vm)).external_ips;
    assert.equal((await office.router()).ports[0]?.floatingIp, external);
    const named = await office.post('openstack-floating-ips/', { tenant: office.tenant.project }, 201);
    await office.post(path, { floating_ips: [{ subnet, url: named.url }] }, 202);
    assert.deepEqual((await office.settled(vm)).external_ips, [named.address]);
    await office.post(path, { floating_ips: [{ subnet, ip_address: named.address }] }, 202);
    assert.deepEqual((await office.settled(vm)).external_ips, [named.address]);
    await office.post(path, [], 202);
    assert.deepEqual((await office.settled(vm)).external_ips, []);
    const foreign = await makeTenant(office.cloud.db, office.cloud.url);
    const refused = async (body: object[], words: RegExp): Promise<void> =>
      assert.match(JSON.stringify(await office.post(path, body, 400)), words);
    await refused([{ subnet: foreign.subnet }], /no subnet of this UUID/);
    await refused([{ subnet }, { subnet }], /A port has one floating IP/);
    const { uuid: network } = await office.makeNetwork('elsewhere');
    const six = await office.makeSubnet(network, { cidr: 'fd00:77::/64' });
    await refused([{ subnet: six.uuid }], /no IPv4 address in this subnet/);
    const other = await office.makeVm({ name: 'other', networks: [{ subnet, floating_ip: named.uuid }] });
    await refused([{ subnet, url: named.url }], /is in use. Move it/);
    const project = office.cloud.db.updateTable('project').where('uuid', '=', office.tenant.project);
    await project.set({ quota_floating_ips: 0 }).execute();
    const spare = (await office.get('openstack-floating-ips/?free=true')).results;
    for (const { uuid } of spare) await office.remove(`openstack-floating-ips/${uuid}/`);
    await refused([{ subnet }], /quota of 0 floating IPs is used up/);
    await project.set({ quota_floating_ips: 20 }).execute();
    for (const each of [vm, other]) await office.client.remove(each);
    await office.remove(`openstack-networks/${network}/`);
    for (const { uuid } of (await office.get('openstack-floating-ips/')).results)
      await office.remove(`openstack-floating-ips/${uuid}/`);
  });

  test('of 50 attaches of one at once each takes effect, and one port has it', async () => {
    const { subnet, project } = office.tenant;
    const ports = await Promise.all(
      Array.from({ length: 10 }, async () => (await office.post('openstack-ports/', { project, subnet }, 201)).uuid),
    );
    const { uuid } = await office.post('openstack-floating-ips/', { project }, 201);
    const path = `openstack-floating-ips/${uuid}/`;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        office.client.post(`${path}attach_to_port/`, { port: ports[index % 10] }),
      ),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
    const having = (await office.get('openstack-ports/?page_size=50')).results.filter(
      ({ floating_ips: ips }: { floating_ips: string[] }) => ips.length > 0,
    );
    assert.equal(having.length, 1);
    assert.deepEqual(having[0].floating_ips, [uuid]);
    await office.remove(path);
    for (const port of ports) await office.remove(`openstack-ports/${port}/`);
  });
});

describe('security groups', () => {
  test('take rules in all the words of clients, and show them in one form', async () => {
    const { project } = office.tenant;
    const { uuid } = await office.post('openstack-security-groups/', { project, name: 'web' }, 201);
    const path = `openstack-security-groups/${uuid}/`;
    const rules = [
      { protocol: 'tcp', from_port: 80, to_port: 80, cidr: '0.0.0.0/0' },
      { protocol: '17', from_port: 53, direction: 'egress', ethertype: 'IPv4' },
      { protocol: 'icmp', from_port: -1, to_port: -1, cidr: '' },
      { protocol: '', from_port: null, to_port: null, cidr: 'fd00::/8' },
      { protocol: 'any', remote_group: `${office.cloud.url}/waldur/api${path}` },
      { protocol: 58, ethertype: 'IPv6', from_port: 128, to_port: 0 },
    ];
    await office.post(`${path}set_rules/`, rules, 202);
    const shown = await office.until(path, ({ state }) => state === 'OK');
    const short = shown.rules.map(
      ({ direction, ethertype, protocol, from_port, to_port, cidr, remote_group_uuid }: never) =>
        [direction, ethertype, protocol, from_port, to_port, cidr ?? remote_group_uuid].join(' '),
    );
    assert.deepEqual(short, [
      'ingress IPv4 tcp 80 80 0.0.0.0/0',
      'egress IPv4 udp 53 53 ',
      'ingress IPv4 icmp -1 -1 ',
      'ingress IPv6  -1 -1 fd00::/8',
      `ingress IPv4  -1 -1 ${uuid}`,
      'ingress IPv6 icmp 128 0 ',
    ]);
    // what is shown can be sent back
    await office.post(`${path}set_rules/`, shown.rules, 202);
    assert.equal((await office.get(path)).rules.length, 6);
    // and who does not know their numbers leaves them what they are
    const numbers = (group: Answer['body']) => group.rules.map(({ id }: { id: number }) => id).toSorted();
    await office.post(`${path}set_rules/`, rules.slice(1), 202);
    assert.deepEqual(numbers(await office.get(path)), numbers({ rules: shown.rules.slice(1) }));
    await office.remove(path);
  });

  const wrong: [rule: Record<string, unknown>, field: string, message: RegExp][] = [
    [{ protocol: 'grr' }, 'protocol', /Use tcp, udp, icmp/],
    [{ protocol: 256 }, 'protocol', /from 0 to 255/],
    [{ protocol: 'vrrp', from_port: 80, to_port: 80 }, 'from_port', /Ports need a protocol/],
    [{ protocol: 'icmpv6', ethertype: 'IPv4' }, 'protocol', /goes with ethertype IPv6/],
    [{ protocol: 'tcp', from_port: 90, to_port: 80 }, 'to_port', /Turn them round/],
    [{ protocol: 'tcp', to_port: 80 }, 'from_port', /Is needed beside to_port/],
    [{ from_port: 80, to_port: 80 }, 'from_port', /Ports need a protocol/],
    [{ protocol: 'icmp', from_port: 300 }, 'from_port', /between 0 and 255/],
    [{ cidr: '10.0.0.0/8', remote_group: '00000000-0000-4000-8000-000000000000' }, 'cidr', /either a cidr or/],
    [{ cidr: '10.0.0.1/8' }, 'cidr', /Did you mean 10\.0\.0\.0\/8/],
    [{ cidr: 'fd00::/8', ethertype: 'IPv4' }, 'cidr', /does not go with ethertype IPv4/],
    [{ remote_group: '00000000-0000-4000-8000-000000000000' }, 'remote_group', /no security group of this UUID/],
  ];
  for (const [rule, field, message] of wrong) {
    test(`${JSON.stringify(rule)} is refused at ${field}`, async () => {
      const body = { project: office.tenant.project, name: 'wrong', rules: [{}, rule] };
      const { rules } = await office.post('openstack-security-groups/', body, 400);
      assert.match(rules[1][field][0], message);
    });
  }

  test('are named once, take effect on VMs that run, and stay while they are used', async () => {
    const { project } = office.tenant;
    const rules = [{ protocol: 'tcp', from_port: 443, to_port: 443 }];
    const made = await office.post(`openstack-tenants/${project}/create_security_group/`, { name: 'tls', rules }, 201);
    const twice = await office.post('openstack-security-groups/', { project, name: 'tls' }, 400);
    assert.match(twice.name[0], /has a security group "tls" already/);
    const { uuid: inner } = await office.post(
      'openstack-security-groups/',
      { project, name: 'inner', rules: [{ protocol: 'tcp', remote_group: made.uuid }] },
      201,
    );
    const renamed = await office.client.patch(`openstack-security-groups/${inner}/`, { name: 'tls' });
    assert.deepEqual([renamed.status, renamed.errors], [400, twice.errors ?? { name: twice.name }]);
    const named = await office.client.delete(`openstack-security-groups/${made.uuid}/`);
    assert.equal(named.status, 409);
    assert.match(named.body.detail, /rule of security group "inner" names it/);
    await office.remove(`openstack-security-groups/${inner}/`);
    const vm = await office.makeVm();
    const path = `openstack-instances/${vm}/update_security_groups/`;
    for (const body of [
      { security_groups: [made.url] },
      [{ url: made.url }],
      { security_groups: [{ url: made.uuid }] },
    ]) {
      await office.post(path, body, 202);
      await office.settled(vm);
      assert.deepEqual((await office.router()).ports[0]?.groups, [made.uuid]);
    }
    await office.post(`openstack-security-groups/${made.uuid}/set_rules/`, [], 202);
    await office.until(`openstack-security-groups/${made.uuid}/`, ({ state }) => state === 'OK');
    assert.deepEqual((await office.router()).groups.find(({ id }) => id === made.uuid)?.rules, []);
    const used = await office.client.delete(`openstack-security-groups/${made.uuid}/`);
    assert.equal(used.status, 409);
    assert.match(used.body.detail, /in use by VM "my-vm"/);
    await office.client.remove(vm);
    await office.remove(`openstack-security-groups/${made.uuid}/`);
  });

  test('a change whose notification was lost is followed all the same', async () => {
    const { project } = office.tenant;
    const vm = await office.makeVm();
    // as a request leaves the rows, with nobody told
    await office.cloud.db.transaction().execute(async (tx) => {
      await tx
        .deleteFrom('port_security_group')
        .where('port', '=', await portOf(vm))
        .execute();
      await sql`UPDATE project SET network_revision = network_revision + 1 WHERE uuid = ${project}`.execute(tx);
    });
    const behind = () =>
      office.cloud.db
        .selectFrom('project')
        .select(['network_revision', 'network_applied'])
        .where('uuid', '=', project)
        .executeTakeFirstOrThrow();
    await eventually('the backend', behind, (row) => row.network_applied === row.network_revision);
    assert.deepEqual((await office.router()).ports[0]?.groups, []);
    await office.client.remove(vm);
  });

  test('what the backend cannot do now is said, and done when it can', async () => {
    const { project } = office.tenant;
    const vm = await office.makeVm();
    const { uuid } = await office.post('openstack-security-groups/', { project, name: 'late' }, 201);
    const path = `openstack-security-groups/${uuid}/`;
    await office.until(path, ({ state }) => state === 'OK');
    office.cloud.driver.fault = (method) => {
      if (method === 'applyRouter') throw new Problem('command-failed', 'nft is gone');
    };
    await office.post(`${path}set_rules/`, [{ protocol: 'tcp', from_port: 22 }], 202);
    const failing = await office.until(path, ({ error_message }) => error_message !== '');
    assert.equal(failing.state, 'UPDATING');
    assert.match(failing.error_message, /nft is gone/);
    const { checks } = await office.get(`openstack-instances/${vm}/diagnose_connectivity/`);
    assert.match(checks.find(({ name }: { name: string }) => name === 'network').measured, /nft is gone/);
    office.cloud.driver.fault = () => {};
    const done = await office.until(path, ({ state }) => state === 'OK');
    assert.equal(done.error_message, '');
    await office.client.remove(vm);
    await office.remove(path);
  });
});

describe('connectivity', () => {
  const fine: PortFacts = {
    link: 'up',
    leases: [{ address: '10.0.0.2', at: 0 }],
    ssh: [{ address: '10.0.0.2', answer: 'ssh', banner: 'SSH-2.0-dropbear' }],
    floatingIp: { address: '172.24.4.2', routed: true, answers: true },
    sshFrom: ['0.0.0.0/0'],
  };
  const found: [what: string, facts: Partial<PortFacts>, check: string, measured: RegExp][] = [
    ['no card', { link: 'absent' }, 'port', /is not plugged in/],
    ['no lease', { leases: [] }, 'address', /has not taken 10\.0\..* by DHCP/],
    ['no rule', { sshFrom: [] }, 'security_group', /"default"; no rule lets TCP port 22 in/],
    [
      'no route',
      { floatingIp: { address: '172.24.4.2', routed: false, answers: false } },
      'floating_ip',
      /does not lead to it yet/,
    ],
    ['a silent sshd', { ssh: [{ address: '10.0.0.2', answer: 'nothing', banner: '' }] }, 'ssh', /does not answer/],
    ['no sshd', { ssh: [{ address: '10.0.0.2', answer: 'refused', banner: '' }] }, 'ssh', /no sshd listens/],
  ];

  test('is diagnosed from what is measured, with what to do', async () => {
    const vm = await office.makeVm({ networks: [{ subnet: office.tenant.subnet, floating_ip: 'auto' }] });
    const diagnose = () => office.get(`marketplace-resources/${vm}/diagnose_connectivity/`);
    const measure = office.cloud.driver.diagnosePort.bind(office.cloud.driver);
    const well = await diagnose();
    assert.deepEqual([well.ok, well.verdict], [true, 'my-vm can be reached.']);
    assert.ok(well.checks.every(({ ok, remedy }: { ok: boolean; remedy: string }) => ok && remedy === ''));
    for (const [what, facts, name, measured] of found) {
      office.cloud.driver.diagnosePort = () => Promise.resolve({ ...fine, ...facts });
      const { ok, verdict, checks } = await diagnose();
      const failed = checks.filter((check: { ok: boolean | null }) => check.ok === false);
      assert.deepEqual([ok, failed.length, failed[0].name], [false, 1, name], what);
      assert.match(failed[0].measured, measured);
      assert.ok(verdict.endsWith(failed[0].measured) && failed[0].remedy !== '', verdict);
    }
    office.cloud.driver.diagnosePort = measure;
    const hostChecks = () => Promise.resolve([{ name: 'disk space', ok: false, detail: 'it is full', remedy: 'Ask.' }]);
    const backend = {
      guestState: () => Promise.resolve('running' as const),
      diagnosePort: () => Promise.resolve(fine),
    };
    const { verdict: uneasy } = await measureConnectivity(office.cloud.db, { ...backend, hostChecks }, vm);
    assert.equal(uneasy, 'my-vm can be reached, but all is not well on its host: disk space: it is full.');
    await office.post(`openstack-instances/${vm}/update_floating_ips/`, [], 202);
    await office.settled(vm);
    assert.match((await diagnose()).verdict, /no floating IP/);
    await office.post(`marketplace-resources/${vm}/actions/stop/`, {}, 202);
    await office.settled(vm);
    const stopped = await diagnose();
    assert.match(stopped.verdict, /cannot be reached: It does not run/);
    assert.equal(stopped.checks.find(({ name }: { name: string }) => name === 'ssh').ok, null);
    await office.client.remove(vm);
  });
});
