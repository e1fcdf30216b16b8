import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { run } from '../../src/common/command.ts';
import { withoutCounts } from '../../src/drivers/qemu/network/drift.ts';
import type { Database } from '../../src/db/index.ts';
import type { Answer } from '../support/client.ts';
import { eventually } from '../support/wait.ts';
import type { Cloud } from './cloud.ts';
import { listeners, processesOf } from './host.ts';

/** What a cloud keeps on purpose: histories, and accounts. Any other table must be as it was at the start. */
const kept = new Set([
  'audit_event',
  'console_ticket',
  'idempotency_key',
  'login_failure',
  'disk_figure',
  'object_change',
  'order',
  'quote',
  'step_duration',
  'usage_figure',
  'workflow_event',
  'workflow_step',
  'app_user',
  'customer',
  'role_grant',
  'ssh_key',
  'token',
]);

/** What users can make and delete, in an order in which it can go. */
const deletable = [
  'openstack-floating-ips/',
  'openstack-ports/',
  'backup-copies/',
  'openstack-backups/',
  'openstack-snapshots/',
  'openstack-volumes/',
  'deleted-resources/',
  'openstack-images/',
  'openstack-subnets/',
  'openstack-networks/',
  'openstack-security-groups/',
  'openstack-flavors/',
  'projects/',
];

/** Which rows of a table are history, and which of the others matter. */
const present: Record<string, string> = {
  flavor: 'removed IS NULL',
  image: 'removed IS NULL',
  // as `isContent` says
  image_copy: '(SELECT catalogue IS NULL FROM image WHERE uuid = image)',
  instance: "state <> 'TERMINATED' OR reserved OR slot IS NOT NULL",
  project: 'removed IS NULL',
  backup: "state <> 'TERMINATED'",
  backup_copy: "state <> 'TERMINATED'",
  // it goes with what it is of
  schedule:
    "EXISTS (SELECT FROM volume WHERE uuid = volume AND state <> 'TERMINATED') OR EXISTS (SELECT FROM instance WHERE uuid = instance AND state <> 'TERMINATED')",
  snapshot: "state <> 'TERMINATED' OR reserved",
  volume: "state <> 'TERMINATED' OR reserved OR instance IS NOT NULL",
  workflow: 'finished IS NULL',
};

/** What the kernel chooses anew whenever an interface is made, and useradd for a user that is made again. */
const chosen = [/@if\d+ */g, /(?<=^slipway-[^:]+:x:)\d+(:\d+)?/g, /(?<= )([0-9a-f]{2}:){5}[0-9a-f]{2}/g];

/** What it gives an interface some time after that is there: its own address, and the routes that come with it. */
const belated = { address: / fe80::\S+/g, route: /(^|: )(\w+ )?(fe80::\S*|ff00::\/8) dev / };

/** Sysctls of the host itself that a cloud might touch; those of its namespaces are read in them. */
const hostSysctls = ['net.ipv4.ip_forward', 'net.ipv6.conf.all.forwarding', 'net.ipv4.conf.all.rp_filter'];

/** What there is of a cloud: one line for each thing on the machine and each table, and what its users could delete. */
export interface Slate {
  lines: string[];
  things: Set<string>;
}

/**
 * The end of every file of this directory: its users delete what they have, and then the cloud is what it was when it had
 * just been made, in its rows and on the host; it is uninstalled, and then nothing of it is on this machine.
 */
export async function assertCleanSlate(cloud: Cloud): Promise<void> {
  await deleteAll(cloud);
  await cloud.assertHealthy();
  const changed = difference((await slate(cloud)).lines, cloud.fresh.lines);
  assert.deepEqual(
    changed.filter((line) => !isContent(line, cloud)),
    [],
    'something is left, or is missing',
  );
  const { identity, home } = cloud;
  await cloud.uninstall();
  assert.deepEqual(await traces(identity, home), [], 'something is left of a cloud that was uninstalled');
}

/** An image of the catalogue keeps what was downloaded for its first VM. */
function isContent(line: string, { home, fresh }: Cloud): boolean {
  const [, image = ''] = line.split(`${home}/images/`);
  return fresh.things.has(image.split('/')[0] ?? '');
}

export async function slate(cloud: Cloud): Promise<Slate> {
  const things = await Promise.all(deletable.map((path) => list(cloud, path)));
  const host = look([['sysctl', ...hostSysctls]]);
  const lines = [...(await rows(cloud.db)), ...(await traces(cloud.identity, cloud.home)), ...(await host)];
  return { lines, things: new Set(things.flat().map(({ uuid }) => uuid)) };
}

/** What is in one of two lists and not in the other, counted: two equal lines are two things. */
export function difference(now: string[], before: string[]): string[] {
  const added = (lines: string[], than: string[]): string[] => {
    const rest = [...than];
    return lines.filter((line) => !rest.includes(line) || rest.splice(rest.indexOf(line), 1).length === 0);
  };
  return [...added(now, before).map((line) => `+ ${line}`), ...added(before, now).map((line) => `- ${line}`)];
}

/** Deletes through the API, as users would, whatever was not there when the cloud was new. */
async function deleteAll(cloud: Cloud): Promise<void> {
  const living = (await list(cloud, 'marketplace-resources/')).filter(({ state }) => state !== 'Terminated');
  await Promise.all(living.map(({ uuid }) => cloud.staff.remove(uuid)));
  for (const path of deletable) {
    const made = async () => (await list(cloud, path)).filter(({ uuid }) => !cloud.fresh.things.has(uuid));
    for (const { uuid } of await made()) {
      const { status, text } = await cloud.staff.delete(`${path}${uuid}/`);
      assert.equal(status, 204, `${path}: ${text}`);
    }
    await eventually(`${path} to be empty`, async () => (await made()).length === 0);
  }
  const copies = cloud.db.selectFrom('image_copy as y').innerJoin('image', 'uuid', 'y.image');
  const content = copies.select('uuid').where('removed', 'is not', null);
  await eventually('the content of deleted images to be gone', async () => (await content.execute()).length === 0);
}

