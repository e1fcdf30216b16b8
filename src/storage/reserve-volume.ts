import { holdVolume } from './volumes.ts';
import { overQuota, quotaExceeded } from '../quotas/index.ts';
import type { Tx } from '../db/index.ts';

/** Takes the quota that a volume needs. Throws `InvalidRequest` on `project`; then nothing may be kept. */
export async function reserveVolume(tx: Tx, project: string, volume: string, sizeMiB: number): Promise<void> {
  const exceeded = await quotaExceeded(tx, project, { storage: sizeMiB });
  if (exceeded !== null) throw overQuota('project', exceeded);
  await holdVolume(tx, volume);
}
