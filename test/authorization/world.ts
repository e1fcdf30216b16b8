import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { RoleName } from '../../src/db/index.ts';
import { guestSpec } from '../../src/instances/index.ts';
import { Client } from '../support/client.ts';
import { volumeSettled } from '../support/volumes.ts';
import type { TestCloud } from '../support/cloud.ts';
import { type Catalogue, makeTenant, makeUser, readCatalogue, setPasswordOf, type Tenant } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { Makers, type ScheduleKind } from './makers.ts';

/** What belongs to a project or to a user, and can be named in a path, a query or a body. */
export type Kind =
  | 'project'
  | 'customer'
  | 'user'
  | 'event'
  | 'order'
  | 'quote'
  | 'resource'
  | 'image'
  | 'network'
  | 'subnet'
  | 'port'
  | 'floating_ip'
  | 'security_group'
  | 'server_group'
  | 'snapshot'
  | 'backup'
  | 'backup_copy'
  | `${ScheduleKind}_schedule`
  | 'volume'
  | 'deleted'
  | 'key'
  | 'token';

export const goodPassword = 'correct horse battery staple';

/** Two tenants of one cloud, each with one object of every kind, and ways to make more of them. */
export class World extends Makers {
  /** Whose things the others want. */
  readonly owner: Tenant;
  readonly other: Tenant;
  /** One of the other's, of every kind. */
  foreign!: Record<Kind, string>;
  /** One of the owner's, of every kind. */
  owned!: Record<Kind, string>;
  /** A user beside the owner, who is no caller. */
  helper!: string;
  /** The owner's, whose password is the good one. */
  username!: string;

  #free = Promise.resolve('');

  /** Of the owner, for calls that put them to use. */
  spares!: Record<'port' | 'floating_ip', string>;

  private constructor(cloud: TestCloud, catalogue: Catalogue, owner: Tenant, other: Tenant) {
    super(cloud, catalogue);
    this.owner = owner;
    this.other = other;
  }

  static async make(cloud: TestCloud): Promise<World> {
    const { db, url } = cloud;
    const many = {
      quota_instances: 500,
      quota_vcpus: 500,
      quota_memory_mib: 1e6,
      quota_floating_ips: 100,
      quota_snapshots: 500,
    };
    const [owner, other] = [await makeTenant(db, url, many), await makeTenant(db, url)];
    const world = new World(cloud, await readCatalogue(db), owner, other);
    world.owned = await world.#belongings(owner);
    world.foreign = await world.#belongings(other);
    world.spares = { port: await world.makePort(owner), floating_ip: await world.makeFloatingIp(owner) };
    world.helper = (await makeUser(db, url, [owner.project], 'PROJECT.MEMBER')).user;
    world.username = await setPasswordOf(db, owner.user, goodPassword);
    return world;
  }

