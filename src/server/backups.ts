import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { freeMiB, moveForGood } from '../common/files.ts';
import { Problem } from '../common/problem.ts';
import { version } from '../common/version.ts';
import { currentName, type Database, dump, executedMigrations, migrationNames } from '../db/index.ts';
import { type BackupHead, readArchive, writeArchive } from './archive.ts';
import { existingCloud, keepCloud, requireCloud } from './cloud.ts';

/** Of each occasion. */
const kept = 7;
/** A backup is not begun on a disk that is all but full. */
const roomMiB = 256;
const pattern = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)-(daily|migration|asked)\.backup$/;

/** `asked`: somebody of staff has. */
export type Occasion = 'daily' | 'migration' | 'asked';

/** A backup that the cloud has made of its records by itself. */
export interface OwnBackup {
  path: string;
  made: Date;
  occasion: Occasion;
  bytes: number;
}

const directoryOf = (home: string): string => join(home, 'backups');

/** Those that are there, newest first. */
export async function ownBackups(home: string): Promise<OwnBackup[]> {
  const names = await readdir(directoryOf(home)).catch(() => []);
  const found = names
    .toSorted((one, other) => other.localeCompare(one))
    .map(async (name): Promise<OwnBackup[]> => {
      const [, day, hour, minute, second, occasion] = pattern.exec(name) ?? [];
      if (day === undefined) return [];
      const made = new Date(`${day}T${hour}:${minute}:${second}`);
      const path = join(directoryOf(home), name);
      const size = (await stat(path).catch(() => null))?.size;
      // the oldest of its occasion goes at any time
      return size === undefined ? [] : [{ path, made, occasion: occasion as Occasion, bytes: size }];
    });
  return (await Promise.all(found)).flat();
}

/** Writes every record as of one moment to a file, with the cloud's identity, settings and first credentials. */
export async function writeBackup(path: string, home: string, db: Database): Promise<void> {
  const text = (file: string) => readFile(join(home, file), 'utf8').catch(() => null);
  const head: BackupHead = {
    slipway: 'backup',
    format: 1,
    version: version(),
    created: new Date().toISOString(),
    home,
    migrations: await executedMigrations(db),
    cloud: requireCloud(home),
    settings: await text('slipway.toml'),
    credentials: JSON.parse((await text('credentials.json')) ?? 'null') as BackupHead['credentials'],
  };
  await writeArchive(path, head, dump(db));
}

/** Makes one more, and takes the oldest of its occasion away once there are more than 7. */
export async function makeBackup(home: string, db: Database, occasion: Occasion): Promise<void> {
  const directory = directoryOf(home);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const free = await freeMiB(directory);
  if (free < roomMiB) {
    const remedy = `Free space there: at least ${roomMiB} MiB are needed.`;
    throw new Problem('disk-full', `The records were not backed up: ${home} has ${free} MiB left.`, remedy);
  }
  // of one that was killed; whoever makes one owns the state directory
  for (const name of await readdir(directory)) if (name.endsWith('.part')) await rm(join(directory, name));
  const stamp = new Date().toISOString().replaceAll(':', '-');
  await writeBackup(join(directory, `${stamp}-${occasion}.backup`), home, db);
  const same = (await ownBackups(home)).filter((backup) => backup.occasion === occasion);
  for (const { path } of same.slice(kept)) await rm(path);
}

/** Before a newer version changes the records: there is no other way back. */
export async function backUpBeforeMigration(home: string, db: Database): Promise<void> {
  const done = (await executedMigrations(db)).map(currentName);
  const isBehind = migrationNames.some((name) => !done.includes(name));
  // of a newer version they are left alone
  if (isBehind && done.every((name) => migrationNames.includes(name))) await makeBackup(home, db, 'migration');
}

/** Keeps backups of records that were lost from being taken for those of new ones. Returns where they are; null: there are none. */
export async function putBackupsAside(home: string): Promise<string | null> {
  if ((await ownBackups(home)).length === 0) return null;
  const aside = join(home, `backups-until-${new Date().toISOString().replaceAll(':', '-')}`);
  await moveForGood(directoryOf(home), aside);
  return aside;
}

/** Brings a lost `cloud.json` back from the newest backup that the cloud has made in this very state directory. */
export async function recoverCloud(home: string): Promise<void> {
  if (existingCloud(home) !== null) return;
  for (const { path } of await ownBackups(home)) {
    const found = await readArchive(path).catch(() => null);
    await found?.lines.return(undefined);
    if (found?.head.home === home) return keepCloud(home, found.head.cloud);
  }
}
