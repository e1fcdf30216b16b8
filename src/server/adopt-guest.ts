import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';
import type { PortSpec, RouterSpec, Told } from '../drivers/driver.ts';
import { cloudOf } from '../identity/index.ts';
import { adoptedName } from './adopt-network.ts';

type Volume = Told['volumes'][number];

/** What a VM or a volume of a project is ordered by. */
async function offered(
  tx: Tx,
  project: string,
  type: 'OpenStack.Instance' | 'OpenStack.Volume',
): Promise<{ offering: string; plan: string }> {
  return tx
    .selectFrom('plan')
    .innerJoin('offering', 'offering.uuid', 'plan.offering')
    .select(['offering.uuid as offering', 'plan.uuid as plan'])
    .where('offering.type', '=', type)
    .where('offering.cloud', '=', cloudOf(project))
    .where('offering.flavor', 'is', null)
    .orderBy('offering.created')
    .orderBy('plan.name')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** Makes the records of a guest as it was told to be, with its disks, ports and addresses, in whatever state it is. */
export async function adoptGuest(
  tx: Tx,
  { spec, runs }: Told['guests'][number],
  router: RouterSpec,
  volumes: Map<string, Volume>,
): Promise<void> {
  const { id: instance, router: project, slot, vcpus, memoryMiB, seed, rescue } = spec;
  const own = spec.volumes.map(({ id }) => id);
  const system = volumes.get(own[0] ?? '');
  const { offering, plan } = await offered(tx, project, 'OpenStack.Instance');
  const runtime = rescue === null ? 'ACTIVE' : 'RESCUE';
  await tx
    .insertInto('instance')
    .values({
      uuid: instance,
      project,
      offering,
      plan,
      slot,
      vcpus,
      memory_mib: memoryMiB,
      state: 'OK',
      name: seed.hostname,
      // who was told of a rescue by an older version does not know it
      image: rescue?.image === spec.image ? (system?.image ?? spec.image) : spec.image,
      flavor: await flavorOf(tx, vcpus, memoryMiB, system?.sizeMiB ?? 1024),
      ssh_keys: seed.sshKeys,
      user_data: seed.userData,
      power: runs ? 'on' : 'off',
      runtime_state: runs ? runtime : 'SHUTOFF',
      generation: Number(seed.instanceId.slice(37) || 0),
      rescue_image: rescue?.image ?? null,
      rescue_volume: rescue?.volume ?? null,
      started: new Date(),
    })
    .execute();
  await tx
    .insertInto('order')
    .values({ type: 'Create', project, offering, plan, instance, state: 'done', completed: new Date() })
    .execute();
  for (const [position, id] of own.entries()) {
    const volume = volumes.get(id);
    if (volume === undefined) throw new Error(`the volume ${id} of the guest is not there`);
    await insertVolume(tx, volume, project, { instance, position });
  }
  for (const [position, { id }] of spec.ports.entries()) {
    const port = router.ports.find((each) => each.id === id);
    if (port !== undefined) await adoptPort(tx, port, { instance, position, project });
  }
  await sql`UPDATE project SET network_revision = network_revision + 1 WHERE uuid = ${project}`.execute(tx);
}

/** A volume that no VM has can be ordered away like any other. */
export async function adoptVolume(tx: Tx, volume: Volume, project: string): Promise<void> {
  const { offering, plan } = await offered(tx, project, 'OpenStack.Volume');
  await insertVolume(tx, volume, project, { offering, plan });
  await tx
    .insertInto('order')
    .values({ type: 'Create', project, offering, plan, volume: volume.id, state: 'done', completed: new Date() })
    .execute();
}

async function insertVolume(
  tx: Tx,
  { id: uuid, sizeMiB: size_mib, image }: Volume,
  project: string,
  of: { instance: string; position: number } | { offering: string; plan: string },
): Promise<void> {
  const type = await tx.selectFrom('volume_type').select('uuid').orderBy('name').limit(1).executeTakeFirstOrThrow();
  const row = { uuid, project, name: adoptedName(uuid), size_mib, image, type: type.uuid, state: 'OK' as const, ...of };
  await tx.insertInto('volume').values(row).execute();
}

async function flavorOf(tx: Tx, vcpus: number, memory_mib: number, disk_mib: number): Promise<string> {
  const found = await tx
    .selectFrom('flavor')
    .select('uuid')
    .where('vcpus', '=', vcpus)
    .where('memory_mib', '=', memory_mib)
    .where('removed', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (found !== undefined) return found.uuid;
  const flavor = { name: `adopted-${vcpus}-${memory_mib}`, vcpus, memory_mib, disk_mib };
  const created = await tx.insertInto('flavor').values(flavor).returning('uuid').executeTakeFirstOrThrow();
  return created.uuid;
}

async function adoptPort(
  tx: Tx,
  { id: uuid, network, mac, addresses, groups, allowed = [], floatingIp }: PortSpec,
  of: { instance: string; position: number; project: string },
): Promise<void> {
  await tx
    .insertInto('port')
    .values({ uuid, network, mac, plugged: true, allowed_addresses: allowed, ...of })
    .execute();
  if (addresses.length > 0)
    await tx
      .insertInto('address')
      .values(addresses.map(({ subnet, address }) => ({ subnet, address, port: uuid })))
      .execute();
  for (const [position, security_group] of groups.entries())
    await tx.insertInto('port_security_group').values({ port: uuid, security_group, position }).execute();
  if (floatingIp === null) return;
  const created = await tx
    .insertInto('floating_ip')
    .values({ project: of.project, port: uuid })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await sql`
    INSERT INTO address (subnet, address, floating_ip)
    SELECT uuid, ${floatingIp}, ${created.uuid} FROM subnet WHERE cloud = ${cloudOf(of.project)} AND cidr >> ${floatingIp}::inet
  `.execute(tx);
}
