import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { openDatabase, openPool } from '../../src/db/index.ts';
import { Client } from '../support/client.ts';
import { staffOf } from '../support/cloud.ts';
import { startHaproxy } from '../support/haproxy.ts';
import { freePort } from '../support/home.ts';
import { Node, runHolders } from '../support/nodes.ts';
import { orderFor, readCatalogue } from '../support/tenant.ts';
import { eventually, hangMs } from '../support/wait.ts';

const page = await readFile(new URL('../../docs/operate.md', import.meta.url), 'utf8');
const versions = (await readdir('/usr/lib/postgresql')).toSorted((a, b) => Number(a) - Number(b));
const programs = join('/usr/lib/postgresql', versions.at(-1) ?? '', 'bin');
const place = await mkdtemp(join(tmpdir(), 'standby-'));
/** Of both databases, and of the way to one of them that nodes take. */
const [port, entry] = [await freePort(), await freePort()];

/** The commands of the page that begin with these words, for machines that are two addresses of this one. */
function commands(begin: string): string {
  const [, rest = ''] = page.split(`\n\n    ${begin}`);
  const lines = `    ${begin}${rest}`.split('\n');
  const block = lines.slice(0, lines.indexOf('')).map((line) => `${line.slice(4)}\n`);
  const here = block.join('').replaceAll('10.0.0.0/24', '127.0.0.0/8').replaceAll('10.0.0.', '127.0.0.');
  return here.replaceAll('5432', `${port}`);
}

/** What stands on the page between these words and the next of these marks. */
const said = (begin: string, mark: string): string => page.split(begin)[1]?.split(mark)[0] ?? '';

const exchanged = (text: string): string =>
  text.replace(/db[12]|127\.0\.0\.2[12]/g, (each) => each.slice(0, -1) + (each.endsWith('1') ? '2' : '1'));

class Machine {
  readonly name: string;
  readonly home: string;

  private constructor(name: string) {
    this.name = name;
    this.home = join(place, name);
  }

  static async make(name: string): Promise<Machine> {
    const machine = new Machine(name);
    await mkdir(machine.home);
    await writeFile(join(machine.home, '.pgpass'), commands('*:*:*:standby'), { mode: 0o600 });
    await run('chown', ['-R', 'postgres:', machine.home]);
    return machine;
  }

  /** Types commands there; on a machine of its own its socket would lie where that of the other one does. */
  async type(text: string): Promise<string> {
    const apart = `echo "unix_socket_directories = '${this.home}'" >>data/postgresql.conf\n`;
    const script = text.replace(/^pg_ctl .* start$/m, (start) => apart + start);
    const env = { HOME: this.home, PATH: `${programs}:/usr/bin:/bin`, PGHOST: this.home, PGPORT: `${port}` };
    const as = ['-u', 'postgres', '--', 'env', '-C', this.home, ...Object.entries(env).map((each) => each.join('='))];
    const { stdout } = await run('runuser', [...as, 'bash', '-ec', script], { timeoutMs: hangMs });
    return stdout;
  }

  /** Has changes wait for the other one by these commands, of which the last shows that it follows. */
  async awaits(other: Machine, text: string): Promise<void> {
    const follows = new RegExp(`^ ${other.name} +\\| sync$`, 'm');
    await eventually(`${other.name} to follow`, async () => follows.test(await this.type(text)));
  }
}

await run('chmod', ['0711', place]);
const [db1, db2] = [await Machine.make('db1'), await Machine.make('db2')];
const [copy, follow] = [commands('pg_basebackup'), commands('psql -d postgres -c "ALTER')];
const stop = said('where it still answers, `', '`');
const way = commands('listen database').replace(/(?<=bind ).*/, `127.0.0.1:${entry}`);
const url = said('`database_url = "', '"').replace('5432', `${entry}`);
await db1.type(commands('initdb'));
await db2.type(copy);
await db1.awaits(db2, follow);
let haproxy = await startHaproxy(place, `127.0.0.1:${entry}`, way);
const db = openDatabase(openPool({ connectionString: url, max: 2 }));

// they take the way of the page, not one that can be cut
const uncut = {
  name: 'slipway',
  connection: { host: place, port: 5432, user: 'slipway', ssl: false, database: '' },
} as const;
const make = (name: string): Promise<Node> =>
  Node.make(name, uncut, join(place, 'world'), {
    SLIPWAY_TEST_SLOW_MS: '50',
    SLIPWAY_DATABASE_URL: `${url}?application_name=${name}`,
  });
const nodes = [await make('one'), await make('two')] as const;
const [one, two] = nodes;
after(async () => {
  await Promise.all(nodes.map((node) => node.remove()));
  await db.destroy();
  await haproxy.stop();
  for (const each of [db1, db2]) await each.type(stop);
  await rm(place, { recursive: true, force: true });
});
await Promise.all(nodes.map((node) => node.start()));
const { client, project } = await staffOf(one.home);
const { body: subnets } = await client.get('openstack-subnets/');
const catalogue = await readCatalogue(db);
const on = (node: Node) => new Client(node.url, client.token);

async function ordered(node: Node, name: string): Promise<string> {
  const wanted = orderFor({ project, subnet: subnets.results[0].uuid }, catalogue, { name });
  const { status, body, text } = await on(node).post('marketplace-orders/', wanted);
  assert.equal(status, 201, text);
  return body.uuid as string;
}

async function assertSucceeds(node: Node, order: string): Promise<void> {
  assert.equal((await on(node).settled(order)).state, 'Success');
}

test('nodes go on when the standby of the page for operators takes over', async () => {
  const done = await ordered(one, 'done');
  await assertSucceeds(two, done);
  const underWay = await ordered(two, 'under-way');
  await eventually('that it is worked on', async () => (await runHolders(db)).size > 0);
  await db1.type(stop);
  for (const node of nodes) {
    const { status, body } = await on(node).get('projects/');
    assert.deepEqual([status, body.code], [503, 'database-away']);
  }
  await db2.type(commands('pg_ctl -D data -w promote'));
  await haproxy.stop();
  const file = join(place, 'moved.cfg');
  await writeFile(file, way);
  const [move = ''] = commands('sed -i').split('\n');
  await run('sh', ['-c', move.replace('/etc/haproxy/haproxy.cfg', file)]);
  haproxy = await startHaproxy(place, `127.0.0.1:${entry}`, await readFile(file, 'utf8'));
  await eventually('that all are ready', async () => {
    const answers = await Promise.all(nodes.map((node) => fetch(`${node.url}/readyz`)));
    return answers.every(({ ok }) => ok);
  });
  for (const order of [done, underWay]) await assertSucceeds(one, order);
  for (const node of nodes) await assertSucceeds(node, await ordered(node, `behind-${node.name}`));
});

test('what was the primary becomes the standby of the other one', async () => {
  await db1.type(`mv data data.old\n${exchanged(copy)}`);
  await db2.awaits(db1, exchanged(follow));
  await assertSucceeds(two, await ordered(one, 'kept-twice'));
});
