import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { rememberStatements, roundTrips, type Sent } from '../support/round-trips.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const sent = rememberStatements();
const { cloud, tenant, catalogue } = await setUp();

/** Of what was sent that which the request for an order was answered with. */
function ofOrder(since: Sent[]): Sent[] {
  const order = since.find(({ text }) => text.startsWith('insert into "order"'));
  assert.ok(order?.cause.request_id !== undefined);
  const { request_id: request } = order.cause;
  return since.filter(({ cause }) => cause.request_id === request && cause['workflow'] === undefined);
}

test('an order costs as many statements and round trips as the page on the architecture says', async () => {
  const page = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const said = /one transaction of (\d+) statements .*, (\d+) with a floating IP,\s+and (\d+) round trips/.exec(page);
  const place = async (name: string, floating_ip: string): Promise<[statements: number, trips: number]> => {
    const from = sent.length;
    const networks = [{ subnet: tenant.subnet, floating_ip }];
    const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name, networks }));
    assert.equal(answer.status, 201, answer.text);
    const statements: Sent[] = ofOrder(sent.slice(from));
    const texts = statements.map(({ text }) => text);
    return [texts.indexOf('commit') - texts.indexOf('begin') - 1, roundTrips(statements)];
  };
  const [plain, floating] = [await place('plain', 'none'), await place('floating', 'auto')];
  const [statements, more, trips = 0] = said?.slice(1).map(Number) ?? [];
  assert.deepEqual([plain[0], floating[0]], [statements, more]);
  // a VM that is there by the time of the answer is looked up, too
  assert.ok(floating[1] === trips || floating[1] === trips + 1, `${floating[1]} round trips`);
});

/** What a run costs until it has let go of everything, with one reader from its begin to its end. */
async function tripsOfRun(name: string): Promise<number> {
  const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
  const from = sent.length;
  const order = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name, networks }));
  assert.equal(order.status, 201, order.text);
  const headers = { authorization: `Token ${tenant.client.token}` };
  const path = `marketplace-orders/${order.body.uuid}/events/`;
  const told = await (await fetch(`${cloud.url}/api/${path}`, { headers })).text();
  assert.match(told, /"state":"Success"/);
  assert.equal(told.match(/"state":"done"/g)?.length, 6, told);
  const since = (): Sent[] => sent.slice(from);
  await eventually('the end of the run', () => since().some(({ text }) => text.includes('pg_advisory_unlock')));
  const all = since();
  const request = ofOrder(all);
  return roundTrips(all.filter((each) => !request.includes(each)));
}

test('a run that makes a VM, with one reader, costs as many round trips as the page on the architecture says', async (t) => {
  const page = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const said = Number(/A run that makes a VM costs (\d+) round trips at most/.exec(page)?.[1]);
  const counts: number[] = [];
  // whoever looks at something periodically may do so meanwhile
  for (const name of ['first', 'second', 'third']) counts.push(await tripsOfRun(name));
  t.diagnostic(`${counts.join(', ')} round trips`);
  assert.ok(Math.min(...counts) <= said, `${counts.join(', ')} round trips`);
});
