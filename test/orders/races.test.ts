import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { Answer } from '../support/client.ts';
import { requestsAtLocks } from '../support/locks.ts';
import { setUp } from '../support/setup.ts';
import { assertComplete } from '../support/slate.ts';
import { addSubnet, makeTenant, orderFor, type Tenant } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { assertMatches } from './placing.ts';

const { cloud, catalogue } = await setUp();

const place = (tenant: Tenant, attributes: Record<string, unknown> = {}) =>
  tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, attributes));

function times<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/** Waits for the orders among the answers; all others must have been refused with `status`. */
async function winners(tenant: Tenant, answers: Answer[], status: number): Promise<Answer['body'][]> {
  const accepted = answers.filter((answer) => answer.status === 201);
  const others = answers.filter((answer) => answer.status !== 201).map((answer) => answer.status);
  assert.deepEqual([...new Set(others)], others.length === 0 ? [] : [status]);
  const orders = await Promise.all(accepted.map(({ body }) => tenant.client.settled(body.uuid)));
  assert.ok(orders.every(({ state }) => state === 'Success'));
  return orders;
}

async function assertNoDuplicates(): Promise<void> {
  const { rows } = await sql<{ address: string }>`
    SELECT host(a.address) AS address FROM address a JOIN subnet s ON s.uuid = a.subnet
    GROUP BY s.project, a.address HAVING count(*) > 1
    UNION ALL SELECT slot::text FROM instance WHERE reserved GROUP BY slot HAVING count(*) > 1
    UNION ALL SELECT mac::text FROM port GROUP BY mac HAVING count(*) > 1
  `.execute(cloud.db);
  assert.deepEqual(rows, []);
}

test('T13 quota: 200 parallel orders at a quota of 10 make exactly 10 VMs', async () => {
  const tenant = await makeTenant(cloud.db, cloud.url, { quota_instances: 10 });
  const made = await winners(tenant, await times(200, () => place(tenant)), 400);
  assert.equal(made.length, 10);
  const { body: project } = await tenant.client.get(`projects/${tenant.project}/`);
  assert.deepEqual(project.quotas.instances, { limit: 10, usage: 10 });
  const { body: vms } = await tenant.client.get('marketplace-resources/?page_size=300');
  assert.equal(vms.count, 10);
  await assertNoDuplicates();
  await assertComplete(cloud.db, cloud.driver);
});

test('a burst of one user, whose requests hold each other up, does not hold up others (T13)', async () => {
  const [eager, patient] = [
    await makeTenant(cloud.db, cloud.url, { quota_instances: 1 }),
    await makeTenant(cloud.db, cloud.url),
  ];
  const free = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  // as a slow request in the same project does
  const slow = cloud.db.transaction().execute(async (tx) => {
    await sql`SELECT FROM project WHERE uuid = ${eager.project} FOR UPDATE`.execute(tx);
    held.resolve();
    await free.promise;
  });
  await held.promise;
  const burst = times(200, () => place(eager));
  await eventually('most of the burst', async () => {
    const { text } = await cloud.staff.in('').get('metrics');
    return Number(/pool="api",state="waiting"\} (\d+)/.exec(text)?.[1]) > 150;
  });
  const answers = await times(40, () => patient.client.get('marketplace-resources/'));
  assert.ok(answers.every(({ status }) => status === 200));
  free.resolve();
  await slow;
  assert.equal((await winners(eager, await burst, 400)).length, 1);
});

test('T13 quotas of cores, memory and disk are as exact', async () => {
  for (const quota of [{ quota_vcpus: 3 }, { quota_memory_mib: 3 * 128 + 127 }, { quota_storage_mib: 3 * 1024 }]) {
    const tenant = await makeTenant(cloud.db, cloud.url, quota);
    assert.equal((await winners(tenant, await times(12, () => place(tenant)), 400)).length, 3, JSON.stringify(quota));
  }
});

test('T13 the last floating IP goes to exactly one of 50 orders', async () => {
  const tenant = await makeTenant(cloud.db, cloud.url, { quota_instances: 50, quota_floating_ips: 1, quota_vcpus: 50 });
  const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
  assert.equal((await winners(tenant, await times(50, () => place(tenant, { networks })), 400)).length, 1);
});

test('T13 floating IPs: at a quota of 3, exactly 3 of 30 requests get one that all wait for the pool', async () => {
  const tenant = await makeTenant(cloud.db, cloud.url, { quota_floating_ips: 3 });
  const free = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  // whoever does not wait for the project has counted, and waits here
  const slow = cloud.db.transaction().execute(async (tx) => {
    await sql`SELECT FROM subnet WHERE project IS NULL FOR UPDATE`.execute(tx);
    held.resolve();
    await free.promise;
  });
  await held.promise;
  const asked = times(30, (index) =>
    index % 2 === 0
      ? tenant.client.post('openstack-floating-ips/', { project: tenant.project })
      : tenant.client.post(`openstack-tenants/${tenant.project}/create_floating_ip/`, {}),
  );
  // all connections of the user
  await requestsAtLocks(cloud.db, 5);
  free.resolve();
  await slow;
  const refused = (await asked).filter(({ status, body }) => status === 400 && body.code === 'quota-exceeded');
  assert.equal(refused.length, 27);
  const { body: project } = await tenant.client.get(`projects/${tenant.project}/`);
  assert.deepEqual(project.quotas.floating_ips, { limit: 3, usage: 3 });
});

