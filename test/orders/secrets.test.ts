import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();

test('T12 what is secret is in no log line, and a token in no row', async () => {
  const secret = 'canary-in-user-data-b7c1';
  const place = async (user_data: string) => {
    const body = orderFor(tenant, catalogue, { user_data });
    return (await tenant.client.post('marketplace-orders/', body)).body;
  };
  const made = await tenant.client.settled((await place(`#cloud-config\npassword: ${secret}\n`)).uuid);
  assert.equal(made.state, 'Success');
  cloud.driver.fault = () => {
    throw new Error('a fault of ours, which is logged');
  };
  const { uuid: order } = await place(`#cloud-config\npassword: ${secret}\n`);
  await tenant.client.events(order, 0, ({ data }) => data['error'] != null);
  cloud.driver.fault = () => {};
  await tenant.client.settled(order);
  const { body: canary } = await tenant.client.post('tokens/', { name: 'canary' });
  assert.match(canary.token, /^[0-9a-f]{40}$/);
  const log = cloud.log.join('');
  for (const word of [secret, canary.token, tenant.client.token ?? '']) assert.ok(!log.includes(word), 'in the log');
  assert.ok(log.length > 0);
  const rows = await everyRow();
  assert.ok(rows.length > 100);
  const leaks = rows.filter((row) => row.includes(canary.token) || row.includes(tenant.client.token ?? ''));
  assert.deepEqual(leaks, []);
});

/** Every row of every table of the database, as text. */
async function everyRow(): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
  `.execute(cloud.db);
  const rows: string[] = [];
  for (const { name } of tables) {
    const all = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.raw(name)} t`.execute(cloud.db);
    rows.push(...all.rows.map(({ row }) => row));
  }
  return rows;
}
