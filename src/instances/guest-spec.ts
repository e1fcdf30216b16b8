import { isIPv4, isIPv6 } from 'node:net';
import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Database, Schema, Tx } from '../db/index.ts';
import type { GuestMetadata, GuestSpec, RescueSpec, SeedSpec } from '../drivers/driver.ts';

/** The image that an instance runs: its own, or in rescue mode that of the rescue system. */
export const runningImage = ({ fn }: ExpressionBuilder<Schema, 'instance'>) =>
  fn.coalesce('instance.rescue_image', 'instance.image');

/** Whether the system of an instance was another one's, whose disk its own is a copy of. */
const isCopy = sql<boolean>`EXISTS (SELECT FROM volume s
  WHERE s.instance = instance.uuid AND s.position = 0 AND s.source_snapshot IS NOT NULL AND s.image IS NULL)`;

/** What the backend is told to run: the instance's rows, nothing else. */
export async function guestSpec(db: Database | Tx, uuid: string): Promise<GuestSpec> {
  const instance = await db
    .selectFrom('instance')
    .innerJoin('image', (join) => join.on((eb) => eb('image.uuid', '=', runningImage(eb))))
    .selectAll('instance')
    .select((eb) => [
      'image.readiness as image_readiness',
      jsonArrayFrom(
        eb
          .selectFrom('volume as v')
          .select('v.uuid as id')
          .whereRef('v.instance', '=', 'instance.uuid')
          .orderBy('v.position'),
      ).as('volumes'),
      jsonArrayFrom(
        eb
          .selectFrom('port as p')
          .select(portColumns)
          .whereRef('p.instance', '=', 'instance.uuid')
          .orderBy('p.position'),
      ).as('ports'),
      isCopy.as('copied'),
    ])
    .where('instance.uuid', '=', uuid)
    .executeTakeFirstOrThrow();
  const { volumes, ports } = instance;
  if (instance.slot === null) throw new Error(`instance ${uuid} has no slot`);
  return {
    id: uuid,
    slot: instance.slot,
    vcpus: instance.vcpus,
    memoryMiB: instance.memory_mib,
    image: instance.image,
    volumes,
    rescue: rescueOf(instance),
    router: instance.project,
    ports: ports.map(({ id, mac, addresses }) => ({
      id,
      mac,
      dhcp4: addresses.some(({ address }) => isIPv4(address)),
      dhcp6: addresses.some(({ address }) => isIPv6(address)),
    })),
    seed: { ...seedOf(instance), ...(instance.copied && instance.rescue_volume === null ? { copied: true } : {}) },
    probeSsh: instance.image_readiness === 'ssh' ? await firstAddress(db, uuid) : null,
  };
}

function rescueOf(instance: Pick<Selectable<Schema['instance']>, 'rescue_image' | 'rescue_volume'>): RescueSpec | null {
  const { rescue_image: image, rescue_volume: volume } = instance;
  return image === null || volume === null ? null : { image, volume };
}

function portColumns(eb: ExpressionBuilder<Schema & { p: Schema['port'] }, 'p'>) {
  const addresses = eb.selectFrom('address as a').select('a.address').whereRef('a.port', '=', 'p.uuid');
  return ['p.uuid as id', 'p.mac', jsonArrayFrom(addresses).as('addresses')] as const;
}

/** What the metadata service may tell an instance of itself; null for one that has no guest. */
export async function guestMetadata(db: Database, uuid: string): Promise<GuestMetadata | null> {
  const instance = await db
    .selectFrom('instance')
    .innerJoin('flavor', 'flavor.uuid', 'instance.flavor')
    .selectAll('instance')
    .select((eb) => ['flavor.name as flavor_name', runningImage(eb).as('running_image')])
    .where('instance.uuid', '=', uuid)
    .where('instance.reserved', '=', true)
    .executeTakeFirst();
  if (instance === undefined) return null;
  const { project, running_image: image, flavor_name: flavor, key_name: keyName } = instance;
  return { seed: seedOf(instance), project, image, flavor, keyName };
}

type Seeded = Pick<
  Selectable<Schema['instance']>,
  'uuid' | 'generation' | 'rescue_volume' | 'name' | 'ssh_keys' | 'user_data' | 'metadata'
>;

function seedOf(instance: Seeded): SeedSpec {
  const { rescue_volume: rescue, name: hostname, ssh_keys: sshKeys, metadata: labels } = instance;
  // the user data is meant for the own system
  if (rescue !== null) return { instanceId: rescue, hostname, sshKeys, userData: null, labels };
  return { instanceId: cloudInitId(instance), hostname, sshKeys, userData: instance.user_data, labels };
}

/** What cloud-init takes for the identity of a system: when it changes, the first boot runs again. */
function cloudInitId({ uuid, generation }: Seeded): string {
  return generation === 0 ? uuid : `${uuid}-${generation}`;
}

/** Where ssh is asked for: the first address of the first port. */
async function firstAddress(db: Database | Tx, instance: string): Promise<GuestSpec['probeSsh']> {
  const row = await db
    .selectFrom('port')
    .innerJoin('address', 'address.port', 'port.uuid')
    .select(['port.project as router', 'address.address'])
    .where('port.instance', '=', instance)
    .orderBy('port.position')
    .orderBy('address.address')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
