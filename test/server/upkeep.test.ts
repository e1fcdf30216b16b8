import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { diagnosisLines } from '../../src/cli/terminal/diagnosis.ts';
import { Problem } from '../../src/common/problem.ts';
import { slipway } from '../cli/cli.ts';
import { followed, mended } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();

interface Missing {
  kind: string;
  id: string | null;
  detail: string;
}

describe('the upkeep of what runs', () => {
  let vm: string;

  const path = (...names: string[]): string => join(cloud.home, 'fake', ...names);
  const look = async (): Promise<void> => {
    assert.equal((await cloud.staff.post(`openstack-instances/${vm}/pull/`, {})).status, 202);
  };
  const missing = async (): Promise<Missing[]> => (await cloud.staff.get('doctor/')).body.missing;
  /** What people read of it. */
  const doctor = async () => {
    const { body } = await cloud.staff.get('doctor/');
    return { ok: body.missing.length === 0, remedy: diagnosisLines(body).join('\n') };
  };
  const events = async () => {
    const query = cloud.db.selectFrom('audit_event').select(['action', 'object', 'project', 'result', 'detail']);
    return query.where('action', 'like', 'host.%').orderBy('id').execute();
  };
  const figure = async (name: string): Promise<string | undefined> =>
    (await cloud.staff.in('').get('metrics')).text.split('\n').find((line) => line.startsWith(name));

  test('all is there at first', async () => {
    const { body: order } = await cloud.staff.post(
      'marketplace-orders/',
      orderFor(tenant, catalogue, { name: 'kept' }),
    );
    vm = order.resource_uuid;
    assert.equal((await cloud.staff.settled(order.uuid)).state, 'Success');
    await look();
    assert.deepEqual(await missing(), []);
    assert.deepEqual(await events(), []);
  });

  test('what is missing of a router is applied again, and told of', async () => {
    await cloud.driver.removeRouter(tenant.project);
    await look();
    const told = await eventually('the event', events, (list) => list.length > 0);
    const parts = [`namespace ${path('router', tenant.project)}`];
    assert.deepEqual(told, [
      {
        action: 'host.mended',
        object: tenant.project,
        project: tenant.project,
        result: 'accepted',
        detail: { parts, count: 1 },
      },
    ]);
    assert.equal((await cloud.driver.router(tenant.project)).ports.length, 1);
    assert.deepEqual(await missing(), []);
    await eventually(
      'the figure',
      async () => (await figure('slipway_mended_total')) === 'slipway_mended_total{kind="namespace"} 1',
    );
  });

  test('what cannot be brought back is told of once, with the reason, until it is there', async () => {
    const before = (await events()).length;
    const socket = path('socket', vm);
    const why = 'The socket is gone for good. Restart the VM.';
    cloud.driver.fault = (method) => {
      if (method === 'mendGuest') throw new Problem('part-lost', 'The socket is gone for good.');
    };
    cloud.driver.lost.add(socket);
    await look();
    const since = async () => (await events()).slice(before);
    const of = { object: vm, project: tenant.project };
    const detail = { parts: [`socket ${socket}`], count: 1 };
    const failed = { action: 'host.missing', ...of, result: 'failed', detail: { ...detail, why } };
    assert.deepEqual(await eventually('the event', since, (list) => list.length > 0), [failed]);
    const shown = { kind: 'socket', id: vm, detail: `${socket}: ${why}` };
    assert.deepEqual(await eventually('the reason', missing, ([first]) => first?.detail === shown.detail), [shown]);
    assert.equal((await cloud.staff.get('doctor/')).body.ok, false);
    await eventually(
      'the figure',
      async () => (await figure('slipway_missing{')) === 'slipway_missing{kind="socket"} 1',
    );
    await look();
    await look();
    assert.deepEqual(await since(), [failed]);
    await mended(
      'missing',
      /within 10 s; if it stays, the reason stands behind it and in: \.\/slipway logs/,
      doctor,
      async () => {
        await mkdir(path('..', 'log'), { recursive: true });
        await writeFile(path('..', 'log', 'server.log'), cloud.log.join('\n'));
        assert.match((await slipway(cloud.env, 'logs')).stdout, /gone for good/);
        cloud.driver.fault = () => {};
      },
    );
    const ended = { action: 'host.mended', ...of, result: 'accepted', detail };
    assert.deepEqual(await eventually('the end of it', since, (list) => list.length > 1), [failed, ended]);
    assert.deepEqual(await missing(), []);
  });

  test('what a running VM cannot get back is there when it is restarted', async () => {
    const socket = path('socket', vm);
    cloud.driver.fault = (method) => {
      if (method === 'mendGuest') throw new Problem('part-lost', 'The socket is gone for good.');
      // a new process makes a new one
      if (method === 'startGuest') cloud.driver.lost.delete(socket);
    };
    cloud.driver.lost.add(socket);
    const lost = async () => {
      await look();
      const [part] = await eventually('why', missing, ([first]) => /gone for good/.test(first?.detail ?? ''));
      return { code: 'part-lost', remedy: part?.detail ?? '' };
    };
    await followed('part-lost', /Restart the VM\./, lost, async () => {
      for (const [action, state] of [
        ['stop', 'stopped'],
        ['start', 'active'],
      ] as const) {
        await cloud.staff.post(`marketplace-resources/${vm}/actions/${action}/`, {});
        await eventually(action, async () => {
          const { body } = await cloud.staff.get(`marketplace-resources/${vm}/`);
          return body.runtime_state === state && body.state === 'OK';
        });
      }
      assert.deepEqual(await missing(), []);
    });
    cloud.driver.fault = () => {};
  });

  test('what is off has its volumes still, and what is nobody’s is counted', async () => {
    assert.equal((await cloud.staff.post(`marketplace-resources/${vm}/actions/stop/`, {})).status, 202);
    const state = async () => (await cloud.staff.get(`marketplace-resources/${vm}/`)).body;
    await eventually('the stop', state, (now) => now.runtime_state === 'stopped' && now.state === 'OK');
    assert.deepEqual(await missing(), []);
    const { volumes } = (await cloud.staff.get(`openstack-instances/${vm}/`)).body;
    await cloud.driver.deleteVolume(volumes[0].uuid);
    const detail = 'it is gone, and nothing brings it back by itself: put its file back, or delete its VM';
    assert.deepEqual(await missing(), [{ kind: 'volume', id: volumes[0].uuid, detail }]);
    await cloud.driver.createVolume({ id: volumes[0].uuid, sizeMiB: 1024, image: null });
    assert.deepEqual(await missing(), []);
    const stray = '11111111-2222-4333-8444-555555555555';
    await cloud.driver.createVolume({ id: stray, sizeMiB: 1, image: null });
    await look();
    await eventually('the figure', async () => (await figure('slipway_strays{')) === 'slipway_strays{kind="volume"} 1');
    await cloud.driver.deleteVolume(stray);
  });
});

