import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { imagesOf } from '../catalogue/index.ts';
import { type Actor, removeProject } from '../identity/index.ts';
import { countCopies, removeServerGroups } from '../instances/index.ts';
import { removeProjectNetwork } from '../network/index.ts';
import { holdings } from '../quotas/index.ts';

/**
 * Removes a project that has nothing left but its network and server groups, which go with it. The row stays for its history. Throws
 * `in-use`, which says what is left.
 */
export async function deleteProject(tx: Tx, actor: Actor, uuid: string): Promise<void> {
  // orders of the project are waited for; those that come later find no quota
  const held = await holdings(tx, uuid);
  const images = await imagesOf(tx, uuid);
  const copies = await countCopies(tx, uuid);
  const kept = copies === 0 ? [] : [`${copies} copies of backups`];
  const left = [...held, ...(images === 0 ? [] : [`${images} images`]), ...kept];
  if (left.length > 0) {
    throw new Problem('in-use', `The project still has active resources: ${left.join(', ')}. Delete them first.`);
  }
  await removeProject(tx, actor, uuid);
  await removeProjectNetwork(tx, uuid);
  await removeServerGroups(tx, uuid);
}
