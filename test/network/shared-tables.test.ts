import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { RouterSpec } from '../../src/drivers/driver.ts';
import { ownNumber } from '../support/numbers.ts';
import { eventually, hangMs } from '../support/wait.ts';
import { group, type Guest, Lab, project, rule, tcp } from './lab.ts';
import { Peer } from './peer.ts';

/** Of one project, each way. */
const most = 16_384;
/** What others have meanwhile. */
const few = 100;
/** So many connections are begun as fast as a guest can. */
const tooMany = 20_000;
const flood = `
  use Socket;
  my ($kind, $first, $count, $step) = @ARGV;
  socket(my $socket, PF_INET, $kind eq 'icmp' ? SOCK_RAW : SOCK_DGRAM, $kind eq 'icmp' ? 1 : 17) or die $!;
  for my $number (1 .. $count) {
    my $to = pack('N', unpack('N', inet_aton($first)) + $step * $number);
    my $echo = pack('CCnnn', 8, 0, ~(0x0800 + $number) & 0xffff, $number, 0);
    send($socket, $kind eq 'icmp' ? $echo : 'x', 0, pack_sockaddr_in($kind eq 'icmp' ? 0 : 1000 + $number % 60000, $to));
  }`;

describe('what all projects share', () => {
  const tag = process.pid.toString(16).slice(-6);
  const uplink = `us${tag}`;
  const world = new Peer(`slt-shared-${tag}`);
  const outside = `198.19.${ownNumber()}`;
  const worldAddress = `${outside}.2`;
  const lab = new Lab(uplink, `${outside}.128/25`);
  const groups = [
    group(rule('egress')),
    group(tcp(22), rule('ingress', { protocol: 'udp' }), rule('ingress', { protocol: 'icmp' })),
  ];
  const floating = (router: RouterSpec, address: string): RouterSpec => ({
    ...router,
    ports: router.ports.map((port) => ({ ...port, floatingIp: address })),
  });
  const greedy = floating(project(1, groups, [groups]), `${outside}.130`);
  const honest = floating(project(2, groups, [groups]), `${outside}.131`);
  let guests: { greedy: Guest; honest: Guest };

  const inExternal = (...argv: string[]) => run('ip', ['netns', 'exec', lab.names.externalNamespace, ...argv]);
  const tracked = async (): Promise<number> =>
    Number((await inExternal('sysctl', '-n', 'net.netfilter.nf_conntrack_count')).stdout);
  /** To one address, or from that on to each behind it by `step`. */
  const pour = (from: Peer, kind: string, address: string, count: number, step = 0) => {
    const args = [kind, address, String(count), String(step)];
    return run('ip', ['netns', 'exec', from.namespace ?? '', 'perl', '-e', flood, ...args], { timeoutMs: hangMs });
  };

  /** Nothing is tracked, and nobody has begun anything: a start writes the rules anew. */
  async function anew(): Promise<void> {
    await inExternal('conntrack', '-F');
    await lab.restart();
  }

  async function settled(router: RouterSpec): Promise<Guest> {
    const [port] = router.ports;
    assert.ok(port);
    await lab.network.applyRouter({ ...router, ports: [] });
    const guest = await lab.guest(router, port);
    await lab.network.applyRouter(router);
    await guest.settle();
    return guest;
  }

  before(async () => {
    await run('ip', ['netns', 'add', world.namespace ?? '']);
    await run('ip', ['link', 'add', uplink, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', world.namespace ?? '']);
    await run('ip', ['-batch', '-'], { input: `addr add ${outside}.1/24 dev ${uplink}\nlink set ${uplink} up\n` });
    const input = `link set lo up\naddr add ${worldAddress}/24 dev eth0\nlink set eth0 up\n`;
    await run('ip', ['-n', world.namespace ?? '', '-batch', '-'], { input });
    await world.background('serve', '80');
    await lab.start();
    // what a slow machine pours in slowly is still there at the end
    const timeouts = ['udp_timeout', 'icmp_timeout'].map((each) => `net.netfilter.nf_conntrack_${each}=3600`);
    await inExternal('sysctl', '-q', '-w', ...timeouts);
    guests = { greedy: await settled(greedy), honest: await settled(honest) };
  });
  after(async () => {
    await lab.destroy();
    await world.end();
    await run('ip', ['link', 'del', uplink], { check: false });
    await run('ip', ['netns', 'del', world.namespace ?? ''], { check: false });
  });

  /** The honest project goes out and is reached, each time. */
  async function othersComeThrough(): Promise<void> {
    for (let time = 0; time < 5; time++) {
      assert.equal((await guests.honest.once('connect', worldAddress, '80', '3000', '0')).code, 0);
      assert.equal((await world.once('connect', `${outside}.131`, '22', '3000', '0')).code, 0);
    }
  }

  /** Sees to it that whatever comes next is one too many. */
  const fill = () =>
    eventually(
      'a full share',
      async () => {
        await pour(guests.greedy, 'udp', worldAddress, tooMany / 4);
        return tracked();
      },
      (held) => held >= most,
    );

  const floods: [what: string, kind: string, address: string][] = [
    ['to one address', 'udp', worldAddress],
    ['by pings', 'icmp', worldAddress],
    ['where nothing is let through', 'udp', '169.254.169.254'],
  ];
  for (const [what, kind, address] of floods) {
    test(`is not used up by a project that opens connections ${what}`, async () => {
      await anew();
      await pour(guests.greedy, kind, address, tooMany);
      const held = await tracked();
      assert.ok(held > most / 2 && held <= most + few, `${held} connections are tracked`);
      await othersComeThrough();
    });
  }

  test('is not used up by the world through the floating IP of a project, which still goes out', async () => {
    await anew();
    await pour(world, 'udp', `${outside}.130`, tooMany);
    const held = await tracked();
    assert.ok(held > most / 2 && held <= most + few, `${held} connections are tracked`);
    await othersComeThrough();
    assert.notEqual(await guests.greedy.reach(worldAddress, 80), '');
  });

  test('is refused by an answer, and is there again when connections have ended', async () => {
    await anew();
    await fill();
    assert.notEqual((await guests.greedy.once('connect', worldAddress, '80', String(hangMs), '0')).code, 0);
    await othersComeThrough();
    await inExternal('conntrack', '-F');
    assert.notEqual(await guests.greedy.reach(worldAddress, 80), '');
  });

  test('is not used up by a router that is made to ask for neighbours', async () => {
    const small = project(3, groups, [groups]);
    const [network] = small.networks;
    const [subnet] = network?.subnets ?? [];
    const [port] = small.ports;
    assert.ok(network && subnet && port);
    const wide = { ...network, subnets: [{ ...subnet, cidr: '10.0.0.0/16' }] };
    const guest = await settled({
      ...small,
      networks: [wide],
      ports: [{ ...port, allowed: ['10.0.64.0/18'] }],
    });
    const inGuest = ['-n', guest.namespace ?? ''];
    await run('ip', [...inGuest, 'route', 'add', '10.0.64.0/18', 'via', subnet.gateway]);
    const began = Date.now();
    await pour(guest, 'udp', '10.0.64.0', 10_000, 1);
    const seconds = (Date.now() - began) / 1000;
    const { stdout } = await run('ip', ['-n', lab.names.routerNamespace(small.id), 'neigh', 'show', 'nud', 'all']);
    const asked = stdout.split('\n').filter((line) => line.startsWith('10.0.'));
    assert.ok(asked.length > few && asked.length <= 500 * (seconds + 2), `${asked.length} in ${seconds} s`);
  });

  test('is no drift: what packets have put into sets is no rule', async () => {
    const drifted = (await lab.network.inventory()).filter(({ kind }) => kind === 'rules');
    assert.deepEqual(drifted, []);
    await inExternal('nft', 'insert', 'rule', 'inet', 'filter', 'forward', 'accept');
    assert.equal((await lab.network.inventory()).filter(({ kind }) => kind === 'rules').length, 1);
  });

  test('has room on the host', async () => {
    const keys = [
      'net.netfilter.nf_conntrack_max',
      'net.ipv4.neigh.default.gc_thresh3',
      'net.ipv6.neigh.default.gc_thresh3',
    ];
    const values = (await run('sysctl', ['-n', ...keys])).stdout.split('\n').map(Number);
    assert.deepEqual(
      values.slice(0, 3).map((value, index) => value >= (index === 0 ? 262_144 : 32_768)),
      [true, true, true],
    );
  });
});