describe('the machine that VMs run on', () => {
  interface Check {
    name: string;
    ok: boolean | null;
    detail: string;
    measured: string;
    remedy: string;
  }
  let vm: string;

  /** The check of `doctor`, and whether `diagnose` of a VM says the same. */
  async function check(name: string): Promise<Check> {
    const { checks } = (await cloud.staff.get('doctor/')).body as { checks: Check[] };
    const found = checks.find((each) => each.name === name);
    assert.ok(found, name);
    const { body } = await cloud.staff.get(`openstack-instances/${vm}/diagnose_connectivity/`);
    const host = (body.checks as Check[]).find((each) => each.name === 'host');
    assert.ok(host);
    assert.equal(host.measured.includes(`${name}: ${found.detail}`), !found.ok, host.measured);
    if (found.ok) return found;
    assert.match(body.verdict, /can be reached, but all is not well on its host/);
    assert.ok(found.remedy.length > 0 && host.remedy.includes(found.remedy));
    return found;
  }

  test('is well at first', async () => {
    const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
    const { body: order } = await cloud.staff.post(
      'marketplace-orders/',
      orderFor(tenant, catalogue, { name: 'seen', networks }),
    );
    vm = order.resource_uuid;
    assert.equal((await cloud.staff.settled(order.uuid)).state, 'Success');
    for (const name of ['disk space', 'tracked connections', 'clock', 'database', 'certificates'])
      assert.equal((await check(name)).ok, true, name);
  });

  test('has a table of tracked connections that is full', async () => {
    cloud.driver.connections = 949;
    assert.equal((await check('tracked connections')).ok, true);
    cloud.driver.connections = 950;
    const { ok, detail } = await check('tracked connections');
    assert.deepEqual([ok, detail], [false, `950 of 1000 at most, in ${tenant.project}`]);
    const host = async () => {
      const { body } = await cloud.staff.get(`openstack-instances/${vm}/diagnose_connectivity/`);
      return (body.checks as Check[]).find(({ name }) => name === 'host') ?? assert.fail();
    };
    await mended('host', /^Tell the operator\. /, host, () =>
      mended('tracked connections', /find who opens so many/, check, () => {
        cloud.driver.connections = 0;
      }),
    );
  });

  test('has a clock that jumped', async (context) => {
    const { now } = Date;
    const ahead = context.mock.method(Date, 'now', () => now() + 90_000);
    const { ok, detail } = await check('clock');
    assert.equal(ok, false);
    assert.match(detail, /^it jumped forward by 90 s, to /);
    ahead.mock.restore();
    assert.match((await check('clock')).detail, /^it jumped back by 90 s/);
  });

  test('has a database that is read-only', async () => {
    const { rows } = await sql<{ name: string }>`SELECT current_database() AS name`.execute(cloud.db);
    const database = sql.id(rows[0]?.name ?? '');
    const cut = sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    await sql`ALTER DATABASE ${database} SET default_transaction_read_only = on`.execute(cloud.db);
    await cut.execute(cloud.db);
    const seen = await eventually(
      'the check',
      () => check('database').catch(() => null),
      (found) => found?.ok === false,
    );
    assert.match(seen?.detail ?? '', /read-only/);
    const patient = (name: string) =>
      eventually(
        'an answer',
        () => check(name).catch(() => null),
        (found) => found !== null,
      ).then((found) => found ?? assert.fail());
    await mended('database', /a standby, a full disk, or default_transaction_read_only/, patient, async () => {
      await cloud.db.transaction().execute(async (tx) => {
        await sql`SET TRANSACTION READ WRITE`.execute(tx);
        await sql`ALTER DATABASE ${database} RESET default_transaction_read_only`.execute(tx);
      });
      await cut.execute(cloud.db).catch(() => {});
    });
  });
});
