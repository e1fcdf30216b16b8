import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { mock, test } from 'node:test';
import pg from 'pg';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

/** Every statement of this process in its order, and the connection that it was sent by. */
const sent: { connection: unknown; text: string }[] = [];
const query = Reflect.get(pg.Client.prototype, 'query') as (...args: unknown[]) => unknown;
// before any connection is opened, for each keeps what it finds here
mock.method(pg.Client.prototype, 'query', function remembered(this: pg.Client, ...args: unknown[]): unknown {
  const [first] = args as [string | { text?: string }];
  sent.push({ connection: this, text: (typeof first === 'string' ? first : first.text) ?? '' });
  return Reflect.apply(query, this, args);
});
const { tenant, catalogue } = await setUp();

/** How many statements the one transaction has that made an order since `from`, without its begin and commit. */
function costOfOrder(from: number): number {
  const isOrder = ({ text }: { text: string }) => text.startsWith('insert into "order"');
  const order = sent.slice(from).find(isOrder);
  assert.ok(order !== undefined);
  const texts = sent.filter(({ connection }) => connection === order.connection);
  const at = texts.indexOf(order);
  const begun = texts.findLastIndex(({ text }, index) => index < at && text === 'begin');
  return texts.findIndex(({ text }, index) => index > at && text === 'commit') - begun - 1;
}

test('an order costs as many statements as the page on the architecture says', async () => {
  const page = await readFile(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const [, plain, floating] = /one transaction of (\d+) statements .*, (\d+) with a floating IP/.exec(page) ?? [];
  const place = async (name: string, floating_ip: string): Promise<number> => {
    const from = sent.length;
    const networks = [{ subnet: tenant.subnet, floating_ip }];
    const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name, networks }));
    assert.equal(answer.status, 201, answer.text);
    return costOfOrder(from);
  };
  assert.deepEqual([await place('plain', 'none'), await place('floating', 'auto')], [Number(plain), Number(floating)]);
});
