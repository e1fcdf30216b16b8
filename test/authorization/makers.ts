import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { FieldErrors } from '../../src/common/field-errors.ts';
import { Problem } from '../../src/common/problem.ts';
import { createPort } from '../../src/network/index.ts';
import { Client } from '../support/client.ts';
import { volumeSettled } from '../support/volumes.ts';
import type { TestCloud } from '../support/cloud.ts';
import { keyLine } from '../support/keys.ts';
import { type Catalogue, makeUser, orderFor, type Tenant } from '../support/tenant.ts';

const nightly = { name: 'nightly', schedule: '0 3 * * *', retention_time: 1, maximal_number_of_resources: 1 };

/** Kinds of schedules, with what each is of, and what one is made by. */
export const schedulePlans = {
  snapshot: { of: 'volume', plan: nightly },
  backup: { of: 'instance', plan: nightly },
  power: { of: 'instance', plan: { name: 'evening', schedule: '0 20 * * *', action: 'stop' } },
} as const;
export type ScheduleKind = keyof typeof schedulePlans;

/** Ways to make objects of a tenant, through the API where it has one. */
export class Makers {
  readonly cloud: TestCloud;
  readonly catalogue: Catalogue;

  constructor(cloud: TestCloud, catalogue: Catalogue) {
    this.cloud = cloud;
    this.catalogue = catalogue;
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

  async makeQuote(tenant: Tenant): Promise<string> {
    const { status, body, text } = await tenant.client.post('marketplace-orders/preflight/', this.order(tenant));
    assert.equal(status, 200, text);
    return body.quote;
  }

  /** An order that has failed. */
  async makeErredOrder(tenant: Tenant): Promise<string> {
    this.cloud.driver.fault = (method) => {
      if (method === 'startGuest') throw new Problem('command-failed', 'The test made it fail.', 'Nothing to do.');
    };
    const { uuid } = await this.#created(tenant.client, 'marketplace-orders/', this.order(tenant));
    assert.equal((await tenant.client.settled(uuid)).state, 'Erred');
    this.cloud.driver.fault = () => {};
    return uuid;
  }

  /** An order of somebody who may not approve it. */
  async makePendingOrder(tenant: Tenant): Promise<string> {
    const member = await makeUser(this.cloud.db, this.cloud.url, [tenant.project], 'PROJECT.MEMBER');
    return (await this.#created(member.client, 'marketplace-orders/', this.order(tenant))).uuid;
  }

  /** An image of the tenant's project that waits for its content. */
  async makeImage(tenant: Tenant): Promise<string> {
    return (await this.#created(tenant.client, 'openstack-images/', this.image(tenant))).uuid;
  }

  /** One that was not downloaded yet. */
  async makeRemoteImage({ project }: Tenant): Promise<string> {
    const source = JSON.stringify({ kind: 'url', url: 'https://images.example/disk.qcow2' });
    const names = { project, name: 'remote', ssh_user: 'debian', readiness: 'ssh' as const, source };
    const image = { ...names, min_disk_mib: 1, min_memory_mib: 64, state: 'pending' as const };
    const { uuid } = await this.cloud.db.insertInto('image').values(image).returning('uuid').executeTakeFirstOrThrow();
    return uuid;
  }

  /** A customer without projects. */
  async makeCustomer(): Promise<string> {
    return (await this.#created(this.cloud.staff, 'customers/', { name: 'for a while' })).uuid;
  }

  /** A user who is nobody's. */
  async makeUser(): Promise<string> {
    return (await this.#created(this.cloud.staff, 'users/', { username: `user-${randomUUID()}` })).uuid;
  }

  async makeFlavor(): Promise<string> {
    const flavor = { name: randomUUID(), vcpus: 1, memory_mib: 64, disk_mib: 1 };
    return (await this.cloud.db.insertInto('flavor').values(flavor).returning('uuid').executeTakeFirstOrThrow()).uuid;
  }

  async makeFloatingIp(tenant: Tenant): Promise<string> {
    return (await this.#created(tenant.client, 'openstack-floating-ips/', { project: tenant.project })).uuid;
  }

  /** A port that no VM has. */
  makePort({ project, network, subnet }: Tenant): Promise<string> {
    const addresses = [{ at: [], subnet, address: null }];
    const port = { project, network, instance: null, position: 0, securityGroups: [], addresses };
    return this.cloud.db.transaction().execute((tx) => createPort(tx, port, new FieldErrors()));
  }

  async makeVolume(tenant: Tenant): Promise<string> {
    const { uuid } = await this.#created(tenant.client, 'openstack-volumes/', this.volume(tenant));
    await volumeSettled(tenant.client, uuid);
    return uuid;
  }

  /** A volume that was deleted and can be brought back, as if the cloud were set so. */
  async makeDeleted(tenant: Tenant): Promise<string> {
    const { db } = this.cloud;
    const uuid = await this.makeVolume(tenant);
    const row = { uuid, project: tenant.project, volume: uuid, kept_until: new Date('2999-01-01') };
    await db.updateTable('volume').set({ state: 'TERMINATED' }).where('uuid', '=', uuid).execute();
    await db.insertInto('deleted_resource').values(row).execute();
    return uuid;
  }

  /** Of a volume of its own. */
  async makeSnapshot(tenant: Tenant): Promise<string> {
    const path = `openstack-volumes/${await this.makeVolume(tenant)}/snapshot/`;
    const { uuid } = await this.#created(tenant.client, path, { name: 'kept' });
    await volumeSettled(tenant.client, uuid, 'openstack-snapshots');
    return uuid;
  }

  /** Of a VM that there is. */
  async makeBackup({ client }: Tenant, vm: string): Promise<string> {
    const { status, body, text } = await client.post(`openstack-instances/${vm}/backup/`, { name: 'kept' });
    assert.equal(status, 200, text);
    await volumeSettled(client, body.uuid, 'openstack-backups');
    return body.uuid;
  }

  /** Of the backup that the tenant has had first. */
  async makeCopy({ project, client }: Tenant): Promise<string> {
    const first = this.cloud.db.selectFrom('backup').select('uuid').where('project', '=', project).orderBy('created');
    const { uuid: backup } = await first.limit(1).executeTakeFirstOrThrow();
    const { uuid } = await this.#created(client, `openstack-backups/${backup}/copy/`, {});
    assert.equal((await volumeSettled(client, uuid, 'backup-copies'))?.state, 'OK');
    return uuid;
  }

  /** Of a VM of its own, which is off. */
  async makeBackupOfStopped(tenant: Tenant): Promise<string> {
    const { resource } = await this.makeVm(tenant);
    assert.equal((await tenant.client.post(`openstack-instances/${resource}/stop/`, {})).status, 202);
    await volumeSettled(tenant.client, resource, 'openstack-instances');
    return this.makeBackup(tenant, resource);
  }

  /** Of a volume or a VM that the tenant has. */
  async makeSchedule(
    { client }: Tenant,
    kind: ScheduleKind,
    owned: Record<'volume' | 'resource', string>,
    standing: 'active' | 'paused' = 'paused',
  ): Promise<string> {
    const { of, plan } = schedulePlans[kind];
    const source = of === 'volume' ? owned.volume : owned.resource;
    const { uuid } = await this.#created(client, `openstack-${of}s/${source}/create_${kind}_schedule/`, plan);
    if (standing === 'active') await client.post(`openstack-${kind}-schedules/${uuid}/activate/`, {});
    return uuid;
  }

  /** One that is not of the default type. */
  async makeOddVolume(tenant: Tenant): Promise<string> {
    const { db } = this.cloud;
    const odd = { name: `odd-${randomUUID()}` };
    const { uuid: type } = await db.insertInto('volume_type').values(odd).returning('uuid').executeTakeFirstOrThrow();
    const uuid = await this.makeVolume(tenant);
    await db.updateTable('volume').set({ type }).where('uuid', '=', uuid).execute();
    return uuid;
  }

  async makeNetwork({ project, client }: Tenant): Promise<string> {
    return (await this.#created(client, 'openstack-networks/', { project, name: 'one more' })).uuid;
  }

  async makeSubnet(tenant: Tenant): Promise<string> {
    const path = `openstack-networks/${tenant.network}/create_subnet/`;
    return (await this.#created(tenant.client, path, this.subnet())).uuid;
  }

  async makeGroup({ project, client }: Tenant): Promise<string> {
    const body = { project, name: `group-${randomUUID()}` };
    return (await this.#created(client, 'openstack-security-groups/', body)).uuid;
  }

  async makeServerGroup({ project, client }: Tenant): Promise<string> {
    const body = { project, name: `group-${randomUUID()}` };
    return (await this.#created(client, 'openstack-server-groups/', body)).uuid;
  }

  async makeKey(client: Client): Promise<string> {
    return (await this.#created(client, 'keys/', this.key())).uuid;
  }

  /** The last link that was made. */
  loginLink = '';

  async makeLoginLink(): Promise<void> {
    const { url } = await this.#created(this.cloud.staff, `users/${await this.makeUser()}/login_link/`, undefined);
    this.loginLink = url.split('#link=')[1];
  }

  async makeToken(client: Client, expires: string | null = null): Promise<string> {
    return (await this.#created(client, 'tokens/', { name: 'one of several', expires })).uuid;
  }

  /** Something in the trash. */
  async makeTrash(): Promise<string> {
    const { driver } = this.cloud;
    const id = randomUUID();
    await driver.createVolume({ id, sizeMiB: 1, image: null });
    await driver.discard({ kind: 'volume', id, detail: '' });
    const entry = (await driver.trash()).find(({ object }) => object === id);
    assert.ok(entry !== undefined);
    return entry.id;
  }

  /** A project of the tenant's customer, in which everybody has the role that they have in the tenant's. */
  async makeProject({ project }: Tenant): Promise<string> {
    const { db, staff } = this.cloud;
    const { customer } = (await staff.get(`projects/${project}/`)).body;
    const { uuid } = await this.#created(staff, 'projects/', { name: 'for a while', customer });
    await sql`INSERT INTO role_grant (user_uuid, role, project)
      SELECT user_uuid, role, ${uuid} FROM role_grant WHERE project = ${project}`.execute(db);
    return uuid;
  }

  order = (tenant: Tenant, attributes: Record<string, unknown> = {}) => orderFor(tenant, this.catalogue, attributes);
  volume = ({ project }: Tenant) => ({ project, name: 'data', size: 1024 });
  /** One that overlaps no other of the test. */
  subnet = () => ({ name: 'one more', cidr: `172.20.${this.#subnets++}.0/24` });
  #subnets = 0;
  image = (tenant: Tenant) => ({
    name: `image-${randomUUID()}`,
    ssh_user: 'debian',
    sha256: randomBytes(32).toString('hex'),
    project: tenant.project,
  });
  key = () => ({ name: `key-${randomUUID()}`, public_key: keyLine('ssh-ed25519', randomBytes(32)) });

  async #created(client: Client, path: string, body: unknown) {
    const answer = await client.post(path, body);
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  }
}