async function list({ staff }: Cloud, path: string): Promise<Answer['body'][]> {
  const { body, status, text } = await staff.get(`${path}?page_size=300`);
  assert.equal(status, 200, text);
  return body.results;
}

/** How many rows each table has that say of something that it is there or under way. */
async function rows(db: Database): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%' ORDER BY 1`.execute(
    db,
  );
  const counted = tables
    .filter(({ name }) => !kept.has(name))
    .map(
      ({ name }) => sql`SELECT ${name} AS name, count(*)::int AS n FROM ${sql.table(name)}
      WHERE ${sql.raw(present[name] ?? 'true')}`,
    );
  const orders = sql`SELECT 'order under way' AS name, count(*)::int AS n FROM "order" WHERE completed IS NULL`;
  const query = sql<{ name: string; n: number }>`${sql.join([...counted, orders], sql` UNION ALL `)}`;
  return (await query.execute(db)).rows.map(({ name, n }) => `rows of ${name}: ${n}`);
}

/**
 * What a cloud has on this machine, one line each: everything that carries its id, its users, its addresses or its state
 * directory, and all that its namespaces have in them. What PostgreSQL does inside of its own directory is left out, and
 * caches, backups and the trash.
 */
export async function traces(identity: Cloud['identity'], home: string): Promise<string[]> {
  const { cloud, postgresUser, floatingPool } = identity;
  const everywhere = await look([
    ['ip', 'netns', 'list'],
    ['ip', '-br', 'link'],
    ['ip', '-br', 'address'],
    ['ip', 'route', 'show', 'table', 'all'],
    ['ip', 'rule'],
    ['ip', 'neighbour', 'show', 'proxy'],
    ['nft', '--stateless', 'list', 'ruleset'],
    ['find', '/sys/fs/cgroup', '/run', '-name', `*slipway-${cloud}*`],
    ['find', '/sys/fs/cgroup', '-mindepth', '2', '-path', `*slipway-${cloud}/*`, '-type', 'd'],
    ['cat', '/proc/mounts', '/etc/passwd', '/etc/group', '/proc/net/unix'],
    // directories that only hold others are made when they are first needed, and stay
    ['find', home, ...besides(home), '(', '-not', '-type', 'd', '-o', '-path', home, '-o', ...holders(home), ')'],
  ]);
  const pool = floatingPool.replace(/\d+\/\d+$/, '');
  const marks = [`slipway-${cloud}`, `slipway_${cloud}`, home, postgresUser, pool];
  const processes = await processesOf(home, identity.uidBase);
  return [
    ...everywhere
      .filter((line) => marks.some((mark) => line.includes(mark)))
      // the address of a socket in the kernel and its counters say nothing; clients of PostgreSQL come and go
      .map((line) => line.replace(/^[0-9a-f]{16}: .* (?=\/)/, 'socket '))
      .filter((line) => !line.includes('/postgres/') && !line.includes(`${home}/test-`)),
    ...(await insides(cloud)),
    ...processes.map(({ command }) => `process ${command}`).filter((line) => !line.startsWith('process postgres: ')),
    ...(await listeners(processes.map(({ pid }) => pid))).map((socket) => `listens on ${socket}`),
  ]
    .filter((line) => !belated.route.test(line))
    .map((line) => line.replaceAll(belated.address, ''))
    .map((line) => chosen.reduce((rest, pattern) => rest.replaceAll(pattern, '…'), line).trim())
    .sort();
}

/**
 * Links, addresses, routes, rules and settings in each namespace of a cloud. Not neighbours: the DHCP server makes
 * ordinary ones of the permanent ones, and those come and go.
 */
async function insides(cloud: string): Promise<string[]> {
  const namespaces = (await look([['ip', 'netns', 'list']]))
    .map((line) => line.split(' ')[0] ?? '')
    .filter((name) => name.startsWith(`slipway-${cloud}-`));
  const found = namespaces.map(async (name) => {
    const lines = await look([
      ['ip', '-n', name, '-br', 'link'],
      ['ip', '-n', name, '-br', 'address'],
      ['ip', '-n', name, 'route', 'show', 'table', 'all'],
      ['ip', '-n', name, 'rule'],
      ['ip', 'netns', 'exec', name, 'nft', '--stateless', 'list', 'ruleset'],
      ['ip', 'netns', 'exec', name, 'sysctl', '-a', '--pattern', 'forwarding|proxy_arp|rp_filter|bridge-nf'],
    ]);
    return lines.map((line) => `${name}: ${line.trim()}`);
  });
  return (await Promise.all(found)).flat();
}

async function look(commands: [string, ...string[]][]): Promise<string[]> {
  // what is looked at may go meanwhile
  const outputs = await Promise.all(commands.map(([program, ...args]) => run(program, args, { check: false })));
  const lines = outputs.flatMap(({ stdout }) => withoutCounts(stdout).split('\n')).filter((line) => line.trim() !== '');
  // the number of a namespace depends on those of other clouds
  return lines.map((line) => line.replace(/ \(id: \d+\)$/, ''));
}

function holders(home: string): string[] {
  return ['(', '-path', `${home}/*/*`, '-not', '-path', `${home}/cache/*`, ')'];
}

function besides(home: string): string[] {
  return ['postgres', 'cache/compile', 'backups', 'nas', 'trash'].flatMap((directory) => [
    '-not',
    '-path',
    `${home}/${directory}/*`,
  ]);
}
