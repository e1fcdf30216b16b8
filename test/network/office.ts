import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GuestSpec, RouterSpec } from '../../src/drivers/driver.ts';
import type { Answer, Client } from '../support/client.ts';
import type { TestCloud } from '../support/cloud.ts';
import type { Setup } from '../support/setup.ts';
import { type Catalogue, orderFor, type Tenant } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

/** One tenant of a cloud on the fake driver, and what the backend was told of its network. */
export class Office {
  readonly cloud: TestCloud;
  readonly tenant: Tenant;
  readonly catalogue: Catalogue;

  constructor({ cloud, tenant, catalogue }: Setup) {
    this.cloud = cloud;
    this.tenant = tenant;
    this.catalogue = catalogue;
  }

  get client(): Client {
    return this.tenant.client;
  }

  async post(path: string, body: unknown, status: number): Promise<Answer['body']> {
    const answer = await this.client.post(path, body);
    assert.equal(answer.status, status, answer.text);
    return answer.body;
  }

  async get(path: string): Promise<Answer['body']> {
    const answer = await this.client.get(path);
    assert.equal(answer.status, 200, answer.text);
    return answer.body;
  }

  async remove(path: string): Promise<void> {
    const answer = await this.client.delete(path);
    assert.equal(answer.status, 204, answer.text);
  }

  /** Waits until an object is as wanted: what was accepted needs no further push. */
  until(path: string, what: (body: Answer['body']) => boolean): Promise<Answer['body']> {
    return eventually(path, () => this.get(path), what);
  }

  settled(vm: string): Promise<Answer['body']> {
    return this.until(`marketplace-resources/${vm}/`, ({ state }) => state === 'OK');
  }

  async makeVm(attributes: Record<string, unknown> = {}): Promise<string> {
    const order = await this.post('marketplace-orders/', orderFor(this.tenant, this.catalogue, attributes), 201);
    assert.equal((await this.client.settled(order.uuid)).state, 'Success');
    return order.resource_uuid;
  }

  makeNetwork(name: string): Promise<Answer['body']> {
    return this.post('openstack-networks/', { project: this.tenant.project, name }, 201);
  }

  makeSubnet(network: string, body: Record<string, unknown>, status = 201): Promise<Answer['body']> {
    return this.post(`openstack-networks/${network}/create_subnet/`, { name: 'sub', ...body }, status);
  }

  /** The network as the backend was told of it last. */
  async router(): Promise<RouterSpec> {
    return JSON.parse(await this.#told('router', this.tenant.project)) as RouterSpec;
  }

  /** The cards of a guest, as ids of ports. */
  async cardsOf(vm: string): Promise<string[]> {
    const { guest } = JSON.parse(await this.#told('guest', vm)) as { guest: GuestSpec };
    return guest.ports.map(({ id }) => id);
  }

  #told(kind: string, id: string): Promise<string> {
    return readFile(join(this.cloud.home, 'fake', kind, id), 'utf8');
  }
}
