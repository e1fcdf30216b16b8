import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { copyRules, lockCopy } from '../../instances/index.ts';
import { copyVerify, type Services } from '../../workflows/index.ts';

/** Begins to read a copy back from its target. Throws `wrong-state`. */
export async function verifyCopy(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<void> {
  const { project, target, ...copy } = await lockCopy(tx, uuid);
  copyRules.require('verify', copy);
  const run = { uuid: randomUUID(), subject: uuid, input: {}, estimateKey: '', labels: { copy: uuid } };
  await engine.begin(tx, copyVerify, run);
  await audit(tx, actor, 'backup_copy.verify', { object: uuid, project, detail: { target } });
}
