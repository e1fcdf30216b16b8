import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import type { PortFacts } from '../../src/drivers/driver.ts';
import { limits } from '../../src/network/limits.ts';
import type { Answer } from '../support/client.ts';
import { hold } from '../support/hold.ts';
import { mended } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { Office } from './office.ts';

const office = new Office(await setUp());

describe('a VM that cannot be reached', () => {
  test('can be, once what each check says was done', async () => {
    const { cloud, tenant, catalogue } = office;
    const { body: bare } = await office.client.post('openstack-security-groups/', {
      project: tenant.project,
      name: 'bare',
    });
    const vm = await office.makeVm({ name: 'odd', security_groups: [bare.uuid] });
    const path = `openstack-instances/${vm}/`;
    const look = async (name: string) => {
      const { checks } = await office.get(`${path}diagnose_connectivity/`);
      return checks.find((check: { name: string }) => check.name === name);
    };
    const act = async (action: string, body: unknown = {}) => {
      await office.post(`${path}${action}/`, body, 202);
      await office.settled(vm);
    };
    const { driver } = cloud;
    const connected = [{ subnet: tenant.subnet }];
    const give = (floating_ips: object[]) => act('update_floating_ips', { floating_ips });
    await mended('floating_ip', /Give it a floating IP/, look, () => give(connected));
    const router = await office.router();
    await driver.applyRouter({ ...router, ports: router.ports.map((port) => ({ ...port, floatingIp: null })) });
    await mended('floating_ip', /if it stays so, take the floating IP off and give it again/, look, async () => {
      await give([]);
      await give(connected);
    });
    const rule = {
      direction: 'ingress',
      ethertype: 'IPv4',
      protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      cidr: '0.0.0.0/0',
    };
    const open = () => office.post(`openstack-security-groups/${bare.uuid}/set_rules/`, [rule], 202);
    await mended('security_group', /ingress, IPv4, tcp, port 22, cidr 0\.0\.0\.0\/0/, look, open);
    await act('stop');
    await mended('running', /^Start it\.$/, look, () => act('start'));
    await act('update_ports', { ports: [] });
    await mended('port', /Connect it to a subnet \(update_ports\)/, look, () =>
      act('update_ports', { ports: connected }),
    );

    const network = hold(driver, 'applyRouter');
    await open();
    await network.reached;
    await mended('network', /^Look again in a few seconds\.$/, look, network.release);
    driver.fault = (method) => {
      if (method === 'applyRouter') throw new Problem('command-failed', 'nft is gone');
    };
    await open();
    await eventually(
      'the failure',
      () => look('network'),
      ({ measured }) => /nft is gone/.test(measured),
    );
    await mended('network', /It is tried again by itself/, look, () => {
      driver.fault = () => {};
    });
    const { reached, release } = hold(driver, 'stopGuest');
    await office.post(`${path}stop/`, {}, 202);
    await reached;
    await mended('state', /Wait until its state is OK/, look, async () => {
      release();
      await office.settled(vm);
    });

    // what a guest lacks it has when it has begun anew
    const measure = driver.diagnosePort.bind(driver);
    const ssh = (answer: 'no-banner' | 'nothing' | 'refused') => ({
      ssh: [{ address: '10.0.0.2', answer, banner: '' }],
    });
    const lacks: [name: string, says: RegExp, lacking: Partial<PortFacts>][] = [
      ['address', /Read its console: it may still boot, .* Restart it then/, { leases: [] }],
      ['port', /Stop the VM and start it again: its ports are plugged anew/, { link: 'absent' }],
      ['ssh', /Wait a moment; if it stays so, restart sshd in the guest/, ssh('no-banner')],
      ['ssh', /start sshd in the guest, or wait until it has booted/, ssh('refused')],
      ['ssh', /A firewall inside the guest may drop it, or the guest hangs/, ssh('nothing')],
    ];
    for (const [name, says, lacking] of lacks) {
      if ((await look('running')).ok !== true) await act('start');
      driver.diagnosePort = async (...port) => ({ ...(await measure(...port)), ...lacking });
      driver.fault = (method) => {
        if (method === 'resetGuest' || method === 'startGuest') driver.diagnosePort = measure;
      };
      const anew = name === 'port' ? ['stop', 'start'] : ['restart'];
      await mended(name, says, look, async () => {
        for (const action of anew) await act(action);
      });
      driver.fault = () => {};
    }
    await cloud.db
      .updateTable('instance')
      .set({ readiness: JSON.stringify({ cloudInit: { at: 0, result: 'error', detail: 'a bad line' } }) as never })
      .where('uuid', '=', vm)
      .execute();
    await mended('key', /mend the user data, and rebuild it/, look, () =>
      act('rebuild', { image: catalogue.tiny.image, user_data: '#!/bin/sh\n' }),
    );
    await office.client.remove(vm);
    await office.remove(`openstack-security-groups/${bare.uuid}/`);
  });

  test('for it has failed, can be once it was deleted and ordered again', async () => {
    const { driver } = office.cloud;
    driver.fault = (method) => {
      if (method === 'startGuest') throw new Problem('command-failed', 'It does not start.');
    };
    const wanted = orderFor(office.tenant, office.catalogue, { name: 'again' });
    const order = await office.post('marketplace-orders/', wanted, 201);
    assert.equal((await office.client.settled(order.uuid)).state, 'Erred');
    driver.fault = () => {};
    let vm: string = order.resource_uuid;
    const look = async (name: string) => {
      const { checks } = await office.get(`openstack-instances/${vm}/diagnose_connectivity/`);
      return checks.find((check: { name: string }) => check.name === name);
    };
    await mended('state', /^Delete it and order it again\.$/, look, async () => {
      await office.client.remove(vm);
      vm = await office.makeVm({ name: 'again' });
    });
    await office.client.remove(vm);
  });
});

