import { client, type Schemas } from '../../api/client.ts';
import { type Draft, namesOf } from './draft.ts';

/** What was refused of several orders, and the names of those that were placed before that. */
export interface Failure {
  error: unknown;
  placed: string[];
}

interface Placed {
  /** UUIDs. */
  vms: string[];
  failure: Failure | null;
}

/** Places one order for each VM, one after the other until one is refused, each once however often it is sent. */
export async function place(order: Schemas['OrdersCreateRequest'], draft: Draft, once: string): Promise<Placed> {
  const vms: string[] = [];
  const names = namesOf(draft);
  for (const name of names) {
    const header = { 'idempotency-key': `${once}-${name}`.slice(0, 255) };
    const body = { ...order, attributes: { ...order.attributes, name } };
    try {
      const { data } = await client.POST('/api/marketplace-orders/', { params: { header }, body });
      vms.push(data?.marketplace_resource_uuid ?? '');
    } catch (error) {
      return { vms, failure: { error, placed: names.slice(0, vms.length) } };
    }
  }
  return { vms, failure: null };
}
