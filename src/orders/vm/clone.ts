import { randomUUID } from 'node:crypto';
import { makeBackup } from '../../actions/index.ts';
import type { Tx } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { instanceRules, lockInstance } from '../../instances/index.ts';
import { instanceClone, type Services } from '../../workflows/index.ts';
import { makeOfBackup, type Restoration } from './restore.ts';

/**
 * Begins to make a new VM whose disks are those of another at one moment, which goes on, running or not. The new one has an identity, ports
 * and addresses of its own, as one that is made of a backup; what is left out is as it is. Throws as `restoreBackup`, and where the quota of
 * snapshots has no room meanwhile. Returns the UUID of the new VM.
 */
export async function cloneInstance(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  wanted: Restoration & { name: string },
): Promise<string> {
  const source = await lockInstance(tx, uuid);
  instanceRules.require('clone', source);
  const { project } = source;
  const { backup: kept } = await makeBackup(tx, actor, source, { name: `For the clone ${wanted.name}` });
  const instance = await makeOfBackup(tx, actor, { uuid: kept, project }, wanted);
  await engine.begin(tx, instanceClone, {
    uuid: randomUUID(),
    subject: instance,
    input: { kept },
    estimateKey: '',
    labels: { source: uuid, instance },
  });
  await audit(tx, actor, 'instance.clone', { object: instance, project, detail: { instance: uuid } });
  return instance;
}
