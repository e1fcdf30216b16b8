import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { instanceRules, lockInstance } from '../../instances/index.ts';
import type { Scheduled } from '../../storage/index.ts';
import { backupCreate, type Services } from '../../workflows/index.ts';
import { makeBackup, type NewBackup } from './make.ts';

/**
 * Begins to keep a VM as it is now, whether it runs or not: what its rows say, and all of its volumes at one moment. It goes on meanwhile.
 * Throws `wrong-state`, `quota-exceeded`, `host-disk-full`. Returns the UUID of the backup.
 */
export async function createBackup(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
  wanted: NewBackup & Scheduled,
): Promise<string> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('backup', instance);
  const { project } = instance;
  const { backup, size } = await makeBackup(tx, actor, instance, wanted);
  const labels = { backup, instance: uuid };
  await engine.begin(tx, backupCreate, { uuid: randomUUID(), subject: backup, input: {}, estimateKey: '', labels });
  await audit(tx, actor, 'backup.create', { object: backup, project, detail: { instance: uuid, size } });
  return backup;
}
