import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { type Database, dump, load, migrationNames } from '../../src/db/index.ts';
import { renamed } from '../../src/db/migrations/renamed.ts';
import { readArchive } from '../../src/server/archive.ts';
import { bootstrap } from '../../src/server/bootstrap.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';

const head = {
  slipway: 'backup',
  format: 1,
  version: '0.1.0',
  created: '2026-11-23T22:00:00.000Z',
  home: '/var/lib/slipway',
  migrations: [...migrationNames],
  cloud: { cloud: '1a2b', uidBase: 0x70000000, floatingPool: '172.24.4.0/24', postgresUser: 'slipway-1a2b' },
  settings: null,
  credentials: null,
};

async function* from(lines: string[]): AsyncGenerator<string> {
  yield* lines;
}

/** T24: what an archive says is data; it names no file, no user and no table that it should not. */
describe('hostile archives', () => {
  let database: TestDatabase;
  let home: string;
  let db: Database;
  let good: string[];

  before(async () => {
    home = await newHome();
    const other = await newDatabase();
    const source = other.open();
    await bootstrap(source, await testSettings(home), '172.24.9.0/24');
    good = [];
    for await (const line of dump(source)) good.push(line);
    await source.destroy();
    await other.drop();
    database = await newDatabase();
    db = database.open();
  });
  after(async () => {
    await db.destroy();
    await database.drop();
    await removeHome(home);
  });

  async function opened(bytes: Uint8Array): Promise<string> {
    const path = join(home, 'hostile.backup');
    await writeFile(path, bytes);
    try {
      const { lines } = await readArchive(path);
      for await (const line of lines) assert.ok(line.length <= 16 << 20);
      return 'whole';
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      return error.code;
    } finally {
      await rm(path);
    }
  }

  const gz = (...lines: unknown[]): Buffer =>
    gzipSync(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') + '\n');

  test('a head that says more or other than it may is refused (T24)', async () => {
    assert.equal(await opened(gz(head)), 'whole');
    const cloud = (change: object) => ({ ...head, cloud: { ...head.cloud, ...change } });
    const hostile = {
      'a file of its own choice': { ...head, files: { '../../etc/cron.d/x': '* * * * * root x' } },
      'a path as the cloud': cloud({ cloud: '../x' }),
      'root as the user of PostgreSQL': cloud({ postgresUser: 'root' }),
      'another user as that of PostgreSQL': cloud({ postgresUser: 'www-data' }),
      'an option as the user of PostgreSQL': cloud({ postgresUser: '-r' }),
      'root as the uid of guests': cloud({ uidBase: 0 }),
      'people as the uids of guests': cloud({ uidBase: 65_536 }),
      'uids beyond all': cloud({ uidBase: 2 ** 32 }),
      'no network': cloud({ floatingPool: '0.0.0.0/0; drop' }),
      'another format': { ...head, format: 2 },
      'another thing': { ...head, slipway: 'image' },
      'no migrations': { ...head, migrations: [] },
      'a number': 1,
      nothing: '',
      'half of it': JSON.stringify(head).slice(0, 80),
      'deep nesting': '['.repeat(100_000),
      'polluted prototypes': `{"__proto__":{"x":1},${JSON.stringify(head).slice(1)}`,
      'long settings': { ...head, settings: 'x'.repeat(70_000) },
    };
    for (const [what, line] of Object.entries(hostile)) assert.equal(await opened(gz(line)), 'bad-archive', what);
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
  });

  test('one of a newer version is told from a bad one', async () => {
    assert.equal(await opened(gz({ ...head, migrations: [...migrationNames, '9999_later'] })), 'backup-newer');
  });

  test('one of a time when a migration was still missing among later ones is one of ours', async () => {
    const migrations = migrationNames.filter((name) => name !== '0031_step_names');
    assert.equal(await opened(gz({ ...head, migrations })), 'whole');
  });

  test('one whose migrations were called otherwise is one of ours', async () => {
    const former = new Map(Object.entries(renamed).map(([then, now]) => [now, then]));
    const migrations = migrationNames.map((name) => former.get(name) ?? name);
    assert.notDeepEqual(migrations, migrationNames);
    const path = join(home, 'former.backup');
    await writeFile(path, gz({ ...head, migrations }, ...good));
    const { head: read, lines } = await readArchive(path);
    assert.deepEqual(read.migrations, migrationNames);
    const fresh = await newDatabase();
    const other = fresh.open();
    await load(other, lines);
    assert.equal((await other.selectFrom('project').select('uuid').execute()).length, 1);
    await other.destroy();
    await fresh.drop();
  });

  test('what is no gzip, is cut off, damaged or far too long inside is refused', async () => {
    const whole = gz(head, ...good);
    assert.equal(await opened(whole), 'whole');
    assert.equal(await opened(Buffer.from('PK\x03\x04 a zip')), 'bad-archive');
    assert.equal(await opened(Buffer.alloc(0)), 'bad-archive');
    assert.equal(await opened(whole.subarray(0, whole.length - 9)), 'bad-archive');
    assert.equal(
      await opened(Buffer.concat([whole.subarray(0, 200), Buffer.alloc(50, 0x41), whole.subarray(250)])),
      'bad-archive',
    );
    // 200 KB on the disk, 200 MB in memory if it were one line
    assert.equal(await opened(gz(head, 'x'.repeat(200 << 20))), 'bad-archive');
  });

  async function assertEmpty(): Promise<void> {
    for (const table of ['project', 'app_user'] as const) {
      assert.deepEqual(await db.selectFrom(table).select('uuid').execute(), [], table);
    }
  }

  /** What `load` says, when it must not load; nothing may be left. */
  async function refusal(lines: string[]): Promise<Error> {
    const error = await load(db, from(lines)).then(
      () => assert.fail('it should have been refused'),
      (cause: Error) => cause,
    );
    await assertEmpty();
    return error;
  }

  test('tables, columns and rows that do not fit are refused, and nothing of them stays', async () => {
    const at = good.findIndex((line) => line.startsWith('{"table":"app_user"'));
    const changed = (index: number, line: string) => good.with(index, line);
    const hostile: [string, string[], RegExp][] = [
      ['a table of PostgreSQL', changed(at, '{"table":"pg_authid","columns":["rolname"],"rows":1}'), /table or column/],
      ['a table elsewhere', changed(at, '{"table":"other.table","columns":["id"],"rows":1}'), /table or column/],
      [
        'SQL as a table',
        changed(at, '{"table":"app_user; DROP TABLE project","columns":["uuid"],"rows":1}'),
        /table or column/,
      ],
      [
        'SQL as a column',
        changed(at, '{"table":"app_user","columns":["uuid\\") SELECT 1 --"],"rows":1}'),
        /table or column/,
      ],
      ['a table twice', [...good.slice(0, 2), ...good], /table or column/],
      ['fewer rows than said', changed(at, (good[at] ?? '').replace('"rows":1', '"rows":2')), /./],
      ['rows without end', changed(at, (good[at] ?? '').replace('"rows":1', '"rows":999999')), /./],
      ['no end', good.slice(0, -1), /ends in the middle/],
      ['nothing', [], /ends in the middle/],
      ['no tables', ['{"end":true}'], /lacks the table/],
      ['a row that is no JSON', changed(at + 1, 'x'), /json/],
      ['a row with a broken value', changed(at + 1, '{"uuid":"../../etc/passwd"}'), /uuid/],
      [
        'SQL as a sequence',
        changed(good.length - 2, '{"sequences":{"x\'); DROP TABLE project; --":0}}'),
        /no whole backup/,
      ],
    ];
    for (const [what, lines, words] of hostile) assert.match((await refusal(lines)).message, words, what);
    const row = JSON.parse(
      good[good.findIndex((line) => line.startsWith('{"table":"role_grant"')) + 1] ?? '',
    ) as object;
    const grant = JSON.stringify({ ...row, role: 'GOD' });
    const broken = good.map((line) => (line === JSON.stringify(row) ? grant : line));
    assert.match((await refusal(broken)).message, /violates check constraint/);
    const orphan = good.filter(
      (line) => !line.startsWith('{"table":"customer"') && !line.includes('Default organisation'),
    );
    assert.match((await refusal(orphan)).message, /foreign key/);
  });

  test('whatever is changed in it: it is loaded whole, or nothing is (T24)', async () => {
    const change = fc.record({
      line: fc.nat(good.length - 1),
      at: fc.nat(200),
      text: fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('"', '}', '],[', '{}', 'null', '0', '\\u0000', '-1', "'"),
      ),
      how: fc.constantFrom('insert', 'replace', 'drop', 'repeat'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const lines = [...good];
        for (const { line, at, text, how } of changes) {
          const old = lines[line % lines.length] ?? '';
          const cut = how === 'replace' ? at + text.length : at;
          if (how === 'drop') lines.splice(line, 1);
          else if (how === 'repeat') lines.splice(line, 0, old);
          else lines[line % lines.length] = `${old.slice(0, at)}${text}${old.slice(cut)}`;
        }
        const loaded = await load(db, from(lines)).then(
          () => true,
          () => false,
        );
        if (!loaded) return assertEmpty();
        const { rows } = await sql<{ tables: string }>`
          SELECT string_agg(quote_ident(tablename), ', ') AS tables FROM pg_tables
          WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%'
        `.execute(db);
        await sql`TRUNCATE ${sql.raw(rows[0]?.tables ?? '')} RESTART IDENTITY`.execute(db);
      }),
      { numRuns: 150 },
    );
  });
});
