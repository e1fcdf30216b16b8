import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { type Database, migrate, migrationNames, openDatabase, openPool } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { Client } from '../support/client.ts';
import { keptLog, newHome, removeHome, staffOf, testSettings, worldOf } from '../support/cloud.ts';
import { startPostgres, type TestPostgres } from '../support/database.ts';
import { assertComplete } from '../support/slate.ts';
import { orderFor, readCatalogue } from '../support/tenant.ts';

const id = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

/** A cloud as the schema of 0005 had it, with a row in every table: a VM whose order is in the middle of its steps. */
const firstRelease = `
  INSERT INTO customer (uuid, name, slug) VALUES ('${id('1')}', 'Old customer', 'old');
  INSERT INTO project (uuid, customer, name, slug, quota_instances, quota_vcpus, quota_memory_mib, quota_storage_mib,
    quota_floating_ips) VALUES ('${id('2')}', '${id('1')}', 'Old project', 'old', 9, 9, 9999, 99999, 9);
  INSERT INTO app_user (uuid, username, is_staff) VALUES ('${id('3')}', 'admin', true);
  INSERT INTO role_grant (user_uuid, role, customer) VALUES ('${id('3')}', 'CUSTOMER.OWNER', '${id('1')}');
  INSERT INTO token (user_uuid, name, hash, prefix) VALUES ('${id('3')}', 'old', sha256('old-token'), 'old-to');
  INSERT INTO ssh_key (user_uuid, name, key_type, public_key, fingerprint_md5, fingerprint_sha256)
    VALUES ('${id('3')}', 'old', 'ssh-ed25519', 'ssh-ed25519 AAAA', 'md5', 'sha256');
  INSERT INTO audit_event (username, address, action, result) VALUES ('admin', '127.0.0.1', 'order.create', 'ok');
  INSERT INTO category (uuid, name, title) VALUES ('${id('4')}', 'VM', 'Virtual machines');
  INSERT INTO flavor (uuid, name, vcpus, memory_mib, disk_mib) VALUES ('${id('5')}', 'tiny', 1, 128, 1024);
  INSERT INTO offering (uuid, category, name) VALUES ('${id('6')}', '${id('4')}', 'Virtual machine');
  INSERT INTO plan (uuid, offering, name, unit) VALUES ('${id('7')}', '${id('6')}', 'Hourly', 'hour');
  INSERT INTO image (uuid, name, ssh_user, readiness, min_disk_mib, min_memory_mib, source, state) VALUES
    ('${id('8')}', 'Tiny Linux', 'root', 'agent', 128, 96, '{"kind":"builtin","name":"tiny"}', 'pending');
  INSERT INTO network (uuid, project, name, slot) VALUES ('${id('9')}', '${id('2')}', 'default', 0), ('${id('a')}', NULL, 'public', 0);
  INSERT INTO subnet (uuid, network, project, name, cidr, gateway, pool_first, pool_last, pool_cursor) VALUES
    ('${id('b')}', '${id('9')}', '${id('2')}', 'default', '10.0.0.0/22', '10.0.0.1', '10.0.0.2', '10.0.3.254', '10.0.0.2'),
    ('${id('c')}', '${id('a')}', NULL, 'floating', '172.24.4.0/24', '172.24.4.1', '172.24.4.2', '172.24.4.254', '172.24.4.2');
  INSERT INTO security_group (uuid, project, name) VALUES ('${id('d')}', '${id('2')}', 'default');
  INSERT INTO security_group_rule (security_group, direction, ethertype) VALUES ('${id('d')}', 'egress', 'IPv4');
  INSERT INTO instance (uuid, project, offering, plan, image, flavor, name, vcpus, memory_mib, ssh_keys, state, slot)
    VALUES ('${id('e')}', '${id('2')}', '${id('6')}', '${id('7')}', '${id('8')}', '${id('5')}', 'old-vm', 1, 128,
    '{ssh-ed25519 AAAA}', 'CREATING', 1);
  INSERT INTO volume (project, instance, name, size_mib, image) VALUES ('${id('2')}', '${id('e')}', 'old-vm-system', 1024, '${id('8')}');
  INSERT INTO port (uuid, project, network, instance, mac) VALUES ('${id('f')}', '${id('2')}', '${id('9')}', '${id('e')}', '02:00:00:00:00:01');
  INSERT INTO port_security_group VALUES ('${id('f')}', '${id('d')}');
  INSERT INTO floating_ip (uuid, project, port, automatic) VALUES ('${id('0')}', '${id('2')}', '${id('f')}', true);
  INSERT INTO address (subnet, address, port, floating_ip) VALUES ('${id('b')}', '10.0.0.2', '${id('f')}', NULL),
    ('${id('c')}', '172.24.4.2', NULL, '${id('0')}');
  INSERT INTO "order" (uuid, type, project, offering, plan, instance, state)
    VALUES ('0dde0000-0000-4000-8000-000000000000', 'Create', '${id('2')}', '${id('6')}', '${id('7')}', '${id('e')}', 'executing');
  INSERT INTO workflow (uuid, kind, subject, input, state)
    VALUES ('0dde0000-0000-4000-8000-000000000000', 'instance.create', '${id('e')}', '{}', 'running');
  INSERT INTO workflow_step (workflow, position, name, state, attempt, started, finished, progress)
    SELECT '0dde0000-0000-4000-8000-000000000000', n - 1, name, CASE WHEN n < 2 THEN 'done' WHEN n = 2 THEN 'running' ELSE 'pending' END,
      (n < 3)::int, CASE WHEN n < 3 THEN now() END, CASE WHEN n < 2 THEN now() END, 0
    FROM unnest('{reserve,image,network,volumes,guest,ready}'::text[]) WITH ORDINALITY AS s (name, n);
  INSERT INTO workflow_event (workflow, data) VALUES ('0dde0000-0000-4000-8000-000000000000', '{"step":"reserve","state":"done"}');
  INSERT INTO step_duration VALUES ('instance.create', 'guest', '', 12);
  INSERT INTO idempotency_key (user_uuid, key, request_hash, status, body) VALUES ('${id('3')}', 'old', 'hash', 201, '{}');
`;

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.remove());