  async #belongings(tenant: Tenant): Promise<Record<Kind, string>> {
    const group = this.cloud.db.selectFrom('security_group').select('uuid').where('project', '=', tenant.project);
    const { order, resource } = await this.makeVm(tenant);
    const volume = await this.makeVolume(tenant);
    const customer = this.cloud.db.selectFrom('project').select('customer').where('uuid', '=', tenant.project);
    return {
      project: tenant.project,
      customer: (await customer.executeTakeFirstOrThrow()).customer,
      user: tenant.user,
      event: (await tenant.client.get('events/')).body.results[0].uuid,
      network: tenant.network,
      subnet: tenant.subnet,
      security_group: (await group.executeTakeFirstOrThrow()).uuid,
      server_group: await this.makeServerGroup(tenant),
      order,
      resource,
      quote: await this.makeQuote(tenant),
      port: await this.makePort(tenant),
      image: await this.makeImage(tenant),
      floating_ip: await this.makeFloatingIp(tenant),
      volume,
      deleted: await this.makeDeleted(tenant),
      snapshot: await this.makeSnapshot(tenant),
      backup: await this.makeBackup(tenant, resource),
      backup_copy: await this.makeCopy(tenant),
      snapshot_schedule: await this.makeSchedule(tenant, 'snapshot', { volume, resource }),
      backup_schedule: await this.makeSchedule(tenant, 'backup', { volume, resource }),
      power_schedule: await this.makeSchedule(tenant, 'power', { volume, resource }),
      key: await this.makeKey(tenant.client),
      token: await this.makeToken(tenant.client),
    };
  }

  #vm: Promise<string> | null = null;

  /** A VM of the owner that stands as a call needs it, whatever the last one has begun with it. */
  async vm(standing: { runtime_state: 'ACTIVE' | 'SHUTOFF'; rescued?: true; busy?: true }): Promise<string> {
    const { db, driver } = this.cloud;
    this.#vm ??= this.makeVm(this.owner).then(({ resource }) => resource);
    const uuid = await this.#vm;
    const unfinished = db
      .selectFrom('workflow')
      .select('uuid')
      .where('subject', '=', uuid)
      .where('finished', 'is', null);
    await eventually(
      'the end of what was begun',
      () => unfinished.execute(),
      (left) => left.length === 0,
    );
    const { runtime_state, rescued, busy } = standing;
    const { tiny } = this.catalogue;
    const rescue = {
      rescue_image: rescued === undefined ? null : tiny.image,
      rescue_volume: rescued === undefined ? null : randomUUID(),
    };
    const runs = runtime_state === 'ACTIVE';
    const size = { flavor: tiny.flavor, vcpus: 1, memory_mib: 128 };
    const state = busy === true ? 'UPDATING' : 'OK';
    const change = { state, runtime_state, power: runs ? 'on' : 'off', ...size, ...rescue } as const;
    const set = (columns: object) => db.updateTable('instance').set(columns).where('uuid', '=', uuid).execute();
    // the backend too, and as if under way: what rows and backend differ in, the reconciler would set right
    await set({ state: 'UPDATING' });
    if (runs) await driver.startGuest(await guestSpec(db, uuid));
    else await driver.stopGuest(uuid);
    await set(change);
    return uuid;
  }

  /** A volume that the tenant's VM can take now: it is without any other, and at rest. */
  makeFreeVolume(tenant: Tenant): Promise<string> {
    // one after the other: two would be in each other's way; what became of the last is told to whoever wanted it
    this.#free = this.#free.catch(() => {}).then(() => this.#freeVolume(tenant));
    return this.#free;
  }

  async #freeVolume(tenant: Tenant): Promise<string> {
    const { client } = tenant;
    const { resource } = this.owned;
    for (const { uuid, bootable } of (await client.get(`openstack-volumes/?instance=${resource}`)).body.results) {
      if (bootable) continue;
      const volume = await volumeSettled(client, uuid);
      if (volume?.instance === null) continue;
      await this.#atRest(resource);
      const { status, text } = await client.post(`openstack-volumes/${uuid}/detach/`, {});
      assert.equal(status, 202, text);
      await volumeSettled(client, uuid);
    }
    return this.makeVolume(tenant);
  }

  /** Waits until nothing is being done with a VM of the owner's. */
  async #atRest(vm: string): Promise<void> {
    const state = async () => (await this.owner.client.get(`marketplace-resources/${vm}/`)).body.state;
    await eventually('the VM at rest', state, (is) => is === 'OK');
  }

  /** A volume that the tenant's VM has. */
  async makeAttachedVolume(tenant: Tenant): Promise<string> {
    const uuid = await this.makeFreeVolume(tenant);
    await this.#atRest(this.owned.resource);
    const { status, text } = await tenant.client.post(`openstack-volumes/${uuid}/attach/`, {
      instance: this.owned.resource,
    });
    assert.equal(status, 202, text);
    await volumeSettled(tenant.client, uuid);
    return uuid;
  }

  /** Deletes the VMs that have the spares. */
  async freeSpares(): Promise<void> {
    const { client } = this.owner;
    for (const path of [`openstack-ports/${this.spares.port}/`, `openstack-floating-ips/${this.spares.floating_ip}/`]) {
      const vm = (await client.get(path)).body.resource_uuid;
      if (vm === null) continue;
      await this.#atRest(vm);
      // a clone has the data volumes that its VM had
      const attributes = { action: 'force_destroy', delete_volumes: true };
      const ended = await client.post(`marketplace-resources/${vm}/terminate/`, { attributes });
      assert.equal((await client.settled(ended.body.order_uuid)).state, 'Success');
    }
    await client.post(`openstack-floating-ips/${this.spares.floating_ip}/detach_from_port/`, undefined);
  }

  /** Gives a role in the owner's project or customer, if it is not there. */
  async grant(user: string, role: RoleName, kind: 'project' | 'customer'): Promise<void> {
    const scope = { project: null, customer: null, [kind]: this.owned[kind] };
    const grant = this.cloud.db.insertInto('role_grant').values({ user_uuid: user, role, ...scope });
    await grant.onConflict((conflict) => conflict.doNothing()).execute();
  }

  /** The same caller with a token of its own, which can be used up. */
  async twin({ url, token }: Client): Promise<Client> {
    if (token === null) return new Client(url, null);
    const copy = randomBytes(20).toString('hex');
    const hash = (text: string) => createHash('sha256').update(text).digest();
    await sql`INSERT INTO token (user_uuid, name, hash, prefix, expires, permissions, projects)
      SELECT user_uuid, name, ${hash(copy)}, prefix, expires, permissions, projects FROM token
      WHERE hash = ${hash(token)}`.execute(this.cloud.db);
    return new Client(url, copy);
  }
}
