import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setUpCloud } from '../support/setup.ts';
import { slipway } from './cli.ts';

const cloud = await setUpCloud();
const { env } = cloud;
await ok('vm', 'create', 'web', '-q');

async function ok(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await slipway(env, ...args);
  assert.equal(code, 0, `slipway ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}

async function fails(code: number, ...args: string[]): Promise<string> {
  const result = await slipway(env, ...args);
  assert.equal(result.code, code, `slipway ${args.join(' ')}: ${result.stderr}${result.stdout}`);
  return result.stderr;
}

test('a network with a subnet is made, and a VM is plugged into it and out of it while it runs', async () => {
  await ok('network', 'create', 'backend', '--description', 'databases');
  const made = await ok('subnet', 'create', 'six', '--network', 'backend', '--cidr', 'fd00:10::/64');
  assert.match(made, /fd00:10::\/64, gateway fd00:10::1/);
  const args = ['subnet', 'create', 'db', '--network', 'backend', '--cidr', '192.168.10.0/24'];
  await ok(...args, '--gateway', 'none', '--pool', '192.168.10.50-192.168.10.60', '--dns', '9.9.9.9');
  assert.match(await fails(2, ...args, '--pool', 'all'), /no pool/);
  assert.match(await fails(5, ...args), /overlaps subnet "db"/);
  assert.match(await ok('network', 'list'), /backend +six fd00:10::\/64, db 192\.168\.10\.0\/24/);
  assert.match(await ok('subnet', 'list'), /db +192\.168\.10\.0\/24 +none +backend/);

  const connected = await ok('vm', 'connect', 'web', '--subnet', 'db', '--ip', '192.168.10.55');
  assert.match(connected, /192\.168\.10\.55/);
  assert.match(await ok('port', 'list', '--vm', 'web'), /192\.168\.10\.55 +backend +web +default/);
  assert.match(await fails(5, 'network', 'delete', 'backend'), /in use by VM "web"/);
  await ok('vm', 'disconnect', 'web', '192.168.10.55');

  await ok('port', 'create', 'eth', '--subnet', 'db', '--ip', '192.168.10.51', '--group', 'default');
  // taken is no lack of room
  assert.match(await fails(5, 'port', 'create', 'two', '--subnet', 'db', '--ip', '192.168.10.51'), /is taken/);
  assert.match(
    await fails(2, 'port', 'create', 'two', '--subnet', 'db', '--ip', '192.168.10.99'),
    /outside the subnet/,
  );
  await ok('vm', 'connect', 'web', '--port', 'eth');
  await ok('port', 'rename', 'eth', 'card');
  assert.match(await ok('port', 'list'), /card +192\.168\.10\.51 +backend +web/);
  await ok('vm', 'disconnect', 'web', '192.168.10.51');
  await ok('port', 'delete', 'card');
  await ok('network', 'delete', 'backend');
});

test('a port is told which addresses it may have beside its own, and a subnet what is behind its VMs', async () => {
  const pair = '--allowed-address';
  const pairs = async (): Promise<string[]> =>
    JSON.parse(await ok('port', 'show', 'vip', '--json')).allowed_address_pairs.map(
      (each: { ip_address: string }) => each.ip_address,
    );
  await ok(
    'port',
    'create',
    'vip',
    '--subnet',
    'default',
    pair,
    'ip-address=10.0.3.100',
    pair,
    'ip-address=10.9.0.0/16',
  );
  const { mac_address } = JSON.parse(await ok('port', 'show', 'vip', '--json'));
  const shown = await ok('port', 'set', 'vip', pair, `ip-address=fd00:9::/64,mac-address=${mac_address}`);
  assert.match(shown, /^allowed addresses +10\.0\.3\.100, 10\.9\.0\.0\/16, fd00:9::\/64$/m);
  await ok('port', 'set', 'vip', pair, 'ip-address=10.0.3.100');
  assert.equal((await pairs()).length, 3, 'what it has is not added again');
  await ok('port', 'unset', 'vip', pair, 'ip-address=10.0.3.100/32', pair, 'ip-address=FD00:9:0::/64');
  assert.deepEqual(await pairs(), ['10.9.0.0/16']);
  await ok('port', 'set', 'vip', pair, 'ip-address=10.0.3.101', '--no-allowed-address');
  assert.deepEqual(await pairs(), ['10.0.3.101'], 'in whatever order they are given');
  assert.match(
    await fails(2, 'port', 'unset', 'vip', pair, 'ip-address=10.0.3.100'),
    /no allowed address 10\.0\.3\.100/,
  );
  assert.match(await fails(2, 'port', 'set', 'vip', pair, '10.0.3.100'), /Write it like --allowed-address ip-address=/);
  assert.match(
    await fails(2, 'port', 'set', 'vip', pair, 'ip-address=10.0.0.1'),
    /--allowed-address +10\.0\.0\.1 is the gateway/,
  );
  assert.match(await fails(2, 'port', 'set', 'vip'), /Give --allowed-address or --no-allowed-address/);
  await ok('port', 'set', 'vip', '--no-allowed-address');
  assert.deepEqual(await pairs(), []);
  await ok('port', 'delete', 'vip');

  await ok('network', 'create', 'routed');
  const route = ['--host-route', 'destination=10.9.0.0/16,gateway=192.168.20.4'];
  await ok('subnet', 'create', 'routed', '--network', 'routed', '--cidr', '192.168.20.0/24', ...route);
  const more = await ok('subnet', 'set', 'routed', '--host-route', 'gateway=192.168.20.5,destination=10.8.0.0/16');
  assert.match(more, /^host routes +10\.9\.0\.0\/16 by 192\.168\.20\.4, 10\.8\.0\.0\/16 by 192\.168\.20\.5$/m);
  await ok('subnet', 'unset', 'routed', ...route);
  const { host_routes } = JSON.parse(await ok('subnet', 'show', 'routed', '--json'));
  assert.deepEqual(host_routes, [{ destination: '10.8.0.0/16', nexthop: '192.168.20.5' }]);
  for (const wrong of ['destination=10.8.0.0/16', 'destination=10.8.0.0/16,gateway=', 'x=1,destination=2,gateway=3']) {
    assert.match(await fails(2, 'subnet', 'set', 'routed', '--host-route', wrong), /Write it like --host-route dest/);
  }
  assert.match(
    await fails(2, 'subnet', 'unset', 'routed', ...route),
    /no host route 10\.9\.0\.0\/16 by 192\.168\.20\.4/,
  );
  await ok('subnet', 'set', 'routed', '--no-host-route');
  assert.doesNotMatch(await ok('subnet', 'show', 'routed'), /host routes/);
  await ok('network', 'delete', 'routed');
});

test('rules are added and revoked while VMs run', async () => {
  await ok('security-group', 'create', 'site');
  assert.match(await ok('security-group', 'list'), /^site /m);
  await ok('security-group', 'allow', 'site', 'tcp:8000-8100', '--from', '10.0.0.0/8', '--from', 'fd00::/8');
  const shown = await ok('security-group', 'allow', 'site', 'udp:53', '--group', 'default', '--out');
  assert.match(shown, /ingress +IPv6 +tcp:8000-8100 +fd00::\/8/);
  assert.match(shown, /egress +IPv4 +udp:53 +group default/);
  const { rules } = JSON.parse(await ok('security-group', 'show', 'site', '--json'));
  assert.equal(rules.length, 4);
  assert.match(
    await ok('security-group', 'allow', 'site', '443', '--from', '0.0.0.0/0'),
    /IPv4 +tcp:443 +0\.0\.0\.0\/0/,
  );
  const everybody = await fails(2, 'security-group', 'allow', 'site', '80', '--from', '0.0.0.0');
  assert.match(everybody, /Do you mean everybody\? Write --from 0\.0\.0\.0\/0/);
  // of two at once neither is lost
  await Promise.all(['icmp', 'vrrp'].map((what) => ok('security-group', 'allow', 'site', what)));
  assert.match(await ok('security-group', 'show', 'site'), /icmp[^]*vrrp|vrrp[^]*icmp/);
  // the numbers of before: what stays keeps them
  await ok('security-group', 'revoke', 'site', `${rules[0].id}`, `${rules[1].id}`);
  assert.doesNotMatch(await ok('security-group', 'show', 'site'), /8000/);
  assert.match(await fails(2, 'security-group', 'allow', 'site', 'tcp:http'), /Write it like 443, tcp:443/);
  assert.match(await fails(2, 'security-group', 'revoke', 'site', '0'), /no rule 0[^]*security-group show site"/);
  await ok('vm', 'set-groups', 'web', 'default', 'site');
  assert.match(await fails(5, 'security-group', 'delete', 'site'), /in use by VM "web"/);
  await ok('vm', 'set-groups', 'web', 'default');
  await ok('security-group', 'delete', 'site');
});

test('a floating IP is moved, and not released by a slip', async () => {
  const address = (await ok('floating-ip', 'allocate')).trim();
  const moved = await slipway(env, 'floating-ip', 'attach', address, 'web');
  assert.match(moved.stderr, /^[\d.]+ led there before, and is free now\.$/m);
  assert.match(await ok('floating-ip', 'list'), new RegExp(`${address.replaceAll('.', '\\.')} +web`));
  assert.match(await fails(5, 'floating-ip', 'release', address), /in use by web/);
  await ok('floating-ip', 'detach', address);
  await ok('floating-ip', 'release', address);
  const [{ address: own }] = JSON.parse(await ok('floating-ip', 'list', '--json')).results;
  await ok('floating-ip', 'attach', own, 'web');
  await ok('floating-ip', 'release', own, '--force');
});

test('a VM that cannot be reached is diagnosed, and ends with 7', async () => {
  const { code, stdout } = await slipway(env, 'vm', 'diagnose', 'web');
  assert.equal(code, 7);
  assert.match(stdout, /✔ +running +It runs\./);
  assert.match(stdout, /web cannot be reached: It has no floating IP/);
  assert.match(stdout, /→ Give it a floating IP/);
});

test('a name means what is called so in the project of the command: every project has a network "default"', async () => {
  await ok('project', 'create', 'Other', '--customer', 'Default organisation');
  const create = ['port', 'create', 'eth', '--network', 'default', '--subnet', 'default', '--group', 'default'];
  assert.match(await ok(...create), /Made port eth/);
  assert.match(await ok('port', 'create', 'card', '--subnet', 'default', '--project', 'Other'), /Made port card/);
  await ok('port', 'set-groups', 'card', 'default');
  await ok('vm', 'set-groups', 'web', 'default');
  await ok('vm', 'create', 'more', '--subnet', 'default', '--security-group', 'default', '--dry-run');
  await ok('security-group', 'create', 'inner', '--project', 'Other');
  await ok('security-group', 'allow', 'inner', 'icmp', '--group', 'default');
  assert.match(await fails(3, 'port', 'create', 'x', '--subnet', 'nowhere'), /There are: default\./);
  assert.match(
    await fails(2, 'subnet', 'show', 'default'),
    /2 things of kind subnet.*\n.*[0-9a-f]{12} \((Other|Default project)\), [0-9a-f-]{36} \(/,
  );
});

test('a server group is made, a VM is put into it when it is ordered, and it goes when no VM is in it', async () => {
  await ok('server-group', 'create', 'pair', '--policy', 'anti-affinity');
  await ok('vm', 'create', 'first', '--server-group', 'pair', '--floating-ip', 'none', '-q');
  assert.match(await ok('server-group', 'list'), /pair +anti-affinity +first/);
  const second = ['vm', 'create', 'second', '--server-group', 'pair', '--floating-ip', 'none'];
  assert.match(await fails(6, ...second), /--server-group +Server group "pair" has a VM already/);
  assert.match(await fails(5, 'server-group', 'delete', 'pair'), /VM "first" is in this server group/);
  await ok('server-group', 'rename', 'pair', 'two');
  assert.match(await ok('server-group', 'show', 'two'), /two: anti-affinity\nVMs: first/);
  await ok('vm', 'delete', 'first', '--yes');
  await ok('server-group', 'delete', 'two');
});