async function countRows(db: Database): Promise<Record<string, number>> {
  const { rows } = await sql<{ table: string }>`
    SELECT tablename AS table FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%' ORDER BY 1
  `.execute(db);
  const counts: Record<string, number> = {};
  for (const { table } of rows) {
    const counted = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(db);
    counts[table] = counted.rows[0]?.n ?? 0;
  }
  return counts;
}

describe('migrations', () => {
  test('go forward over a database with data, and what was under way goes on', async () => {
    const db = await postgres.newDatabase('upgrade');
    await migrate(db, '0005_workflow');
    await sql.raw(firstRelease).execute(db);
    const old = await countRows(db);
    assert.deepEqual(
      Object.entries(old).filter(([, rows]) => rows === 0),
      [],
      'every table has a row',
    );
    await migrate(db);
    const now = await countRows(db);
    for (const [table, rows] of Object.entries(old)) assert.equal(now[table], rows, table);

    const home = await newHome();
    const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: postgres.url('upgrade') });
    const driver = new FakeDriver(join(home, 'fake'));
    const server = await startServer({ settings, log: keptLog().log, driver });
    try {
      const client = new Client(settings.url, 'old-token');
      assert.equal((await client.settled('0dde0000-0000-4000-8000-000000000000')).state, 'Success');
      await assertComplete(db, driver);
      await client.remove(id('e'));
      assert.deepEqual(await worldOf(driver), []);
    } finally {
      await server.stop();
      await db.destroy();
      await removeHome(home);
    }
  });

  test('two nodes that migrate an empty database at once both succeed', async () => {
    for (let round = 0; round < 3; round++) {
      const name = `twice_${round}`;
      const one = await postgres.newDatabase(name);
      const two = openDatabase(openPool({ ...postgres.connection, database: name, max: 4 }));
      await Promise.all([migrate(one), migrate(two)]);
      const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(one);
      assert.deepEqual(
        rows.map((row) => row.name),
        [...migrationNames],
      );
      await Promise.all([one.destroy(), two.destroy()]);
    }
  });

  test('a database of a newer version is left alone', async () => {
    const db = await postgres.newDatabase('newer');
    await migrate(db);
    await sql`INSERT INTO kysely_migration VALUES ('9999_later', '2030-01-01T00:00:00Z')`.execute(db);
    await assert.rejects(migrate(db), (error) => error instanceof Problem && error.code === 'database-newer');
    await db.destroy();
  });
});

