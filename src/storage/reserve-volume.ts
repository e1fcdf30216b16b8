import { holdVolume } from './volumes.ts';
import { cloudOf } from '../identity/index.ts';
import { requireBackend, requireQuota, requireRoom } from '../quotas/index.ts';
import type { Tx } from '../db/index.ts';

/** Takes the quota and the room that a volume needs. Throws `InvalidRequest` on `project`, `backend-full`, `host-disk-full`; then nothing may be kept. */
export async function reserveVolume(tx: Tx, project: string, volume: string, sizeMiB: number): Promise<void> {
  await requireQuota(tx, project, { storage: sizeMiB }, 'project');
  await holdVolume(tx, volume);
  await requireBackend(tx, project, { volumes: 1 });
  await requireRoom(tx, cloudOf(project));
}
