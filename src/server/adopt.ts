import { type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { type Database, rowsOf, type Tx } from '../db/index.ts';
import type { Driver, Told } from '../drivers/driver.ts';
import { adoptGuest, adoptVolume } from './adopt-guest.ts';
import { adoptedName, adoptRouter, passOver } from './adopt-network.ts';

const idRow = z.strictObject({ id: z.string() });

/** What records were made of, and what was left as it is, with the reason. */
export interface Adopted {
  made: string[];
  left: string[];
}

/**
 * Makes records of all that the backend of a cloud has and no record knows, as it was told of it last: images, networks, VMs whether
 * they run or not, volumes. Names, owners and histories are lost: all belongs to the first customer, and is called after
 * its UUID. Nothing on the backend is touched. What cannot be taken is left, and can be tried again.
 */
export async function adopt(db: Database, cloud: string, driver: Driver): Promise<Adopted> {
  const told = await driver.told();
  await keepClear(db, cloud, told);
  const known = new Set((await rowsOf(db, idRow, ids)).map(({ id }) => id));
  const adopted: Adopted = { made: [], left: [] };
  const take = async (what: string, work: (tx: Tx) => Promise<void>): Promise<void> => {
    try {
      await db.transaction().execute(work);
      adopted.made.push(what);
    } catch (error) {
      adopted.left.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const first = await db
    .selectFrom('project')
    .select('uuid')
    .where('cloud', '=', cloud)
    .where('removed', 'is', null)
    .orderBy('created')
    .limit(1)
    .executeTakeFirst();
  const project = (): string => {
    if (first === undefined) throw new Error(`no project lives on the cloud "${cloud}" yet`);
    return first.uuid;
  };
  for (const image of told.images)
    if (!known.has(image.id))
      await take(`image ${image.id}`, async (tx) => takeImage(tx, image, { project: project(), cloud }));
  const guests = told.guests.filter(({ spec }) => !known.has(spec.id));
  const routers = new Map(told.routers.map((router) => [router.id, router]));
  for (const id of new Set(guests.map(({ spec }) => spec.router))) {
    const router = routers.get(id);
    if (router !== undefined) await take(`network of project ${id}`, (tx) => adoptRouter(tx, cloud, router));
  }
  const volumes = new Map(told.volumes.map((volume) => [volume.id, volume]));
  for (const guest of guests) {
    const router = routers.get(guest.spec.router);
    if (router === undefined) adopted.left.push(`VM ${guest.spec.id}: its network is not there`);
    else
      await take(`VM ${guest.spec.seed.hostname} (${guest.spec.id})`, (tx) => adoptGuest(tx, guest, router, volumes));
  }
  const had = new Set((await rowsOf(db, idRow, ids)).map(({ id }) => id));
  for (const volume of told.volumes.filter(({ id }) => !had.has(id))) {
    if (volume.used) adopted.left.push(`volume ${volume.id}: a guest that nobody knows runs with it`);
    else await take(`volume ${volume.id}`, async (tx) => adoptVolume(tx, volume, project()));
  }
  return adopted;
}

/** Has new records take nothing that what is on the backend of a cloud has by itself. */
export function keepClear(db: QueryExecutorProvider, cloud: string, { routers, guests }: Told): Promise<void> {
  return passOver(
    db,
    cloud,
    routers,
    guests.map(({ spec }) => spec.slot),
  );
}

const ids = sql`
  SELECT uuid::text AS id FROM image UNION ALL SELECT uuid::text FROM instance UNION ALL SELECT uuid::text FROM volume
  UNION ALL SELECT uuid::text FROM hidden_disk`;

/** Private: whose it was is not known, and those who stood on it have their disks. */
async function takeImage(
  tx: Tx,
  { id, facts }: Told['images'][number],
  { project, cloud }: { project: string; cloud: string },
): Promise<void> {
  const { virtualSizeMiB, bytes, sha256 } = facts;
  await tx
    .insertInto('image')
    .values({
      uuid: id,
      project,
      name: adoptedName(id),
      ssh_user: 'root',
      readiness: 'none',
      min_disk_mib: virtualSizeMiB,
      min_memory_mib: 64,
      source: JSON.stringify({ kind: 'upload' }),
      state: 'ready',
      sha256,
      size_bytes: String(bytes),
      disk_mib: virtualSizeMiB,
      cloud,
    })
    .execute();
  const claim_mib = Math.ceil(bytes / 2 ** 20);
  await tx
    .insertInto('image_copy')
    .values({ image: id, cloud, size_bytes: String(bytes), claim_mib })
    .execute();
}
