import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { type Database, migrate, migrationNames } from '../../src/db/index.ts';
import { readArchive } from '../../src/server/archive.ts';
import { backUpBeforeMigration, makeBackup, ownBackups } from '../../src/server/backups.ts';
import { keepCloud, openCloud, requireCloud } from '../../src/server/cloud.ts';
import { DailyBackups } from '../../src/server/daily-backups.ts';
import { readRecords } from '../../src/server/same-cloud.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { Targets } from '../../src/targets/index.ts';
import { slipway } from '../cli/cli.ts';
import { databaseOf, staffOf } from '../support/cloud.ts';
import { newDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { prepareDatabase } from '../support/prepared.ts';
import { followed, mended } from '../support/remedy.ts';
import { prepareTarget, targetsOf } from '../support/targets.ts';
import { eventually } from '../support/wait.ts';
import { rowsOf } from '../db/rows.ts';

const noTargets = new Targets([], '/nowhere', () => null);

const hourMs = 3_600_000;

describe('backups that a cloud makes of its own records', () => {
  let home: string;
  let server: RunningServer;
  let env: Record<string, string>;
  const driver = (): FakeDriver => new FakeDriver(join(home, 'fake'));

  before(async () => {
    home = await newHome();
    const settings = await testSettings(home);
    await prepareDatabase(settings);
    env = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: settings.listen, SLIPWAY_DRIVER: 'fake' };
    server = await startServer({ settings, log: keptLog().log, driver: driver() });
  });
  after(async () => {
    await server.stop({ database: true });
    await removeHome(home);
  });

  const doctor = async () => {
    const { client } = await staffOf(home);
    const { body } = await client.get('doctor/');
    return body.checks.find(({ name }: { name: string }) => name === 'backup');
  };

  test('are of a cloud that is there', () =>
    followed(
      'no-cloud',
      /Set SLIPWAY_HOME to the state directory of the cloud/,
      () => void requireCloud('/nonexistent'),
      () => void requireCloud(home),
    ));

  test('are made once a day, and 7 are kept', async (context) => {
    const [first] = await eventually(
      'the first one',
      () => ownBackups(home),
      (found) => found.length > 0,
    );
    assert.ok(first !== undefined);
    const db = databaseOf(home);
    const daily = new DailyBackups(home, noTargets, (work) => work(db), keptLog().log);
    const look = async (now: number): Promise<number> => {
      context.mock.timers.enable({ apis: ['Date'], now });
      daily.start();
      await daily.stop();
      context.mock.timers.reset();
      return (await ownBackups(home)).length;
    };
    const begun = first.made.getTime();
    assert.equal(await look(begun + 23 * hourMs), 1, 'not before a day is over');
    for (let day = 1; day <= 10; day++) {
      assert.equal(await look(begun + day * 24 * hourMs), Math.min(day + 1, 7));
      assert.equal(await look(begun + day * 24 * hourMs + hourMs), Math.min(day + 1, 7));
    }
    const made = (await ownBackups(home)).map((backup) => backup.made.getTime() - begun);
    assert.deepEqual(
      made,
      [10, 9, 8, 7, 6, 5, 4].map((day) => day * 24 * hourMs),
    );
    // those that staff asks for are beside them, and two at once are two
    await Promise.all([daily.make(), daily.make()]);
    const occasions = (await daily.list()).map(({ occasion, bytes }) => (bytes > 0 ? occasion : 'empty'));
    assert.deepEqual(occasions.toSorted(), ['asked', 'asked', ...Array.from({ length: 7 }, () => 'daily')]);
    for (const { path } of await ownBackups(home)) await rm(path);
    await makeBackup(home, db, 'daily');
    await db.destroy();
  });

  test('what doctor says of them is done, and then they are fine', async (context) => {
    let trouble: Problem | null = new Problem('disk-full', 'There is no room.', 'Free some.');
    const db = databaseOf(home);
    const withDatabase = <T>(work: (of: Database) => Promise<T>): Promise<T> =>
      trouble === null ? work(db) : Promise.reject(trouble);
    const daily = new DailyBackups(home, noTargets, withDatabase, keptLog().log);
    const again = async () => {
      daily.start();
      await daily.stop();
    };
    const look = () => daily.check();
    for (const { path } of await ownBackups(home)) await rm(path);
    await again();
    await mended('backup', /Until then make one that lies elsewhere by "\.\/slipway backup FILE"/, look, async () => {
      const { code, stderr } = await slipway(env, 'backup', join(home, 'elsewhere'));
      assert.equal(code, 0, stderr);
      trouble = null;
      await again();
    });
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 72 * hourMs });
    await mended('backup', /See "\.\/slipway logs" for why there is no newer one/, look, again);
    context.mock.timers.reset();
    for (const { path } of await ownBackups(home)) await rm(path);
    await makeBackup(home, db, 'daily');
    await db.destroy();
  });

  test('are on a target as soon as that is there, and until then doctor says that they are not', async () => {
    const { uuid } = requireCloud(home);
    const db = databaseOf(home);
    const targets = new Targets(targetsOf(home), home, () => uuid);
    const daily = new DailyBackups(home, targets, (work) => work(db), keptLog().log);
    // that of today is there already
    daily.start();
    await daily.stop();
    const { ok, detail } = await daily.check();
    assert.deepEqual([ok, /and is not on the target "nas"/.test(detail)], [false, true]);
    await prepareTarget(home, uuid ?? '');
    assert.equal((await daily.check()).ok, true);
    const [latest] = await ownBackups(home);
    const kept: Date[] = [];
    for await (const { made } of (await targets.open('nas')).records()) kept.push(made);
    assert.deepEqual(kept, [latest?.made]);
    await db.destroy();
  });

  test('need room, and are made once there is some', async (t) => {
    const backups = join(home, 'backups');
    await run('mount', ['-t', 'tmpfs', '-o', 'size=258m', 'slipway-test', backups]);
    t.after(() => run('umount', [backups]));
    const ballast = join(backups, 'ballast');
    await writeFile(ballast, Buffer.alloc(4 * 2 ** 20));
    const db = databaseOf(home);
    const make = () => makeBackup(home, db, 'daily');
    await followed('disk-full', /Free space there: at least 256 MiB are needed/, make, async () => {
      await rm(ballast);
      await make();
    });
    await db.destroy();
  });

  test('doctor says when the last good one was made: one that is damaged is none', async () => {
    const [newest] = await ownBackups(home);
    const { ok, detail } = await doctor();
    assert.deepEqual([ok, detail.endsWith(newest?.made.toISOString() ?? '-')], [true, true]);
    const db = databaseOf(home);
    await makeBackup(home, db, 'daily');
    await db.destroy();
    const [damaged] = await ownBackups(home);
    const content = await readFile(damaged?.path ?? '');
    await writeFile(damaged?.path ?? '', content.subarray(0, content.length / 2));
    assert.equal((await doctor()).detail, detail);
  });

  test('a damaged one is passed over by a restore, which says so', async () => {
    const { project } = await staffOf(home);
    await server.stop({ database: true });
    await rm(join(home, 'postgres', 'data'), { recursive: true });
    const { code, stdout, stderr } = await slipway(env, 'restore');
    assert.equal(code, 0, stderr);
    assert.match(stdout, /no whole backup: .* The one before it is tried\.\n.* is as it was at /);
    const settings = await testSettings(home);
    server = await startServer({ settings, log: keptLog().log, driver: driver() });
    assert.equal((await staffOf(home)).project, project);
  });

  test('without any a restore says that, and names what to do', async () => {
    const none = await newHome();
    const { code, stderr } = await slipway({ ...env, SLIPWAY_HOME: none }, 'restore');
    assert.equal(code, 3);
    assert.match(stderr, /There is no backup in .*\nNext: {2}Name a file/);
    await removeHome(none);
  });
});

