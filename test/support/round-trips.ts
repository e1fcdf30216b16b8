import assert from 'node:assert/strict';
import { mock } from 'node:test';
import pg from 'pg';
import { type LogFields, logFields } from '../../src/common/log-context.ts';
import { type Catalogue, orderFor, type Tenant } from './tenant.ts';
import { eventually } from './wait.ts';

/** What this process has sent to PostgreSQL, in its order. */
export interface Sent {
  connection: unknown;
  /** For what: as a line of the log would say. */
  cause: LogFields;
  text: string;
  /** Whether it left by a write of its own: what is begun in one turn of the event loop leaves in one. */
  alone: boolean;
}

/** Remembers every statement from now on: before any connection is opened, for each keeps what it finds here. */
export function rememberStatements(): Sent[] {
  const sent: Sent[] = [];
  const writing = new Set<unknown>();
  const query = Reflect.get(pg.Client.prototype, 'query') as (...args: unknown[]) => unknown;
  mock.method(pg.Client.prototype, 'query', function remembered(this: pg.Client, ...args: unknown[]): unknown {
    const [first] = args as [string | { text?: string }];
    const text = (typeof first === 'string' ? first : first.text) ?? '';
    sent.push({ connection: this, cause: logFields(), text, alone: !writing.has(this) });
    writing.add(this);
    process.nextTick(() => writing.delete(this));
    return Reflect.apply(query, this, args);
  });
  return sent;
}

/** How many times PostgreSQL was written to: what is waited for. */
export function roundTrips(sent: Sent[]): number {
  return sent.filter(({ alone }) => alone).length;
}

/** Of what was sent that which the request for an order was answered with. */
export function ofOrder(since: Sent[]): Sent[] {
  const order = since.find(({ text }) => text.startsWith('insert into "order"'));
  assert.ok(order?.cause.request_id !== undefined);
  const { request_id: request } = order.cause;
  return since.filter(({ cause }) => cause.request_id === request && cause['workflow'] === undefined);
}

/**
 * The round trips of a documented order until it is answered, and those of its run until it has let go of everything, with its reports
 * and one reader from its begin to its end. What others do meanwhile counts, too.
 */
export async function tripsOfOrder(
  sent: Sent[],
  url: string,
  tenant: Tenant,
  catalogue: Catalogue,
): Promise<{ order: number; run: number }> {
  const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
  const name = `vm-${sent.length}`;
  const from = sent.length;
  const order = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name, networks }));
  assert.equal(order.status, 201, order.text);
  const headers = { authorization: `Token ${tenant.client.token}` };
  const told = await (await fetch(`${url}/api/marketplace-orders/${order.body.uuid}/events/`, { headers })).text();
  assert.match(told, /"state":"Success"/);
  assert.equal(told.match(/"state":"done"/g)?.length, 6, told);
  const since = (): Sent[] => sent.slice(from);
  await eventually('the end of the run', () => since().some(({ text }) => text.includes('pg_advisory_unlock')));
  const all = since();
  const request = ofOrder(all);
  return { order: roundTrips(request), run: roundTrips(all.filter((each) => !request.includes(each))) };
}
