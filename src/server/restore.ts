import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type QueryExecutorProvider, sql } from 'kysely';
import { replaceFile } from '../common/files.ts';
import { Problem } from '../common/problem.ts';
import { readSettings } from '../common/settings.ts';
import { load, migrate, rowOf } from '../db/index.ts';
import { type BackupHead, readArchive } from './archive.ts';
import { existingCloud } from './cloud.ts';
import { endWith, say } from './program.ts';
import { withDatabase } from './store.ts';
import { z } from 'zod';

// above what runs at once
const tablesRow = z.strictObject({ tables: z.int(), ours: z.boolean() });

/**
 * Brings a control plane back from the backup that is named: on an empty machine, or where the database was lost and
 * guests, disks and images are still there; the next start adopts them. Refuses a cloud that has rows.
 */
const created: string[] = [];
try {
  const [name] = process.argv.slice(2);
  if (name === undefined) throw new Problem('usage', 'No file is named.', 'Name the file that holds the backup.');
  const { home } = readSettings();
  const { head, lines } = await readArchive(resolve(name));
  assertFits(head, home);
  await mkdir(home, { recursive: true, mode: 0o711 });
  // an identity and settings that are there stay: the first is the same, the second may be newer
  await make(home, 'cloud.json', 0o644, `${JSON.stringify(head.cloud, null, 2)}\n`);
  if (head.settings !== null) await make(home, 'slipway.toml', 0o644, head.settings);
  // what was written is now in force, and valid
  await withDatabase(readSettings(), head.cloud, true, async (db) => {
    await assertEmpty(db);
    await migrate(db, head.migrations);
    await load(db, lines);
    await migrate(db);
  });
  if (head.credentials !== null) {
    await replaceFile(join(home, 'credentials.json'), `${JSON.stringify(head.credentials, null, 2)}\n`, 0o600);
  }
  say(`The control plane of ${home} is as it was at ${head.created}. Start it with "./slipway up".`);
} catch (error) {
  for (const path of created) await rm(path, { force: true });
  endWith(error);
}

function assertFits(head: BackupHead, home: string): void {
  if (head.home !== home) {
    const remedy = `Set SLIPWAY_HOME to ${JSON.stringify(head.home)}: its guests and disks are found again only there.`;
    throw new Problem('other-home', `The backup is of another state directory than ${home}.`, remedy);
  }
  const here = existingCloud(home);
  if (here === null || isDeepStrictEqual(here, head.cloud)) return;
  throw new Problem('other-cloud', `In ${home} there is another cloud than that of the backup.`);
}

async function make(home: string, file: string, mode: number, content: string): Promise<void> {
  const path = join(home, file);
  if (existsSync(path)) return;
  created.push(path);
  await replaceFile(path, content, mode);
}

/** Empty is a database without tables, or with those of a restore that was cut off; these are removed. */
async function assertEmpty(db: QueryExecutorProvider): Promise<void> {
  const query = sql`
    SELECT count(*)::int AS tables, to_regclass('public.project') IS NOT NULL AS ours
    FROM pg_tables WHERE schemaname = 'public'`;
  const { tables = 0, ours = false } = (await rowOf(db, tablesRow, query)) ?? {};
  if (tables === 0) return;
  const used = !ours || (await sql`SELECT FROM project LIMIT 1`.execute(db)).rows.length > 0;
  if (used) {
    const remedy = 'A restore replaces nothing. Stop the cloud and move its database away first, if it is really lost.';
    throw new Problem('not-empty', 'The database is not empty.', remedy);
  }
  await sql`DROP SCHEMA public CASCADE; CREATE SCHEMA public`.execute(db);
}
