import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import type { Database } from '../db/index.ts';
import { json } from '../db/index.ts';
import { cloudsAt, type Target, targetAt, type TargetSettings } from '../targets/index.ts';
import { fileProblem } from './program.ts';

export interface Place {
  /** A target by its name, or the directory of one. */
  from: string;
  /** Path of a file with its key. */
  key: string;
  /** The UUID of a cloud; left out: the only one that is there. */
  cloud: string | undefined;
}

/** A target with the words of its key. Throws `target-away`, `target-key-missing`, `target-key-other`, `not-found`. */
export async function openPlace(
  { from, key, cloud }: Place,
  { targets, home }: { targets: TargetSettings[]; home: string },
): Promise<{ target: Target; words: string }> {
  const words = await readFile(resolve(key), 'utf8').catch((cause: unknown) => {
    throw fileProblem(cause, key);
  });
  const named = targets.find(({ name }) => name === from);
  const settings = named ?? { name: resolve(from), directory: resolve(from) };
  const found = (await cloudsAt(settings)).filter((uuid) => cloud === undefined || uuid === cloud);
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) {
    const message = `${settings.name} has ${found.length} clouds${others.length > 0 ? `: ${found.join(', ')}` : ''}.`;
    throw new Problem('not-found', message, 'Name the one that you mean: --cloud UUID.');
  }
  return { target: await targetAt(settings, only, home, words), words };
}

/**
 * Has `restore` bring the records back of a file: the latest ones on a target that are whole. Throws `no-backup`, and what `restore` throws
 * about all else than that they are not.
 */
export async function withRecordsOf(
  target: Target,
  home: string,
  restore: (path: string) => Promise<void>,
): Promise<void> {
  const path = join(home, 'from-target.backup');
  for await (const { records } of target.records()) {
    try {
      await writeFile(path, records, { mode: 0o600 });
      return await restore(path);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'bad-archive') throw error;
    } finally {
      await rm(path, { force: true });
    }
  }
  throw new Problem('no-backup', `There are no records of the cloud in ${target.name}.`);
}

const about = z.object({
  project: z.uuid(),
  target: z.string(),
  name: z.string(),
  backup: z.uuid().nullable(),
  instance: z.uuid(),
  instance_name: z.string(),
  vm: json['backup_copy.vm'],
  volumes: json['backup_copy.volumes'],
  offering: z.uuid(),
  plan: z.uuid(),
  backed_up: z.iso.datetime(),
});

/**
 * Makes rows of the copies that a target has and the records do not know: they were made since. Those of projects that the records do not
 * know either stay where they are. Returns how many there are.
 */
export async function adoptCopies(db: Database, target: Target): Promise<number> {
  let adopted = 0;
  for await (const uuid of target.copies()) {
    const manifest = await target.manifest(uuid).catch(() => null);
    const said = about.safeParse(manifest?.about).data;
    if (said === undefined) continue;
    const { vm, volumes, backup, ...columns } = said;
    const known = sql`SELECT uuid FROM backup WHERE uuid = ${backup}`;
    const row = { uuid, vm: JSON.stringify(vm), volumes: JSON.stringify(volumes) };
    const { numAffectedRows } = await sql`
      INSERT INTO backup_copy (uuid, project, target, name, instance, instance_name, vm, volumes, offering, plan, backed_up, backup, state)
      SELECT ${uuid}, ${columns.project}, ${columns.target}, ${columns.name}, ${columns.instance}, ${columns.instance_name}, ${row.vm}::jsonb,
        ${row.volumes}::jsonb, ${columns.offering}, ${columns.plan}, ${columns.backed_up}, (${known}), 'OK'
      WHERE EXISTS (SELECT FROM project WHERE uuid = ${columns.project}) AND EXISTS (SELECT FROM plan WHERE uuid = ${columns.plan})
      ON CONFLICT (uuid) DO NOTHING`.execute(db);
    adopted += Number(numAffectedRows ?? 0n);
  }
  return adopted;
}
