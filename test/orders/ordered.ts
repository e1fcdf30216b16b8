import assert from 'node:assert/strict';
import type { Setup } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

/** The day that is so many days from now, in UTC. */
export const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);

export const resource = (uuid: string): string => `marketplace-resources/${uuid}/`;

/** What has been ordered and is there. */
export interface Ordered {
  order: string;
  uuid: string;
}

async function ordered({ tenant: { client } }: Setup, body: object): Promise<Ordered> {
  const { status, body: order, text } = await client.post('marketplace-orders/', body);
  assert.equal(status, 201, text);
  assert.equal((await client.settled(order.uuid)).state, 'Success');
  return { order: order.uuid, uuid: order.resource_uuid };
}

export const orderVm = (setup: Setup, attributes: Record<string, unknown> = {}): Promise<Ordered> =>
  ordered(setup, orderFor(setup.tenant, setup.catalogue, attributes));

export function orderVolume(setup: Setup): Promise<Ordered> {
  const { tenant, catalogue } = setup;
  return ordered(setup, {
    project: tenant.project,
    ...catalogue.volume,
    attributes: { name: 'data', size: 1024 },
  });
}
