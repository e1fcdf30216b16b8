import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { sql } from 'kysely';
import pino from 'pino';
import { replaceFile } from '../common/files.ts';
import { Problem } from '../common/problem.ts';
import { readSettings } from '../common/settings.ts';
import { type Database, load, migrate } from '../db/index.ts';
import { keyPath } from '../targets/index.ts';
import { type BackupHead, readArchive } from './archive.ts';
import { ownBackups } from './backups.ts';
import { keepClear } from './adopt.ts';
import { existingCloud, requireCloud } from './cloud.ts';
import { openClouds } from './drivers.ts';
import { assertEmpty } from './empty-database.ts';
import { endWith, say } from './program.ts';
import { adoptCopies, openPlace, type Place, withRecordsOf } from './restore-target.ts';
import { readRecords, shareIdentity } from './same-cloud.ts';
import { withDatabase } from './store.ts';

/**
 * Brings a control plane back from the backup that is named, else from the newest whole one that it has made of itself: on
 * an empty machine, or where the database was lost and guests, disks and images are still there; the next start adopts
 * them. Refuses a cloud that has rows.
 */
const created: string[] = [];
try {
  const options = { from: { type: 'string' }, key: { type: 'string' }, cloud: { type: 'string' } } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [name] = positionals;
  const { home } = readSettings();
  const { from, key, cloud } = values;
  if (from !== undefined && key !== undefined) await restoreFrom(home, { from, key, cloud });
  else if (name === undefined) await restoreNewest(home);
  else await restore(home, resolve(name));
} catch (error) {
  for (const path of created) await rm(path, { force: true });
  endWith(error);
}

/** From a target alone, also on an empty machine: the records, the key, and what copies were made since. */
async function restoreFrom(home: string, place: Place): Promise<void> {
  const { target, words } = await openPlace(place, readSettings());
  await mkdir(home, { recursive: true, mode: 0o711 });
  await withRecordsOf(target, home, (path) => restore(home, path));
  await make(home, basename(keyPath(home)), 0o600, words);
  const adopted = await withDatabase(readSettings(), requireCloud(home), true, (db) => adoptCopies(db, target));
  if (adopted > 0) say(`${adopted} copies of backups that the target has were made since, and are known again.`);
  say('The disks of VMs are in their copies: "./slipway backup-copy list", then "backup-copy restore".');
}

async function restoreNewest(home: string): Promise<void> {
  for (const { path } of await ownBackups(home)) {
    try {
      return await restore(home, path);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'bad-archive') throw error;
      say(`${path}: ${error.message} The one before it is tried.`);
    }
  }
  const remedy = 'Name a file that "./slipway backup" has written.';
  throw new Problem('no-backup', `There is no backup in ${join(home, 'backups')}.`, remedy);
}

async function restore(home: string, path: string): Promise<void> {
  const { head, lines } = await readArchive(path);
  assertFits(head, home);
  await mkdir(home, { recursive: true, mode: 0o711 });
  // an identity and settings that are there stay: the first is the same, the second may be newer
  const wasNamed = existingCloud(home) !== null;
  await make(home, 'cloud.json', 0o644, `${JSON.stringify(head.cloud, null, 2)}\n`);
  if (head.settings !== null) await make(home, 'slipway.toml', 0o644, head.settings);
  // what was written is now in force, and valid
  const loaded = await withDatabase(readSettings(), head.cloud, true, async (db) => {
    if (!wasNamed && (await isOf(db, head))) return false;
    await assertEmpty(db);
    await migrate(db, head.migrations);
    await load(db, lines);
    await migrate(db);
    const cloud = existingCloud(home) ?? head.cloud;
    await shareIdentity(db, readSettings(), cloud);
    await sql`UPDATE workflow SET restored = true WHERE finished IS NULL`.execute(db);
    // what was made since the backup keeps what it has
    const clouds = await openClouds(readSettings(), cloud, pino({ level: 'silent' }));
    await clouds.each(async (driver, name) => keepClear(db, name, await driver.told()));
    // what was deleted may have been brought back since: it is kept as long again
    await sql`UPDATE deleted_resource SET kept_until = now() + (kept_until - deleted)`.execute(db);
    const kept = await keepDue(db);
    if (kept > 0)
      say(`${kept} resources and projects whose end has come since the backup have none any more: set it anew.`);
    return true;
  });
  if (!loaded) {
    say(`The database of ${home} is there; what was missing beside it is back. Start it with "./slipway up".`);
    return;
  }
  if (head.credentials !== null) {
    await replaceFile(join(home, 'credentials.json'), `${JSON.stringify(head.credentials, null, 2)}\n`, 0o600);
  }
  say(`The control plane of ${home} is as it was at ${head.created}. Start it with "./slipway up".`);
}

/** What is to end by now may have been given a longer life since the backup. Returns how many there are. */
async function keepDue(db: Database): Promise<number> {
  const none = { ends_at: null, end_date_requested_by: null };
  const take = async (table: 'instance' | 'volume'): Promise<number> => {
    const { numUpdatedRows } = await db
      .updateTable(table)
      .set(none)
      .where('ends_at', '<=', new Date())
      .where('state', '<>', 'TERMINATED')
      .executeTakeFirst();
    return Number(numUpdatedRows);
  };
  // a project whose end came before the backup has nothing in it any more, and stays closed
  const { numUpdatedRows: projects } = await db
    .updateTable('project')
    .set(none)
    .where('ends_at', '<=', new Date())
    .where((eb) =>
      eb.or(
        (['instance', 'volume'] as const).map((table) =>
          eb.exists(
            eb
              .selectFrom(table)
              .select('uuid')
              .whereRef(`${table}.project`, '=', 'project.uuid')
              .where('state', '<>', 'TERMINATED'),
          ),
        ),
      ),
    )
    .executeTakeFirst();
  return (await take('instance')) + (await take('volume')) + Number(projects);
}

/** Whether the records of the backup, or later ones, are there. */
async function isOf(db: Database, { cloud }: BackupHead): Promise<boolean> {
  const { begun, uuid } = await readRecords(db);
  return begun && uuid !== null && uuid === cloud.uuid;
}

function assertFits(head: BackupHead, home: string): void {
  if (head.home !== home) {
    const remedy = `Set SLIPWAY_HOME to ${JSON.stringify(head.home)}: its guests and disks are found again only there.`;
    throw new Problem('other-home', `The backup is of another state directory than ${home}.`, remedy);
  }
  const here = existingCloud(home);
  if (here === null) return;
  // one that has never had records, or was written by an older version, has no UUID
  const uuid = here.uuid ?? head.cloud.uuid;
  if (isDeepStrictEqual({ ...here, uuid }, { ...head.cloud, uuid: head.cloud.uuid ?? uuid })) return;
  throw new Problem('other-cloud', `In ${home} there is another cloud than that of the backup.`);
}

async function make(home: string, file: string, mode: number, content: string): Promise<void> {
  const path = join(home, file);
  if (existsSync(path)) return;
  created.push(path);
  await replaceFile(path, content, mode);
}
