import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { slipway } from '../cli/cli.ts';
import { Client } from '../support/client.ts';
import { staffOf } from '../support/cloud.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { eventually } from '../support/wait.ts';

// Records that were backed up in the middle of what went on, and are brought back when users have worked on since.
describe('runs that come back with older records', () => {
  let home: string;
  let [lost, fresh, another]: TestDatabase[] = [];
  let server: RunningServer;
  let staff: Client;
  let driver: FakeDriver;
  /** The disks, by what they are for. */
  const disks: Record<string, string> = {};
  let undoneVm: string;

  const env = (database: TestDatabase | undefined): Record<string, string> => ({
    SLIPWAY_HOME: home,
    SLIPWAY_DRIVER: 'fake',
    SLIPWAY_DATABASE_URL: database?.url ?? '',
  });
  const run = async (database: TestDatabase | undefined, ...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await slipway(env(database), ...args);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  const start = async (database: TestDatabase | undefined): Promise<void> => {
    const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database?.url ?? '' });
    driver = new FakeDriver(join(home, 'fake'));
    server = await startServer({ settings, log: keptLog().log, driver });
    staff = new Client(settings.url, (await staffOf(home)).client.token);
  };
  const vm = async (name: string) => {
    const { body } = await staff.get(`marketplace-resources/?name_exact=${name}`);
    return body.results[0];
  };
  const atRest = (name: string) =>
    eventually(
      `${name} at rest`,
      () => vm(name),
      ({ state }) => state === 'OK',
    );
  const diskOf = async (name: string): Promise<string> => {
    const query = sql<{ uuid: string }>`
      SELECT v.uuid FROM volume v JOIN instance i ON i.uuid = v.instance WHERE i.name = ${name} AND v.position = 0`;
    assert.ok(lost !== undefined);
    const db = lost.open();
    const { rows } = await query.execute(db);
    await db.destroy();
    return rows[0]?.uuid ?? '';
  };

  before(async () => {
    home = await newHome();
    [lost, fresh, another] = [await newDatabase(), await newDatabase('template1'), await newDatabase('template1')];
    await start(lost);
    for (const name of ['rebuilt', 'undone', 'grown']) {
      await run(lost, 'vm', 'create', name);
      disks[name] = await diskOf(name);
    }
    undoneVm = (await vm('undone')).uuid;
    // each of them is held up behind its effect
    const { promise: free, resolve: release } = Promise.withResolvers<void>();
    const held = new Set<string>();
    driver.fault = (method, when, id) => {
      if (when === 'before' || !['moveVolume', 'growVolume'].includes(method)) return undefined;
      held.add(`${method} ${id}`);
      return free;
    };
    await run(lost, 'vm', 'stop', 'grown');
    for (const name of ['rebuilt', 'undone'])
      await run(lost, 'vm', 'rebuild', name, '--image', 'Tiny Linux', '--no-wait');
    await run(lost, 'vm', 'resize', 'grown', '--flavor', 'small', '--no-wait');
    await eventually('all are under way', () => held.size === 3);
    await run(lost, 'backup', join(home, 'older.backup'));
    release();
    for (const name of Object.keys(disks)) await atRest(name);
    driver.fault = () => {};
    // users work on: only the disks know of it
    for (const disk of Object.values(disks)) await driver.growVolume(disk, 8192);
    await server.stop();
    const db = lost?.open();
    await db?.updateTable('instance').set({ ends_at: new Date() }).where('name', '=', 'grown').execute();
    await db?.updateTable('project').set({ ends_at: new Date() }).execute();
    await db?.destroy();
    await run(lost, 'backup', join(home, 'ending.backup'));
  });
  after(async () => {
    await removeHome(home);
    for (const database of [lost, fresh, another]) await database?.drop();
  });

  test('destroy no disk that somebody has worked on since: it is in its place, or in the trash', async () => {
    await run(fresh, 'restore', join(home, 'older.backup'));
    const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: fresh?.url ?? '' });
    driver = new FakeDriver(join(home, 'fake'));
    // what was done by then cannot all be done now
    const undone = undoneVm;
    driver.fault = (method, when, id) => {
      const fails = method === 'startGuest' ? id === undone : method === 'growVolume' && id === disks['grown'];
      if (fails && when === 'after') throw new Problem('command-failed', 'It does not work any more.');
    };
    server = await startServer({ settings, log: keptLog().log, driver });
    staff = new Client(settings.url, (await staffOf(home)).client.token);
    for (const name of Object.keys(disks)) await atRest(name);
    driver.fault = () => {};
    const sizes = new Map<string, number>();
    for (const id of Object.values(disks)) sizes.set(id, (await driver.volume(id)).sizeMiB);
    for (const { id, places } of await driver.trash()) {
      const file = join(home, 'fake', 'trash', id, places[0]?.split('/').at(-1) ?? '');
      const { id: volume, sizeMiB } = JSON.parse(await readFile(file, 'utf8')) as { id: string; sizeMiB: number };
      sizes.set(volume, Math.max(sizes.get(volume) ?? 0, sizeMiB));
    }
    await server.stop();
    for (const [name, id] of Object.entries(disks)) assert.equal(sizes.get(id), 8192, name);
  });

  test('end nothing whose day has come since, for it may have been given another', async () => {
    assert.match(
      await run(another, 'restore', join(home, 'ending.backup')),
      /^2 resources and projects whose end has come/m,
    );
    const db = another?.open();
    for (const table of ['instance', 'project'] as const)
      assert.deepEqual(await db?.selectFrom(table).select('uuid').where('ends_at', 'is not', null).execute(), []);
    await db?.destroy();
  });
});