test('T13 the last address of the pool goes to one of two projects', async () => {
  const tenants = await Promise.all([makeTenant(cloud.db, cloud.url), makeTenant(cloud.db, cloud.url)]);
  const pool = cloud.db.updateTable('subnet').where('project', 'is', null);
  const query = cloud.db.selectFrom('subnet').selectAll().where('project', 'is', null);
  const { pool_first, pool_last, pool_cursor, uuid } = await query.executeTakeFirstOrThrow();
  const { rows } = await sql<{ free: string }>`
    SELECT host(c) AS free FROM (SELECT ${pool_first}::inet + n AS c FROM generate_series(0, 250) n) s
    WHERE NOT EXISTS (SELECT FROM address WHERE subnet = ${uuid} AND address = c) LIMIT 1
  `.execute(cloud.db);
  const last = rows[0]?.free ?? '';
  await pool.set({ pool_first: last, pool_last: last, pool_cursor: last }).execute();
  try {
    const answers = await times(20, (index) => {
      const tenant = tenants[index % 2] as Tenant;
      return tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    });
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status }) => status === 400).length, 19);
    assert.ok(answers.every(({ status, body }) => status === 201 || body.code === 'no-floating-ip-left'));
  } finally {
    await pool.set({ pool_first, pool_last, pool_cursor }).execute();
  }
});

test('a floating IP that 20 orders name goes to one, and two named crosswise never lock each other out', async () => {
  const tenant = await makeTenant(cloud.db, cloud.url, { quota_instances: 50, quota_vcpus: 50 });
  const second = await addSubnet(cloud.db, tenant);
  const allocate = async () =>
    (await tenant.client.post('openstack-floating-ips/', { project: tenant.project })).body.uuid;
  const [left, right] = [await allocate(), await allocate()];
  const networks = (first: string, other: string) => [
    { subnet: tenant.subnet, floating_ip: first },
    { subnet: second, floating_ip: other },
  ];
  const answers = await times(20, (index) =>
    place(tenant, { networks: index % 2 === 0 ? networks(left, right) : networks(right, left) }),
  );
  assert.equal((await winners(tenant, answers, 400)).length, 1);
});

test('a port that three orders name, each while it was free, goes to one of them', async () => {
  const tenant = await makeTenant(cloud.db, cloud.url);
  const { project, subnet } = tenant;
  const { body: port } = await tenant.client.post('openstack-ports/', { project, subnet });
  const networks = [{ port: port.uuid, floating_ip: 'none' }];
  const { placing } = await cloud.db.transaction().execute(async (tx) => {
    await sql`SELECT FROM project WHERE uuid = ${project} FOR UPDATE`.execute(tx);
    const three = times(3, () => place(tenant, { networks }));
    await requestsAtLocks(cloud.db, 3);
    return { placing: three };
  });
  const answers = await placing;
  const [order] = await winners(tenant, answers, 400);
  const { body: given } = await tenant.client.get(`openstack-ports/${port.uuid}/`);
  assert.equal(given.resource_uuid, order.resource_uuid);
  const refused = answers.filter(({ status }) => status === 400);
  assert.equal(refused.length, 2);
  const late = await place(tenant, { networks });
  for (const { errors } of [...refused, late])
    assertMatches(errors, { attributes: { networks: [{ port: /in use by a VM/ }] } });
});

test('addresses are given once, while VMs come and go', async () => {
  const tenant = await makeTenant(cloud.db, cloud.url);
  // ten addresses for ten customers, who come back for another one
  await cloud.db.updateTable('subnet').set({ pool_last: '10.0.0.11' }).where('uuid', '=', tenant.subnet).execute();
  const seen: string[] = [];
  await times(10, async () => {
    for (let round = 0; round < 2; round++) {
      const { status, body, text } = await place(tenant);
      assert.equal(status, 201, text);
      await tenant.client.settled(body.uuid);
      const { body: vm } = await tenant.client.get(`marketplace-resources/${body.resource_uuid}/`);
      seen.push(vm.internal_ips[0]);
      await assertNoDuplicates();
      await tenant.client.remove(vm.uuid);
    }
  });
  assert.equal(seen.length, 20);
  assert.ok(new Set(seen).size <= 10);
});

test('when the numbers of the host have gone round, orders pass over those of VMs that still live, however many', async () => {
  const plenty = { quota_instances: 1000, quota_vcpus: 1000, quota_memory_mib: 1_000_000 };
  const tenant = await makeTenant(cloud.db, cloud.url, plenty);
  const { body: first } = await place(tenant);
  await tenant.client.settled(first.uuid);
  await sql`
    INSERT INTO instance SELECT copy.* FROM instance i CROSS JOIN generate_series(64851, 65000) n
      CROSS JOIN LATERAL jsonb_populate_record(NULL::instance, to_jsonb(i)
        || jsonb_build_object('uuid', gen_random_uuid(), 'name', 'old-' || n, 'slot', n, 'power', 'off')) copy
    WHERE i.uuid = ${first.resource_uuid}
  `.execute(cloud.db);
  await sql`SELECT setval('instance_slot', 64850)`.execute(cloud.db);
  const orders = await winners(tenant, await times(5, () => place(tenant)), 400);
  assert.equal(orders.length, 5);
  await assertNoDuplicates();
  await sql`DELETE FROM instance WHERE name LIKE 'old-%'`.execute(cloud.db);
});
