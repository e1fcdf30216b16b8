import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { casesInTurn } from '../../src/cli/testing/turn.ts';
import type { CommandResult } from '../../src/common/command.ts';
import { slipway } from '../cli/cli.ts';
import { newDatabase } from '../support/databases.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { prepareDatabase } from '../support/prepared.ts';
import { eventually } from '../support/wait.ts';

// A cloud with VMs, volumes and images, whose parts are lost one after the other while it is down.
let home: string;
let safe: string;
let env: Record<string, string>;

before(async () => {
  [home, safe] = [await newHome(), await newHome()];
  const settings = await testSettings(home);
  await prepareDatabase(settings);
  env = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: settings.listen, SLIPWAY_DRIVER: 'fake' };
  await ok('up');
  await ok('vm', 'create', 'kept');
  await ok('volume', 'create', 'data', '--size', '1G');
  await ok('down');
});
after(async () => {
  await slipway(env, 'down');
  await removeHome(home);
  await removeHome(safe);
});

async function ok(...args: string[]): Promise<CommandResult> {
  const result = await slipway(env, ...args);
  assert.equal(result.code, 0, `slipway ${args.join(' ')}: ${result.stderr}`);
  return result;
}

const at = (...parts: string[]): string => join(home, ...parts);

/** Everything that users have on the host, byte for byte. */
async function world(): Promise<[string, string][]> {
  // what is just being written has another name
  const files = (await readdir(at('fake'), { recursive: true })).filter((file) => !file.endsWith('.new'));
  const found = await Promise.all(
    files.sort().map(async (file): Promise<[string, string][]> => {
      return (await stat(at('fake', file))).isFile() ? [[file, await readFile(at('fake', file), 'utf8')]] : [];
    }),
  );
  return found.flat();
}

/** Parts of the state directory that are lost, and come back when the world has been looked at. */
const losses: Record<string, { parts: string[]; says: RegExp; env?: Record<string, string> }> = {
  'the data directory of PostgreSQL': {
    parts: ['postgres/data'],
    says: /database is empty.*1 VMs, 2 volumes and 1 im/,
  },
  'all of PostgreSQL': { parts: ['postgres'], says: /database is empty/ },
  'data directory and credentials': { parts: ['postgres/data', 'credentials.json'], says: /database is empty/ },
  'data directory, credentials and identity': {
    parts: ['postgres/data', 'credentials.json', 'cloud.json'],
    says: /database is empty/,
  },
  'all but guests, disks and backups': {
    parts: ['postgres', 'credentials.json', 'cloud.json', 'run', 'log'],
    says: /database is empty/,
  },
  'data directory and backups': { parts: ['postgres/data', 'backups'], says: /database is empty/ },
  'the identity, and the backups that it could come from': {
    parts: ['cloud.json', 'backups'],
    says: /cloud.json is lost/,
  },
};

describe('a cloud that has lost a part of itself is not begun anew beside what users have', () => {
  const refused = async (says: RegExp, more: Record<string, string> = {}): Promise<void> => {
    const kept = await world();
    assert.ok(kept.length > 3);
    const { code, stderr } = await slipway({ ...env, ...more }, 'up');
    assert.match(stderr.replaceAll('\n', ' '), says);
    assert.match(stderr, /^Next: {2}\S/m);
    assert.ok(code === 5 || code === 7, `${code}`);
    assert.deepEqual(await world(), kept);
  };

  for (const [what, { parts, says }] of casesInTurn(Object.entries(losses))) {
    test(`without ${what} it is not started, however often`, async () => {
      for (const part of parts) await rename(at(part), join(safe, part.replace('/', '-')));
      await refused(says);
      await refused(says);
      for (const part of parts) {
        // the identity comes back from a backup; what says why it does not run is new
        if (!['cloud.json', 'run', 'log'].includes(part)) assert.equal(existsSync(at(part)), false, `a new ${part}`);
        await rm(at(part), { recursive: true, force: true });
        await rename(join(safe, part.replace('/', '-')), at(part));
      }
    });
  }

  test('with all of it again it starts as it was', async () => {
    await ok('up');
    assert.match((await ok('vm', 'list')).stdout, /kept +active/);
    await ok('down');
  });

  test('with an empty database elsewhere, or with that of another cloud', async () => {
    const empty = await newDatabase('template1');
    const other = await newDatabase();
    const db = other.open();
    await sql`
      INSERT INTO customer (name, slug) VALUES ('c', 'c');
      INSERT INTO backend (cloud) VALUES ('main');
      INSERT INTO project (customer, name, slug, quota_instances, quota_vcpus, quota_memory_mib, quota_storage_mib,
        quota_images_mib, quota_floating_ips) SELECT uuid, 'p', 'p', 1, 1, 1, 1, 1, 1 FROM customer`.execute(db);
    await refused(/database is empty/, { SLIPWAY_DATABASE_URL: empty.url });
    await refused(/of another cloud/, { SLIPWAY_DATABASE_URL: other.url });
    await sql`INSERT INTO cloud (uuid) VALUES (gen_random_uuid())`.execute(db);
    await refused(/of another cloud/, { SLIPWAY_DATABASE_URL: other.url });
    assert.equal((await sql`SELECT FROM image`.execute(db)).rows.length, 0, 'and it is left alone');
    await db.destroy();
    await empty.drop();
    await other.drop();
  });

  test('with the identity of another cloud', async () => {
    const written = await readFile(at('cloud.json'), 'utf8');
    await writeFile(at('cloud.json'), JSON.stringify({ ...JSON.parse(written), uuid: crypto.randomUUID() }));
    await refused(/of another cloud/);
    await writeFile(at('cloud.json'), written);
  });

  test('what can be made good by itself is: its identity comes from a backup, a token is made', async () => {
    const identity = await readFile(at('cloud.json'), 'utf8');
    for (const part of ['cloud.json', 'credentials.json']) await rm(at(part));
    await ok('up');
    assert.equal(await readFile(at('cloud.json'), 'utf8'), identity);
    assert.match((await ok('vm', 'list')).stdout, /kept +active/);
    await ok('down');
    // of records that there are no more
    const credentials = JSON.parse(await readFile(at('credentials.json'), 'utf8'));
    await writeFile(at('credentials.json'), JSON.stringify({ ...credentials, token: 'another' }));
    await ok('up');
    assert.match((await ok('vm', 'list')).stdout, /kept +active/);
    await ok('down');
  });

  test('an identity of an older version, without a UUID, belongs to the records that know what is there', async () => {
    const { uuid, ...older } = JSON.parse(await readFile(at('cloud.json'), 'utf8'));
    await writeFile(at('cloud.json'), JSON.stringify(older));
    await ok('up');
    await ok('down');
    assert.equal(JSON.parse(await readFile(at('cloud.json'), 'utf8')).uuid, uuid);
  });
});

