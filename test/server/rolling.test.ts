import assert from 'node:assert/strict';
import { mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { Client } from '../support/client.ts';
import { staffOf } from '../support/cloud.ts';
import { newDatabase } from '../support/databases.ts';
import { Node, runHolders } from '../support/nodes.ts';
import { orderFor, readCatalogue } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const checkout = join(import.meta.dirname, '..', '..');

/** The last commit of a day before that of the newest one: what was landed when this version was begun. Null: it is not here. */
async function versionBefore(): Promise<string | null> {
  const git = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('git', ['-C', checkout, ...args], { check: false });
    return stdout.trim();
  };
  const newest = Number(await git('log', '-1', '--format=%ct'));
  const midnight = newest - (newest % 86_400);
  return (await git('rev-list', '-1', `--before=${midnight - 1}`, 'HEAD')) || null;
}

const version = await versionBefore();
const without = version === null ? 'needs the history of the project: git fetch --unshallow' : false;

test('a node of the version before and one of this version work on one database', { skip: without }, async (t) => {
  const [sources, world, database] = await Promise.all([
    mkdtemp(join(tmpdir(), 'before-')),
    mkdtemp(join(tmpdir(), 'world-')),
    newDatabase('template1'),
  ]);
  const db = database.open();
  const slow = { SLIPWAY_TEST_SLOW_MS: '50' };
  const [before, today] = await Promise.all([
    Node.make('before', database, world, slow),
    Node.make('today', database, world, slow),
  ]);
  t.after(async () => {
    await Promise.all([before.remove(), today.remove()]);
    await db.destroy();
    await database.drop();
    for (const each of [sources, world]) await rm(each, { recursive: true, force: true });
  });
  const unpack = 'git -C "$1" archive "$2" src test/support package.json package-lock.json | tar -x -C "$3"';
  await run('sh', ['-c', unpack, 'unpack', checkout, version ?? '', sources]);
  await symlink(await realpath(join(checkout, 'node_modules')), join(sources, 'node_modules'));
  // it was no setting yet, and one that is none is refused
  for (const { env } of [before, today]) delete env['SLIPWAY_KEEP_DELETED_DAYS'];
  before.program = join(sources, 'test', 'support', 'server-child.ts');
  await before.start();
  const { client, project } = await staffOf(before.home);
  const on = (node: Node) => new Client(node.url, client.token);
  const { body: subnets } = await on(before).get('openstack-subnets/');
  const subnet = subnets.results[0].uuid;
  const catalogue = await readCatalogue(db);
  const place = async (node: Node, name: string): Promise<{ order: string; vm: string }> => {
    const { status, body, text } = await on(node).post(
      'marketplace-orders/',
      orderFor({ project, subnet }, catalogue, { name }),
    );
    assert.equal(status, 201, text);
    return { order: body.uuid, vm: body.resource_uuid };
  };
  const succeeded = async (node: Node, { order }: { order: string }): Promise<void> => {
    const end = (await on(node).events(order)).at(-1)?.data;
    assert.equal(end?.['state'], 'Success', JSON.stringify(end));
  };
  /** Places orders by both until the node works on one; all of those that have been placed. */
  const heldBy = async (node: Node, name: string) => {
    const placed = [];
    for (let number = 1; ; number++) {
      for (const each of [before, today]) placed.push(await place(each, `${name}-${each.name}-${number}`));
      if ([...(await runHolders(db)).values()].includes(node.name)) return placed;
    }
  };

  await t.test('the newer one brings the database up to date while the other works', async () => {
    const placed = await place(before, 'begun-before');
    await today.start();
    await succeeded(today, placed);
  });
  await t.test('any of them ends what any of them has begun, and streams tell of it', async () => {
    const [old, recent] = [await place(before, 'by-before'), await place(today, 'by-today')];
    await Promise.all([succeeded(today, old), succeeded(before, recent)]);
    const { body: backup } = await on(today).post(`openstack-instances/${old.vm}/backup/`, { name: 'kept' });
    assert.equal((await volumeSettled(on(today), backup.uuid, 'openstack-backups'))?.state, 'OK');
    for (const page of ['projects', 'marketplace-orders', 'openstack-instances', 'openstack-volumes', 'events'])
      assert.equal((await on(before).get(`${page}/`)).status, 200, page);
    await on(before).remove(recent.vm);
    assert.equal((await on(today).get(`marketplace-resources/${recent.vm}/`)).body.state, 'Terminated');
  });
  await t.test('the version before goes on with what the newer one did that is stopped', async () => {
    const placed = await heldBy(today, 'stopped');
    await today.signal('SIGSTOP');
    for (const each of placed) await succeeded(before, each);
    await today.signal('SIGCONT');
    await eventually('that it works again', async () => (await fetch(`${today.url}/readyz`)).ok);
  });
  await t.test('the newer one goes on with what the version before did that is killed', async () => {
    const placed = await heldBy(before, 'killed');
    await before.signal('SIGKILL');
    for (const each of placed) await succeeded(today, each);
  });
});