describe('ports', () => {
  test('name addresses of one network, in subnets that they say, and a port that is there has its own', async () => {
    const { project, subnet } = office.tenant;
    const network = await office.makeNetwork('other');
    const refused = async (body: object, status: number, words: RegExp): Promise<void> =>
      assert.match(JSON.stringify(await office.post('openstack-ports/', { project, ...body }, status)), words);
    await refused({ network: network.uuid }, 400, /The network has no subnet yet/);
    const other = await office.makeSubnet(network.uuid, { cidr: '192.168.31.0/24', gateway_ip: '192.168.31.254' });
    assert.deepEqual(other.allocation_pools, [{ start: '192.168.31.1', end: '192.168.31.253' }]);
    const fixed_ips = [{ subnet_id: subnet }, { subnet_id: other.uuid }];
    await refused({ fixed_ips }, 400, /"fixed_ips":\[\{\},\{"subnet_id".*of one network|of one network/);
    await refused({ fixed_ips: [{ ip_address: '10.0.2.7' }] }, 400, /"subnet_id":\["This field is required/);
    const { uuid: port } = await office.post('openstack-ports/', { project, subnet }, 201);
    for (const [more, field] of [
      [{ fixed_ips: [{ ip_address: '10.0.2.8' }] }, 'fixed_ips'],
      [{ allowed_address_pairs: [{ ip_address: '10.0.2.8' }] }, 'allowed_address_pairs'],
    ] as const) {
      const networks = [{ port, floating_ip: 'none', ...more }];
      const order = orderFor(office.tenant, office.catalogue, { networks });
      const { attributes } = await office.post('marketplace-orders/', order, 400);
      assert.match(
        attributes.networks[0][field][0] ?? JSON.stringify(attributes),
        /The port has its .* Leave this out/,
      );
    }
    await office.remove(`openstack-ports/${port}/`);
    await office.remove(`openstack-networks/${network.uuid}/`);
  });

  test('of a VM that had none have the default group, and of one without groups none', async () => {
    const { subnet } = office.tenant;
    const vm = await office.makeVm();
    const change = async (path: string, body: unknown): Promise<void> => {
      await office.post(`openstack-instances/${vm}/${path}/`, body, 202);
      await office.settled(vm);
    };
    const groups = async (): Promise<string[][]> =>
      (await office.get(`openstack-ports/?resource_uuid=${vm}`)).results.map(({ security_groups }: Answer['body']) =>
        security_groups.map(({ name }: { name: string }) => name),
      );
    await change('update_ports', []);
    assert.deepEqual(await groups(), []);
    await change('update_ports', [{ subnet }]);
    assert.deepEqual(await groups(), [['default']]);
    await change('update_security_groups', []);
    const network = await office.makeNetwork('bare');
    const second = await office.makeSubnet(network.uuid, { cidr: '192.168.32.0/24' });
    const path = `openstack-instances/${vm}/update_ports/`;
    const wish = (ip_address: string) => [{ subnet }, { subnet: second.uuid, fixed_ips: [{ ip_address }] }];
    assert.match(JSON.stringify(await office.post(path, wish('192.168.32.1'), 400)), /outside the subnet's pool/);
    await change('update_ports', wish('192.168.32.9'));
    assert.deepEqual(await groups(), [[], []]);
    const port = (await office.get(`openstack-ports/?resource_uuid=${vm}`)).results[0].uuid;
    await office.post(`openstack-ports/${port}/update_security_groups/`, [{ name: 'default' }], 202);
    assert.equal((await groups()).flat().join(), 'default');
    const unknown = await office.post(`openstack-ports/${port}/update_security_groups/`, [{ name: 'defaults' }], 400);
    assert.match(JSON.stringify(unknown), /no security group of this UUID/);
    const nine = Array.from({ length: 9 }, () => ({ subnet }));
    assert.match(JSON.stringify(await office.post(path, nine, 400)), /at most 8 ports/);
    await office.client.remove(vm);
    await office.remove(`openstack-networks/${network.uuid}/`);
  });
});

describe('a project has so many and no more', () => {
  const { project, network } = office.tenant;
  const numbers = (count: number) => sql`FROM generate_series(1, ${count}) n`;
  // one more fits beside these and what a project begins with
  const kinds: [what: string, path: string, body: (number: number) => object, filled: RawBuilder<unknown>][] = [
    [
      'networks',
      'openstack-networks/',
      (number) => ({ project, name: `n-${number}` }),
      sql`INSERT INTO network (project, name, slot) SELECT ${project}, 'full', n ${numbers(limits.networks - 2)}`,
    ],
    [
      'subnets',
      `openstack-networks/${network}/create_subnet/`,
      (number) => ({ name: 'sub', cidr: `192.168.${number}.0/24` }),
      sql`INSERT INTO subnet (project, network, name, cidr, gateway, pool_first, pool_last, pool_cursor)
        SELECT ${project}, ${network}, 'full', ('172.16.' || n || '.0/24')::cidr, '172.16.0.1', '172.16.0.2', '172.16.0.9',
          '172.16.0.1' ${numbers(limits.subnets - 2)}`,
    ],
    [
      'security groups',
      'openstack-security-groups/',
      (number) => ({ project, name: `g-${number}` }),
      sql`INSERT INTO security_group (project, name) SELECT ${project}, 'full ' || n ${numbers(limits.securityGroups - 2)}`,
    ],
    [
      'ports',
      'openstack-ports/',
      () => ({ project, subnet: office.tenant.subnet }),
      sql`INSERT INTO port (project, network, mac, standalone)
        SELECT ${project}, ${network}, ('02:ff:ff:ff:' || to_char(n, 'FM00:00'))::macaddr, true ${numbers(limits.ports - 1)}`,
    ],
  ];
  for (const [what, path, body, filled] of kinds)
    test(what, async () => {
      await filled.execute(office.cloud.db);
      await office.post(path, body(1), 201);
      const { code, non_field_errors: said } = await office.post(path, body(2), 400);
      assert.equal(code, 'quota-exceeded');
      assert.match(said[0], new RegExp(`^The project has \\d+ ${what}, the most that are possible\\. Delete some`));
    });

  test('rules of a group', async () => {
    const rules = Array.from({ length: limits.rulesPerGroup + 1 }, () => ({ protocol: 'tcp' }));
    const path = `openstack-security-groups/${(await office.get('openstack-security-groups/')).results[0].uuid}/`;
    assert.match(JSON.stringify(await office.post(`${path}set_rules/`, rules, 400)), /At most 100 rules go into one/);
    await office.post(`${path}set_rules/`, rules.slice(1), 202);
  });
});
