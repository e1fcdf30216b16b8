import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { createToken } from '../../src/identity/index.ts';
import { Client } from '../support/client.ts';
import type { TestCloud } from '../support/cloud.ts';
import { keyLine } from '../support/keys.ts';
import { type Catalogue, makeTenant, makeUser, orderFor, readCatalogue, type Tenant } from '../support/tenant.ts';

/** What belongs to a project or to a user, and can be named in a path, a query or a body. */
export type Kind =
  | 'project'
  | 'order'
  | 'resource'
  | 'image'
  | 'network'
  | 'subnet'
  | 'floating_ip'
  | 'security_group'
  | 'key'
  | 'token';

/** Two tenants of one cloud, each with one object of every kind, and ways to make more of them. */
export class World {
  readonly cloud: TestCloud;
  readonly catalogue: Catalogue;
  /** Whose things the others want. */
  readonly owner: Tenant;
  readonly other: Tenant;
  /** One of the other's, of every kind. */
  foreign!: Record<Kind, string>;
  /** One of the owner's, of every kind. */
  owned!: Record<Kind, string>;

  private constructor(cloud: TestCloud, catalogue: Catalogue, owner: Tenant, other: Tenant) {
    this.cloud = cloud;
    this.catalogue = catalogue;
    this.owner = owner;
    this.other = other;
  }

  static async make(cloud: TestCloud): Promise<World> {
    const { db, url } = cloud;
    const [owner, other] = [await makeTenant(db, url), await makeTenant(db, url)];
    const world = new World(cloud, await readCatalogue(db), owner, other);
    world.owned = await world.#belongings(owner);
    world.foreign = await world.#belongings(other);
    return world;
  }

  async #belongings(tenant: Tenant): Promise<Record<Kind, string>> {
    const group = this.cloud.db.selectFrom('security_group').select('uuid').where('project', '=', tenant.project);
    const { order, resource } = await this.makeVm(tenant);
    return {
      project: tenant.project,
      network: tenant.network,
      subnet: tenant.subnet,
      security_group: (await group.executeTakeFirstOrThrow()).uuid,
      order,
      resource,
      image: await this.makeImage(tenant),
      floating_ip: await this.makeFloatingIp(tenant),
      key: await this.makeKey(tenant.client),
      token: await this.makeToken(tenant.client),
    };
  }

  async makeVm(tenant: Tenant): Promise<{ order: string; resource: string }> {
    const { uuid, resource_uuid: resource } = await this.#created(
      tenant.client,
      'marketplace-orders/',
      this.order(tenant),
    );
    assert.equal((await tenant.client.settled(uuid)).state, 'Success');
    return { order: uuid, resource };
  }

  /** An order that stays under way until `release` is called. */
  async makeRunningOrder(tenant: Tenant): Promise<{ order: string; release: () => void }> {
    const gate = Promise.withResolvers<void>();
    this.cloud.driver.fault = (method) => (method === 'startGuest' ? gate.promise : undefined);
    const { uuid } = await this.#created(tenant.client, 'marketplace-orders/', this.order(tenant));
    const release = (): void => {
      this.cloud.driver.fault = () => {};
      gate.resolve();
    };
    return { order: uuid, release };
  }

  /** An image of the tenant's project that waits for its content. */
  async makeImage(tenant: Tenant): Promise<string> {
    return (await this.#created(tenant.client, 'openstack-images/', this.image(tenant))).uuid;
  }

  async makeFloatingIp(tenant: Tenant): Promise<string> {
    return (await this.#created(tenant.client, 'openstack-floating-ips/', { project: tenant.project })).uuid;
  }

  async makeKey(client: Client): Promise<string> {
    return (await this.#created(client, 'keys/', this.key())).uuid;
  }

  async makeToken(client: Client): Promise<string> {
    return (await this.#created(client, 'tokens/', { name: 'one of several' })).uuid;
  }

  order = (tenant: Tenant, attributes: Record<string, unknown> = {}) => orderFor(tenant, this.catalogue, attributes);
  image = (tenant: Tenant) => ({
    name: `image-${randomUUID()}`,
    ssh_user: 'debian',
    sha256: randomBytes(32).toString('hex'),
    project: tenant.project,
  });
  key = () => ({ name: `key-${randomUUID()}`, public_key: keyLine('ssh-ed25519', randomBytes(32)) });

  /** The callers of the matrix. Those who lost their rights are shown to have had them. */
  async callers(): Promise<Callers> {
    const { cloud, owner, other } = this;
    const { db, url } = cloud;
    const expired = await createToken(db, owner.user, 'expired', new Date(Date.now() - 1000));
    const removed = await makeUser(db, url, [owner.project]);
    const withdrawn = await makeUser(db, url, [owner.project]);
    for (const { client } of [removed, withdrawn]) {
      assert.equal((await client.get(`projects/${owner.project}/`)).status, 200);
    }
    await db.updateTable('app_user').set({ is_active: false }).where('uuid', '=', removed.user).execute();
    await db.deleteFrom('role_grant').where('user_uuid', '=', withdrawn.user).execute();
    return {
      nobody: new Client(url, null),
      forger: new Client(url, randomBytes(20).toString('hex')),
      expired: new Client(url, expired.token),
      removed: removed.client,
      withdrawn: withdrawn.client,
      outsider: other.client,
      member: owner.client,
      staff: cloud.staff,
    };
  }

  async #created(client: Client, path: string, body: unknown) {
    const answer = await client.post(path, body);
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  }
}

export type Caller = 'nobody' | 'forger' | 'expired' | 'removed' | 'withdrawn' | 'outsider' | 'member' | 'staff';
export type Callers = Record<Caller, Client>;
