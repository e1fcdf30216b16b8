import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { ofOrder, rememberStatements, roundTrips, type Sent, tripsOfOrder } from '../support/round-trips.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

const sent = rememberStatements();
const { cloud, tenant, catalogue } = await setUp();

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
    return [texts.indexOf('commit') - texts.findIndex((text) => text.startsWith('begin')) - 1, roundTrips(statements)];
  };
  const [plain, floating] = [await place('plain', 'none'), await place('floating', 'auto')];
  const [statements, more, trips = 0] = said?.slice(1).map(Number) ?? [];
  assert.deepEqual([plain[0], floating[0]], [statements, more]);
  // a VM that is there by the time of the answer is looked up, too
  assert.ok(floating[1] === trips || floating[1] === trips + 1, `${floating[1]} round trips`);
});

test('a run that makes a VM, with one reader, costs as many round trips as the page on the architecture says', async (t) => {
  const page = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const said = Number(/A run that makes a VM costs (\d+) round trips at most/.exec(page)?.[1]);
  const counts: number[] = [];
  const isKept = (): boolean => counts.some((count) => count <= said);
  // whoever looks at something periodically may do so meanwhile, and does on a machine that is busy with other things
  while (!isKept() && counts.length < 12) counts.push((await tripsOfOrder(sent, cloud.url, tenant, catalogue)).run);
  t.diagnostic(`${counts.join(', ')} round trips`);
  assert.ok(isKept(), `${counts.join(', ')} round trips`);
});
