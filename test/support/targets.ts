import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupCopyState, Database } from '../../src/db/index.ts';
import { makeKey, Targets, type TargetSettings } from '../../src/targets/index.ts';

/** The UUID of a cloud that has none of its own, as that of the rig. */
export const testCloud = '5f3c2f0e-8f0e-4a51-9a43-0e3c6f2b7a11';

/** A target beside all else of a test. */
export function targetsOf(home: string): TargetSettings[] {
  return [{ name: 'nas', directory: join(home, 'nas') }];
}

/** Makes the directory of the target, the key and the place of a cloud there. */
export async function prepareTarget(home: string, cloud: string): Promise<void> {
  mkdirSync(join(home, 'nas'), { recursive: true });
  await makeKey(home);
  await new Targets(targetsOf(home), home, () => cloud).prepare('nas');
}

/** Has the settings of a cloud that is started later name the target. */
export function nameTarget(home: string): Promise<void> {
  return writeFile(join(home, 'slipway.toml'), `[targets.nas]\ndirectory = "${join(home, 'nas')}"\n`);
}

/** Paths of all pieces and lists of them that are on it; the records of its cloud come by themselves. */
export async function filesOnTarget(home: string): Promise<string[]> {
  const entries = await readdir(join(home, 'nas'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return files.filter((file) => /\/(pieces|copies)\//.test(file)).toSorted();
}

interface CopyRow {
  project: string;
  offering: string;
  plan: string;
  instance_name: string;
  vm: object;
  disk: { name: string; type: string; size_mib: number };
  state: BackupCopyState;
}

/** Rows of copies of backups, or where that is nobody's business of none; nothing of them is on a target. */
export async function makeCopies(db: Database, backups: (string | null)[], row: CopyRow): Promise<string[]> {
  const { project, offering, plan, instance_name, state, disk } = row;
  const volumes = JSON.stringify([
    { snapshot: randomUUID(), name: disk.name, type: disk.type, size_mib: disk.size_mib },
  ]);
  const was = { vm: JSON.stringify(row.vm), volumes, instance: randomUUID(), instance_name, backed_up: new Date() };
  const of = { ...was, project, offering, plan, target: 'nas', name: 'kept', state };
  const rows = backups.map((backup) => ({ ...of, uuid: randomUUID(), backup }));
  await db.insertInto('backup_copy').values(rows).execute();
  return rows.map(({ uuid }) => uuid);
}
