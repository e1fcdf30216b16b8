import { resolve } from 'node:path';
import { readSettings } from '../common/settings.ts';
import { writeBackup } from './backups.ts';
import { requireCloud } from './cloud.ts';
import { endWith, say } from './program.ts';
import { withDatabase } from './store.ts';

/**
 * Writes a backup of the control plane to the file that is named, while it runs or not: every row as of one moment, the
 * cloud's identity, its settings and the first credentials. Disks and images are not in it.
 */
try {
  const settings = readSettings();
  const cloud = requireCloud(settings.home);
  const path = resolve(...process.argv.slice(2));
  await withDatabase(settings, cloud, false, (db) => writeBackup(path, settings.home, db));
  say(`The backup is in ${path}. It holds every secret of the control plane: keep it as root keeps secrets.`);
} catch (error) {
  endWith(error);
}