/** Nodes share what their driver works on, as they do with a compute backend behind an API. */
describe('two nodes on one database', () => {
  const homes: string[] = [];
  const servers = new Map<string, RunningServer>();
  /** A node that starts again listens elsewhere. */
  const urls = new Map<string, string>();
  let db: Database;
  let driver: FakeDriver;

  async function startNode(home: string): Promise<void> {
    const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: postgres.url('nodes') });
    const world = new FakeDriver(join(homes[0] ?? '', 'fake'));
    servers.set(home, await startServer({ settings, log: keptLog().log, driver: world }));
    urls.set(home, settings.url);
  }

  before(async () => {
    db = await postgres.newDatabase('nodes');
    homes.push(await newHome(), await newHome());
    driver = new FakeDriver(join(homes[0] ?? '', 'fake'));
    for (const started of await Promise.allSettled(homes.map(startNode))) {
      if (started.status === 'rejected') assert.fail(started.reason as Error);
    }
  });
  after(async () => {
    for (const server of servers.values()) await server.stop();
    await db.destroy();
    for (const home of homes) await removeHome(home);
  });

  async function node(index: number): Promise<{ client: Client; project: string }> {
    const home = homes[index] ?? '';
    const { client, project } = await staffOf(home);
    return { client: new Client(urls.get(home) ?? '', client.token), project };
  }

  async function orders(names: string[]): Promise<{ uuid: string; resource_uuid: string }[]> {
    const catalogue = await readCatalogue(db);
    const placed = names.map(async (name, index) => {
      const { client, project } = await node(index % 2);
      const subnet = await db
        .selectFrom('subnet')
        .select('uuid')
        .where('project', '=', project)
        .executeTakeFirstOrThrow();
      const answer = await client.post(
        'marketplace-orders/',
        orderFor({ project, subnet: subnet.uuid }, catalogue, { name }),
      );
      assert.equal(answer.status, 201, answer.text);
      return answer.body;
    });
    return Promise.all(placed);
  }

  /** Each run has begun each step and ended once, as its events say. */
  async function assertOnce(runs: string[]): Promise<void> {
    const { rows } = await sql<{ workflow: string; ends: number; done: number; steps: number }>`
      SELECT w.uuid AS workflow,
        (SELECT count(*) FROM workflow_event e WHERE e.workflow = w.uuid AND e.data ? 'run')::int AS ends,
        (SELECT count(*) FROM workflow_event e WHERE e.workflow = w.uuid AND e.data->>'state' = 'done')::int AS done,
        (SELECT count(*) FROM workflow_step s WHERE s.workflow = w.uuid)::int AS steps
      FROM workflow w WHERE w.uuid = ANY(${runs}::uuid[])
    `.execute(db);
    assert.equal(rows.length, runs.length);
    for (const { workflow, ends, done, steps } of rows) assert.deepEqual([ends, done], [1, steps], workflow);
  }

  test('start at once on an empty database, and make one cloud of it', async () => {
    const count = async (table: 'project' | 'offering' | 'image' | 'app_user') =>
      (await db.selectFrom(table).select('uuid').execute()).length;
    assert.deepEqual([await count('project'), await count('app_user'), await count('offering')], [1, 1, 2]);
    for (const index of [0, 1]) assert.equal((await (await node(index)).client.get('projects/')).body.count, 1);
  });

  test('an order that is placed on one finishes exactly once, and can be followed on the other', async () => {
    const placed = await orders(Array.from({ length: 10 }, (_, n) => `vm-${n}`));
    const { client: other } = await node(1);
    for (const { uuid } of placed) assert.equal((await other.settled(uuid)).state, 'Success');
    await assertOnce(placed.map(({ uuid }) => uuid));
    await assertComplete(db, driver);
    assert.equal((await worldOf(driver)).filter((thing) => thing.startsWith('guest')).length, 10);
    for (const { resource_uuid } of placed) await other.remove(resource_uuid);
    assert.deepEqual(await worldOf(driver), []);
  });

  test('what a node leaves when it ends is finished by the other, or by itself when it is back', async () => {
    const placed = await orders(['left-1', 'left-2', 'left-3', 'left-4']);
    await servers.get(homes[0] ?? '')?.stop();
    // what guests say to a node that is gone, they say again when it is back
    await startNode(homes[0] ?? '');
    const { client: other } = await node(1);
    for (const { uuid } of placed) assert.equal((await other.settled(uuid)).state, 'Success');
    await assertComplete(db, driver);
    for (const { resource_uuid } of placed) await other.remove(resource_uuid);
    assert.deepEqual(await worldOf(driver), []);
  });
});
