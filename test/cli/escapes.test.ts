import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { readCatalogue } from '../../src/catalogue/index.ts';
import { run } from '../../src/common/command.ts';
import { readSettings } from '../../src/common/settings.ts';
import { asJson, oneLine, printable } from '../../src/cli/terminal/terminal.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { environment, MAIN, slipway, slipwayWith } from './cli.ts';
import { helpOfAll } from './help.ts';

const { cloud, tenant, catalogue } = await setUp();
const env = { ...cloud.env, SLIPWAY_TOKEN: cloud.staff.token ?? '' };
/** What older versions took, and what stands in rows therefore. */
const hostile = 'a\u202eb\u2066c\u001b[2Jd\u009b31me\u007f';
const steering = /(?!\n)\p{Cc}|\p{Bidi_Control}/u;

describe('what a name could steer a terminal by', () => {
  test('is shown as its escape by every list, also as JSON, which means the same', async () => {
    const { body: order } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
    await tenant.client.settled(order.uuid);
    const columns = await sql<{ table: string; column: string }>`
      SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
      JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = 'text'
        AND column_name IN ('name', 'description', 'full_name', 'job_title')`.execute(cloud.db);
    let changed = 0;
    for (const { table, column } of columns.rows) {
      const to = sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${sql.ref(column)} || ${hostile}`;
      // names that a column cannot have need no escape
      changed += await to.execute(cloud.db).then(
        () => 1,
        () => 0,
      );
    }
    assert.ok(changed > 10, String(changed));
    const lists = [...(await helpOfAll())].filter(
      ([words, { help }]) => words.endsWith(' list') && !words.startsWith('bench') && !/^Usage:.*</.test(help),
    );
    assert.ok(lists.length > 12);
    let shown = 0;
    for (const [words] of lists) {
      for (const more of [[], ['--json']]) {
        const { code, stdout, stderr } = await slipway(env, ...words.split(' '), ...more);
        assert.equal(code, 0, `${words}: ${stderr}`);
        assert.doesNotMatch(stdout + stderr, steering, words);
        if (stdout.includes('\\u202e')) shown++;
        if (more[0] === '--json' && stdout.includes('\\u202e'))
          assert.ok(JSON.stringify(JSON.parse(stdout)).includes('\u202e'));
      }
    }
    assert.ok(shown > 8, String(shown));
  });

  test('is shown, and told from what it looks like', () => {
    assert.equal(oneLine('a\u001b[31mb'), 'a\\u001b[31mb');
    assert.equal(oneLine('x\u202ey\n z'), 'x\\u202ey z');
    assert.equal(printable('\u001b[31mred\u001b[0m\r\nline\u202e'), 'red\nline\\u202e');
    for (const value of [hostile, { [hostile]: ['\u0085', 'é\n'] }]) {
      assert.deepEqual(JSON.parse(asJson(value)), value);
      assert.doesNotMatch(asJson(value, 2), steering);
    }
  });
});

describe('what is no text in UTF-8 is refused, never replaced', () => {
  const latin = Buffer.from('caf\u00e9', 'latin1');

  test('as an argument', async () => {
    // Node itself passes no such bytes
    const named = (word: string) => {
      const script = `exec "$0" "$1" server-group create "$(${word})"`;
      return run('sh', ['-c', script, process.execPath, MAIN], { env: environment(env), check: false });
    };
    await followed(
      'usage',
      /Give it in UTF-8; "locale charmap" shows what your terminal sends/,
      () => named(String.raw`printf 'caf\351'`),
      async () => {
        const { stdout } = await run('locale', ['charmap'], { env: { LC_ALL: 'C.UTF-8' } });
        assert.equal(stdout, 'UTF-8\n');
        return named(String.raw`printf 'caf\303\251'`);
      },
    );
  });

  test('as a file that is named: a key, settings, a catalogue', async () => {
    const file = join(cloud.home, 'latin');
    writeFileSync(file, latin);
    const key = await slipway(env, 'key', 'add', 'latin', file);
    assert.deepEqual([key.code, key.stderr.includes('it is no text in UTF-8')], [2, true], key.stderr);
    assert.throws(() => readCatalogue(file), { message: /it is no text in UTF-8/ });
    await followed(
      'bad-image-catalogue',
      /Correct it, or unset SLIPWAY_IMAGE_CATALOGUE/,
      () => void readCatalogue(file),
      () => void readCatalogue(null),
    );
    writeFileSync(
      join(cloud.home, 'slipway.toml'),
      Buffer.concat([Buffer.from('listen = "'), latin, Buffer.from('"\n')]),
    );
    assert.throws(() => readSettings({ SLIPWAY_HOME: cloud.home }), {
      code: 'bad-settings-file',
      message: /it is no text in UTF-8/,
    });
    writeFileSync(join(cloud.home, 'slipway.toml'), '');
  });

  test('as a password', async () => {
    const given = (word: string) => slipwayWith(`${word} and more\n`, env, 'user', 'password', 'admin');
    await followed(
      'usage',
      /Type it, or pipe it in, in UTF-8/,
      () => given('caf\ufffd'),
      () => given('caf\u00e9'),
    );
  });
});