describe('what the refusal says can be done', () => {
  async function lose(): Promise<void> {
    await ok('down');
    await rm(at('postgres', 'data'), { recursive: true });
    const { code, stderr } = await slipway(env, 'up');
    assert.equal(code, 5);
    for (const remedy of ['./slipway restore', './slipway up --adopt', './slipway up --new-database'])
      assert.ok(stderr.includes(`"${remedy}"`), remedy);
  }

  test('the newest backup that the cloud has made by itself brings the records back', async () => {
    await ok('down');
    // it has one of today already, of before the VM was ordered
    await rename(at('backups'), join(safe, 'older'));
    await ok('up');
    await eventually('a backup', async () => (await readdir(at('backups')).catch(() => [])).length > 0);
    await lose();
    const kept = await world();
    await ok('restore');
    await ok('up');
    assert.deepEqual(await world(), kept);
    assert.match((await ok('vm', 'list')).stdout, /kept +active/);
    assert.match((await ok('doctor')).stdout, /✓ no orphans/);
  });

  test('records that are older than the host take nothing of it: what they do not know is listed, and runs on', async () => {
    await lose();
    const kept = new Map(await world());
    const [older = ''] = await readdir(join(safe, 'older'));
    await ok('restore', join(safe, 'older', older));
    await ok('up');
    const doctor = await slipway(env, 'doctor');
    assert.equal(doctor.code, 7);
    for (const file of kept.keys()) {
      const [kind = '', id = ''] = file.split('/');
      if (kind === 'guest' || kind === 'volume') assert.match(doctor.stdout, new RegExp(`orphan +${kind} ${id}`));
    }
    assert.match((await slipway(env, 'doctor', '--fix', '--yes')).stdout, /^stays: guest /m);
    const now = new Map(await world());
    for (const [file, content] of kept) {
      if (/^(guest|router|image)/.test(file)) assert.equal(now.get(file), content, file);
    }
    // later ones can still be brought back: nothing is lost
    await lose();
    await ok('restore', (await ownFiles())[0] ?? '');
    await ok('up');
    for (const { uuid } of JSON.parse((await ok('doctor', 'trash', '--json')).stdout))
      await ok('doctor', 'trash', 'restore', uuid);
    assert.deepEqual(
      (await world()).filter(([file]) => !file.startsWith('trash')),
      [...kept],
    );
    assert.match((await ok('vm', 'list')).stdout, /kept +active/);
  });

  /** Backups of its own, oldest first. */
  const ownFiles = async (): Promise<string[]> =>
    (await readdir(at('backups'))).sort().map((name) => at('backups', name));

  test('an identity that no backup of its own has comes from one that is named, and the records stay', async () => {
    const file = join(safe, 'named.backup');
    await ok('backup', file);
    await ok('down');
    await rename(at('backups'), join(safe, 'backups'));
    await rm(at('cloud.json'));
    assert.match((await slipway(env, 'up')).stderr, /cloud\.json is lost\.\n.*slipway restore/);
    assert.match((await ok('restore', file)).stdout, /is there/);
    await rename(join(safe, 'backups'), at('backups'));
    await ok('up');
    assert.match((await ok('vm', 'list')).stdout, /kept +active/);
  });

  test('a new database takes nothing from the host, and no backup of the former is taken for its own', async () => {
    await lose();
    const kept = await world();
    const { stdout } = await ok('up', '--new-database');
    const aside = /lost are in (\S+)\./.exec(stdout)?.[1] ?? '';
    assert.ok((await readdir(aside)).length > 0);
    const now = new Map(await world());
    for (const [file, content] of kept) assert.equal(now.get(file), content, file);
    assert.equal((await ok('vm', 'list')).stdout, 'None.\n');
    assert.equal((await slipway(env, 'up', '--new-database')).code, 5, 'and it replaces none');
  });
});
