import type { Database } from '../db/index.ts';
import type { GuestSpec } from '../drivers/driver.ts';

/** What the backend is told to run: the instance's rows, nothing else. */
export async function guestSpec(db: Database, uuid: string): Promise<GuestSpec> {
  const instance = await db
    .selectFrom('instance')
    .innerJoin('image', 'image.uuid', 'instance.image')
    .selectAll('instance')
    .select('image.readiness as image_readiness')
    .where('instance.uuid', '=', uuid)
    .executeTakeFirstOrThrow();
  const volumes = await db
    .selectFrom('volume')
    .select('uuid as id')
    .where('instance', '=', uuid)
    .orderBy('position')
    .execute();
  const ports = await db
    .selectFrom('port')
    .select(['uuid as id', 'project as router', 'mac'])
    .where('instance', '=', uuid)
    .orderBy('position')
    .execute();
  if (instance.slot === null) throw new Error(`instance ${uuid} has no slot`);
  return {
    id: uuid,
    slot: instance.slot,
    vcpus: instance.vcpus,
    memoryMiB: instance.memory_mib,
    image: instance.image,
    volumes,
    ports,
    seed: {
      instanceId: uuid,
      hostname: instance.name,
      sshKeys: instance.ssh_keys,
      userData: instance.user_data,
    },
    probeSsh: instance.image_readiness === 'ssh' ? await firstAddress(db, uuid) : null,
  };
}

/** Where ssh is asked for: the first address of the first port. */
async function firstAddress(db: Database, instance: string): Promise<GuestSpec['probeSsh']> {
  const row = await db
    .selectFrom('port')
    .innerJoin('address', 'address.port', 'port.uuid')
    .select((eb) => ['port.project as router', eb.fn<string>('host', ['address.address']).as('address')])
    .where('port.instance', '=', instance)
    .orderBy('port.position')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
