import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { type Actor, createProject, createToken, type Quotas, slugOf } from '../../src/identity/index.ts';
import { hashPassword } from '../../src/identity/passwords.ts';
import { provisionProject } from '../../src/network/index.ts';
import { randomUUID } from 'node:crypto';
import type { Database, RoleName } from '../../src/db/index.ts';
import { Client } from './client.ts';

export const ed25519 =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f someone@example';

/** A project with its network and one admin, who is not staff. */
export interface Tenant {
  project: string;
  user: string;
  client: Client;
  network: string;
  subnet: string;
}

export async function makeTenant(db: Database, url: string, quotas: Partial<Quotas> = {}): Promise<Tenant> {
  const name = `tenant-${randomUUID().slice(0, 8)}`;
  const project = await db.transaction().execute(async (tx) => {
    const customer = await tx
      .insertInto('customer')
      .values({ name, slug: slugOf(name) })
      .returning('uuid')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('backend')
      .values({ cloud: onlyCloud })
      .onConflict((there) => there.doNothing())
      .execute();
    const made = await createProject(tx, { cloud: onlyCloud, customer: customer.uuid, name, quotas });
    await provisionProject(tx, made);
    return made;
  });
  const { user, client } = await makeUser(db, url, [project]);
  const subnet = await db
    .selectFrom('subnet')
    .select(['uuid', 'network'])
    .where('project', '=', project)
    .executeTakeFirstOrThrow();
  return { project, user, client, network: subnet.network, subnet: subnet.uuid };
}

/** A user who has `role` in `projects`, and nothing more. */
export async function makeUser(
  db: Database,
  url: string,
  projects: string[],
  role: RoleName = 'PROJECT.ADMIN',
): Promise<{ user: string; client: Client }> {
  const { uuid: user } = await db
    .insertInto('app_user')
    .values({ username: `user-${randomUUID().slice(0, 8)}` })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  for (const project of projects) {
    const grant = { user_uuid: user, role, project, customer: null };
    await db.insertInto('role_grant').values(grant).execute();
  }
  const { token } = await createToken(db, user, 'test', null);
  return { user, client: new Client(url, token) };
}

/** What a real one takes, 0.2 s, is of no use to those who only log in. */
const cheap = { N: 2 ** 10, r: 8, p: 1, maxmem: 2 ** 24 };

/** Gives a user a password without asking; returns the user's name. */
export async function setPasswordOf(db: Database, user: string, password: string): Promise<string> {
  const password_hash = await hashPassword(password, cheap);
  const query = db.updateTable('app_user').set({ password_hash }).where('uuid', '=', user).returning('username');
  return (await query.executeTakeFirstOrThrow()).username;
}

/** An actor of `project` as the API would load one, for what is called without it. */
export function actorFor(user: string, project: string): Actor {
  return {
    user,
    username: 'somebody',
    isStaff: false,
    projects: new Set([project]),
    customers: new Set(),
    roles: new Map([[project, new Set(['PROJECT.ADMIN'])]]),
    permissions: null,
    token: { uuid: randomUUID(), kind: 'api', projects: null, expires: null },
    address: '127.0.0.1',
  };
}

/** A further network of a tenant; returns its subnet. */
export async function addSubnet(db: Database, { project }: Pick<Tenant, 'project'>): Promise<string> {
  const { uuid: network } = await db
    .insertInto('network')
    .values({ project, name: 'second', slot: 1 })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const range = { gateway: '10.1.0.1', pool_first: '10.1.0.2', pool_last: '10.1.0.254', pool_cursor: '10.1.0.1' };
  const { uuid } = await db
    .insertInto('subnet')
    .values({ network, project, name: 'second', cidr: '10.1.0.0/24', ...range })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return uuid;
}

/** What the first start put into the catalogue, by what tests need of it. */
export interface Catalogue {
  /** An offering without a flavor of its own, with a plan of it. */
  offering: string;
  plan: string;
  /** Another plan of it. */
  monthly: string;
  /** An offering with a flavor of its own, with a plan of it. */
  starter: { offering: string; plan: string };
  tiny: { image: string; flavor: string };
  /** A larger flavor than tiny. */
  small: string;
  debian: string;
  /** The offering of volumes, with a plan of it. */
  volume: { offering: string; plan: string };
  volumeType: string;
}

export async function readCatalogue(db: Database): Promise<Catalogue> {
  const offerings = await db
    .selectFrom('offering')
    .innerJoin('plan', 'plan.offering', 'offering.uuid')
    .select(['offering.uuid', 'offering.type', 'offering.flavor', 'plan.uuid as plan'])
    .where('plan.name', '=', 'Hourly')
    .execute();
  const monthly = await db.selectFrom('plan').select(['uuid', 'offering']).where('name', '=', 'Monthly').execute();
  const images = await db.selectFrom('image').select(['uuid', 'name']).execute();
  const flavors = await db.selectFrom('flavor').select(['uuid', 'name']).execute();
  const one = <T>(rows: T[], what: (row: T) => boolean): T => {
    const row = rows.find(what);
    if (row === undefined) throw new Error('the catalogue lacks what tests need');
    return row;
  };
  const open = one(offerings, ({ type, flavor }) => type === 'OpenStack.Instance' && flavor === null);
  const volume = one(offerings, ({ type }) => type === 'OpenStack.Volume');
  const starter = one(offerings, ({ flavor }) => flavor !== null);
  return {
    offering: open.uuid,
    plan: open.plan,
    monthly: one(monthly, ({ offering }) => offering === open.uuid).uuid,
    starter: { offering: starter.uuid, plan: starter.plan },
    tiny: {
      image: one(images, ({ name }) => name === 'Tiny Linux').uuid,
      flavor: one(flavors, ({ name }) => name === 'tiny').uuid,
    },
    small: one(flavors, ({ name }) => name === 'small').uuid,
    volume: { offering: volume.uuid, plan: volume.plan },
    volumeType: (await db.selectFrom('volume_type').select('uuid').executeTakeFirstOrThrow()).uuid,
    debian: one(images, ({ name }) => name === 'Debian 12').uuid,
  };
}

/** The order as it is documented, complete; `attributes` replace those of the same name. */
export function orderFor(
  tenant: Pick<Tenant, 'project' | 'subnet'>,
  catalogue: Catalogue,
  attributes: Record<string, unknown> = {},
): { project: string; offering: string; plan: string; attributes: Record<string, unknown> } {
  return {
    project: tenant.project,
    offering: catalogue.offering,
    plan: catalogue.plan,
    attributes: {
      name: 'my-vm',
      image: catalogue.tiny.image,
      flavor: catalogue.tiny.flavor,
      ssh_public_key: ed25519,
      networks: [{ subnet: tenant.subnet, floating_ip: 'none' }],
      ...attributes,
    },
  };
}