describe('before a newer version changes the records', () => {
  for (const version of [migrationNames[4] ?? '', migrationNames[12] ?? '', migrationNames.at(-2) ?? ''])
    test(`they are backed up as they are at ${version}, and by that brought back; once changed they are not again`, async () => {
      const home = await newHome();
      const database = await newDatabase('template1');
      const db = database.open();
      const former = migrationNames.slice(0, migrationNames.indexOf(version) + 1);
      for (const [index, name] of former.entries()) {
        await migrate(db, former.slice(0, index + 1));
        await sql.raw(rowsOf[name] ?? '').execute(db);
      }
      const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url });
      const { uuid } = await readRecords(db);
      await keepCloud(home, { ...(await openCloud(settings)), uuid });
      const start = async (): Promise<void> => {
        const server = await startServer({ settings, log: keptLog().log, driver: new FakeDriver(join(home, 'fake')) });
        await server.stop();
      };
      await start();
      const made = (await ownBackups(home)).filter(({ occasion }) => occasion === 'migration');
      assert.equal(made.length, 1);
      const { head, lines } = await readArchive(made[0]?.path ?? '');
      assert.equal(head.migrations.at(-1), version);
      let rows = 0;
      for await (const line of lines) rows += line.includes('Old project') ? 1 : 0;
      assert.equal(rows, 1);
      await start();
      await backUpBeforeMigration(home, db);
      assert.equal((await ownBackups(home)).filter(({ occasion }) => occasion === 'migration').length, 1);
      assert.ok((await readdir(join(home, 'backups'))).every((name) => name.endsWith('.backup')));
      await db.destroy();
      await removeHome(home);
      await database.drop();
    });
});
