import { sql } from 'kysely';
import type { CloudName } from '../identity/index.ts';
import { requireQuota, requireRoom } from '../quotas/index.ts';
import type { Database, Tx } from '../db/index.ts';

/** What a copy of an image takes of the disk once it is there, MiB; an expression on its row. */
export const takenMiB = sql`coalesce(ceil(size_bytes / 1048576.0), 0)::int`;

/** An image on one of the clouds. */
export interface Copy {
  image: string;
  cloud: string;
}

/**
 * Claims room on the disk of a cloud for all that an image takes now, MiB in place of what it had claimed. Throws
 * `host-disk-full`, and `InvalidRequest` when it is more than its project may have; then the claim is what it was.
 */
export async function claimRoom(db: Database, { image, cloud }: Copy, mib: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // the image before the project, as orders lock them
    const { project, claim_mib } = await tx
      .selectFrom('image')
      .innerJoin('image_copy', 'image_copy.image', 'image.uuid')
      .select(['project', 'image_copy.claim_mib'])
      .where('uuid', '=', image)
      .where('image_copy.cloud', '=', cloud)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    const more = mib - claim_mib;
    if (more > 0 && project !== null) await requireQuota(tx, project, { images_size: more }, 'project');
    const copy = tx.updateTable('image_copy').set({ claim_mib: mib });
    await copy.where('image', '=', image).where('cloud', '=', cloud).execute();
    if (more > 0) await requireRoom(tx, cloud);
  });
}

/** The same for an image whose size nobody knows yet: throws when there is room for none at all. */
export async function requireSome(tx: Tx, project: string | null, cloud: CloudName): Promise<void> {
  if (project !== null) await requireQuota(tx, project, { images_size: 1 }, 'project');
  await requireRoom(tx, cloud);
}
