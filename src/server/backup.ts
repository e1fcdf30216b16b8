import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem } from '../common/problem.ts';
import { readSettings } from '../common/settings.ts';
import { dump, executedMigrations } from '../db/index.ts';
import { type BackupHead, writeArchive } from './archive.ts';
import { existingCloud } from './cloud.ts';
import { version } from '../common/version.ts';
import { endWith, say } from './program.ts';
import { withDatabase } from './store.ts';

/**
 * Writes a backup of the control plane to the file that is named, while it runs or not: every row as of one moment, the
 * cloud's identity, its settings and the first credentials. Disks and images are not in it.
 */
try {
  const [name] = process.argv.slice(2);
  if (name === undefined) throw new Problem('usage', 'No file is named.', 'Name the file that the backup goes to.');
  const settings = readSettings();
  const cloud = existingCloud(settings.home);
  if (cloud === null) {
    const remedy = 'Set SLIPWAY_HOME to the state directory of the cloud.';
    throw new Problem('no-cloud', `There is no cloud in ${settings.home}.`, remedy);
  }
  const path = resolve(name);
  await withDatabase(settings, cloud, false, async (db) => {
    const text = (file: string) => readFile(join(settings.home, file), 'utf8').catch(() => null);
    const head: BackupHead = {
      slipway: 'backup',
      format: 1,
      version: version(),
      created: new Date().toISOString(),
      home: settings.home,
      migrations: await executedMigrations(db),
      cloud,
      settings: await text('slipway.toml'),
      credentials: JSON.parse((await text('credentials.json')) ?? 'null') as BackupHead['credentials'],
    };
    await writeArchive(path, head, dump(db));
  });
  say(`The backup is in ${path}. It holds every secret of the control plane: keep it as root keeps secrets.`);
} catch (error) {
  endWith(error);
}
