import { sql } from 'kysely';
import { requireQuota, requireRoom } from '../quotas/index.ts';
import type { Database, Tx } from '../db/index.ts';

/** What an image takes of the disk once it is there, MiB; an expression on its row. */
export const takenMiB = sql`coalesce(ceil(size_bytes / 1048576.0), 0)::int`;

/**
 * Claims room on the disk for all that an image takes now, MiB in place of what it had claimed. Throws `host-disk-full`, and
 * `InvalidRequest` when it is more than its project may have; then the claim is what it was.
 */
export async function claimRoom(db: Database, image: string, mib: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // the image before the project, as orders lock them
    const { project, claim_mib } = await tx
      .selectFrom('image')
      .select(['project', 'claim_mib'])
      .where('uuid', '=', image)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    const more = mib - claim_mib;
    if (more > 0 && project !== null) await requireQuota(tx, project, { images_size: more }, 'project');
    await tx.updateTable('image').set({ claim_mib: mib }).where('uuid', '=', image).execute();
    if (more > 0) await requireRoom(tx);
  });
}

/** The same for an image whose size nobody knows yet: throws when there is room for none at all. */
export async function requireSome(tx: Tx, project: string | null): Promise<void> {
  if (project !== null) await requireQuota(tx, project, { images_size: 1 }, 'project');
  await requireRoom(tx);
}
