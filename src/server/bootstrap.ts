import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readCatalogue, syncCatalogue } from '../catalogue/index.ts';
import { replaceFile } from '../common/files.ts';
import { blockOf } from '../common/prefix.ts';
import type { Settings } from '../common/settings.ts';
import type { Database, Tx } from '../db/index.ts';
import { createProject, createToken, isTokenKnown, slugOf } from '../identity/index.ts';
import { provisionFloatingPool, provisionProject } from '../network/index.ts';
import { z } from 'zod';
import { offer } from './offer.ts';
import { registerClouds } from './register-clouds.ts';
import { poolOwner } from './settle-pool.ts';
import { takePool } from './take-pool.ts';

const credentials = z.object({ token: z.string() });

const flavors = [
  { name: 'tiny', vcpus: 1, memory_mib: 128, disk_mib: 1024 },
  { name: 'small', vcpus: 1, memory_mib: 1024, disk_mib: 4 * 1024 },
  { name: 'medium', vcpus: 2, memory_mib: 2048, disk_mib: 10 * 1024 },
  { name: 'large', vcpus: 2, memory_mib: 4096, disk_mib: 20 * 1024 },
];

const images = [
  {
    name: 'Tiny Linux',
    description: 'Kernel, busybox and ssh: boots in seconds',
    ssh_user: 'root',
    readiness: 'agent' as const,
    min_disk_mib: 128,
    min_memory_mib: 96,
    is_rescue_image: true,
    source: { kind: 'builtin', name: 'tiny' },
  },
  {
    name: 'Debian 12',
    description: 'Debian 12 with systemd and cloud-init, built on this machine from Debian packages on first use',
    ssh_user: 'debian',
    readiness: 'cloud-init' as const,
    min_disk_mib: 2048,
    min_memory_mib: 512,
    is_rescue_image: false,
    source: { kind: 'builtin', name: 'debian-12' },
  },
];

/**
 * Makes what the first order needs: a customer with a project and its network, an owner, the catalogue, and for each cloud
 * what is ordered there and the pool of its floating IPs, which on this host is `floatingPool`. Idempotent: runs at every start, and changes nothing that is there.
 */
export async function bootstrap(db: Database, settings: Settings, floatingPool: string): Promise<void> {
  const cloudImages = readCatalogue(settings.image_catalogue);
  const project = await db.transaction().execute(async (tx) => {
    // nodes that start at once make one cloud together
    await sql`SELECT pg_advisory_xact_lock(hashtext('slipway bootstrap'))`.execute(tx);
    await registerClouds(tx, settings.clouds);
    await offerVolumeType(tx);
    const existing = await tx.selectFrom('project').select('uuid').orderBy('created').limit(1).executeTakeFirst();
    if (existing === undefined) await makeCatalogue(tx);
    for (const { name } of settings.clouds) {
      await offer(tx, name);
      await makePool(tx, name, name === poolOwner(settings) ? floatingPool : null);
    }
    await syncCatalogue(tx, cloudImages);
    return existing?.uuid ?? makeOwner(tx, settings.default_cloud);
  });
  await writeCredentials(db, settings, project);
}

async function makeOwner(tx: Tx, cloud: string): Promise<string> {
  const customer = await tx
    .insertInto('customer')
    .values({ name: 'Default organisation', slug: slugOf('default') })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const project = await createProject(tx, { customer: customer.uuid, name: 'Default project', cloud });
  await provisionProject(tx, project);
  const user = await tx
    .insertInto('app_user')
    .values({ username: 'admin', full_name: 'Administrator', is_staff: true })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('role_grant')
    .values({ user_uuid: user.uuid, role: 'CUSTOMER.OWNER', customer: customer.uuid, project: null })
    .execute();
  return project;
}

async function makeCatalogue(tx: Tx): Promise<void> {
  await tx.insertInto('flavor').values(flavors).execute();
  const rows = images.map((image) => ({
    ...image,
    source: JSON.stringify(image.source),
    state: 'pending' as const,
    project: null,
  }));
  await tx.insertInto('image').values(rows).execute();
}

async function offerVolumeType(tx: Tx): Promise<void> {
  const type = { name: 'default', description: 'Copy-on-write files on the disk of the host' };
  await tx
    .insertInto('volume_type')
    .values(type)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Where floating IPs of a cloud come from; of one whose backend has them in stock the block says nothing. */
async function makePool(tx: Tx, cloud: string, own: string | null): Promise<void> {
  const pools = await tx.selectFrom('subnet').select(['cloud', 'cidr']).where('cloud', 'is not', null).execute();
  if (pools.some((pool) => pool.cloud === cloud)) return;
  const avoid = pools.flatMap(({ cidr }) => blockOf(cidr));
  await provisionFloatingPool(tx, cloud, own ?? (await takePool(false, { start: 0, avoid })));
}

/** The command line's token of the first user, in a file that only the operator can read; one of other records is replaced. */
async function writeCredentials(db: Database, settings: Settings, project: string): Promise<void> {
  const path = join(settings.home, 'credentials.json');
  const written = await readFile(path, 'utf8').then(JSON.parse, () => null);
  const known = credentials.safeParse(written).data;
  if (known !== undefined && (await isTokenKnown(db, known.token))) return;
  const user = await db
    .selectFrom('app_user')
    .select('uuid')
    .where('is_staff', '=', true)
    .orderBy('created')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { token } = await createToken(db, user.uuid, 'command line', null);
  await mkdir(settings.home, { recursive: true });
  const content = { url: settings.url, token, project };
  await replaceFile(path, `${JSON.stringify(content, null, 2)}\n`, 0o600);
}
