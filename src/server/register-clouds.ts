import { sql } from 'kysely';
import { z } from 'zod';
import { type CloudSettings, onlyCloud } from '../common/cloud-settings.ts';
import { Problem } from '../common/problem.ts';
import { rowsOf, type Tx } from '../db/index.ts';

const knownRow = z.strictObject({
  cloud: z.string(),
  driver: z.string().nullable(),
  /** Whether a project lives there. */
  lived: z.boolean(),
  /** Whether there is anything of a project on its backend. */
  used: z.boolean(),
});
type Known = z.output<typeof knownRow>;

/**
 * Has the records know the clouds of the settings. The one that a control plane had before there was a list is called what the
 * list calls the only one of its driver. Throws `cloud-missing` when projects live on one that is not there any more, and
 * `other-driver` when one with VMs or volumes shall be another backend.
 */
export async function registerClouds(tx: Tx, clouds: CloudSettings[]): Promise<void> {
  // nodes that start at once make one cloud together
  await sql`SELECT pg_advisory_xact_lock(hashtext('slipway bootstrap'))`.execute(tx);
  const known = await rowsOf(
    tx,
    knownRow,
    sql`SELECT cloud, driver, EXISTS (SELECT FROM project p WHERE p.cloud = b.cloud AND p.removed IS NULL) AS lived,
      EXISTS (SELECT FROM project p WHERE p.cloud = b.cloud AND (
        EXISTS (SELECT FROM instance i WHERE i.project = p.uuid AND i.reserved)
        OR EXISTS (SELECT FROM volume v WHERE v.project = p.uuid AND v.reserved))) AS used
      FROM backend b WHERE b.removed IS NULL OR cloud = ANY(${clouds.map(({ name }) => name)})`,
  );
  for (const old of known) {
    const now = clouds.find(({ name }) => name === old.cloud) ?? successor(old, known, clouds);
    if (now === undefined && old.lived) throw missing(old);
    if (now !== undefined && old.used && old.driver !== null && old.driver !== now.driver) throw otherDriver(old, now);
    const change = now === undefined ? { removed: new Date() } : { cloud: now.name };
    await tx.updateTable('backend').set(change).where('cloud', '=', old.cloud).execute();
  }
  for (const { name: cloud, driver } of clouds) {
    await tx
      .insertInto('backend')
      .values({ cloud, driver })
      .onConflict((there) => there.column('cloud').doUpdateSet({ driver, removed: null }))
      .execute();
  }
}

/** What the cloud of a time without a list is called now, if that is beyond doubt. */
function successor(old: Known, known: Known[], clouds: CloudSettings[]): CloudSettings | undefined {
  if (old.cloud !== onlyCloud || old.driver === null) return undefined;
  const fresh = clouds.filter(({ name }) => !known.some(({ cloud }) => cloud === name));
  const [one, ...others] = fresh.filter(({ driver }) => driver === old.driver);
  return others.length === 0 ? one : undefined;
}

function missing({ cloud, driver }: Known): Problem {
  const section = `[clouds.${cloud}]`;
  const remedy = `Put ${section} back into slipway.toml${driver === null ? '' : ` with driver = "${driver}"`}, or delete its projects before.`;
  return new Problem('cloud-missing', `Projects live on the cloud "${cloud}", which the settings do not list.`, remedy);
}

function otherDriver({ cloud, driver }: Known, now: CloudSettings): Problem {
  const remedy = `Leave driver = "${driver}" to it, and list the other one beside it, by another name.`;
  const message = `The cloud "${cloud}" has VMs or volumes on ${driver}, and the settings say ${now.driver}.`;
  return new Problem('other-driver', message, remedy);
}
