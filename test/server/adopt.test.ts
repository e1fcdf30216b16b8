import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { slipway } from '../cli/cli.ts';
import { staffOf } from '../support/cloud.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { mended } from '../support/remedy.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';

interface Vm {
  uuid: string;
  name: string;
  volumes: [uuid: string, ...unknown[]][];
}

/** What can be known of a VM from the host alone. */
const known = (db: Database) =>
  sql`
    SELECT i.uuid, i.project, i.name, i.image, i.vcpus, i.memory_mib, i.ssh_keys, i.user_data, i.power, i.state, i.runtime_state,
      i.slot, i.generation, i.rescue_image, i.rescue_volume, p.slot AS project_slot,
      (SELECT jsonb_agg(jsonb_build_array(v.uuid, v.position, v.size_mib, v.image) ORDER BY v.position)
        FROM volume v WHERE v.instance = i.uuid) AS volumes,
      (SELECT jsonb_agg(jsonb_build_array(t.uuid, t.network, t.mac, t.plugged, t.allowed_addresses::text,
          (SELECT jsonb_agg(jsonb_build_array(a.subnet, a.address) ORDER BY a.address) FROM address a WHERE a.port = t.uuid),
          (SELECT jsonb_agg(g.security_group ORDER BY g.security_group) FROM port_security_group g WHERE g.port = t.uuid),
          (SELECT host(a.address) FROM floating_ip f JOIN address a ON a.floating_ip = f.uuid WHERE f.port = t.uuid))
          ORDER BY t.position) FROM port t WHERE t.instance = i.uuid) AS ports
    FROM instance i JOIN project p ON p.uuid = i.project WHERE i.reserved ORDER BY i.name`
    .execute(db)
    .then(({ rows }) => rows as Vm[]);

/** Of the projects that have VMs: others are nowhere on the host. */
const networks = (db: Database) =>
  sql`
    SELECT s.uuid, s.network, s.project, s.cidr, s.gateway, s.gateway_enabled, s.dns_nameservers, s.host_routes, n.slot,
      (SELECT jsonb_agg(jsonb_build_array(r.security_group, r.direction, r.ethertype, r.protocol, r.from_port, r.to_port, r.cidr,
          r.remote_group) ORDER BY r.security_group, r.id)
        FROM security_group_rule r JOIN security_group g ON g.uuid = r.security_group WHERE g.project = s.project) AS rules
    FROM subnet s JOIN network n ON n.uuid = s.network
    WHERE s.project IN (SELECT project FROM instance WHERE reserved) ORDER BY s.uuid`
    .execute(db)
    .then(({ rows }) => rows);

describe('a cloud whose records are lost and cannot be brought back', () => {
  let home: string;
  let env: Record<string, string>;
  let [lost, fresh]: TestDatabase[] = [];
  let was: { vms: Vm[]; networks: unknown[] };
  let free: string;

  const run = async (code: number, ...args: string[]): Promise<string> => {
    const { code: ended, stdout, stderr } = await slipway(env, ...args);
    assert.equal(ended, code, `${args.join(' ')}: ${stderr}${stdout}`);
    return stdout + stderr;
  };
  const of = async <T>(database: TestDatabase | undefined, read: (db: Database) => Promise<T>): Promise<T> => {
    assert.ok(database !== undefined);
    const db = database.open();
    try {
      return await read(db);
    } finally {
      await db.destroy();
    }
  };
  /** Guests, volumes and routers as the backend was told them. */
  const world = async () => {
    const { guests, volumes, routers } = await new FakeDriver(join(home, 'fake')).told();
    return {
      guests,
      volumes,
      // new records have not changed as often
      routers: routers.map((router) => ({
        ...router,
        revision: undefined,
        ports: router.ports.toSorted((a, b) => a.id.localeCompare(b.id)),
      })),
    };
  };

  before(async () => {
    home = await newHome();
    [lost, fresh] = [await newDatabase(), await newDatabase('template1')];
    const { listen } = await testSettings(home);
    env = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: listen, SLIPWAY_DRIVER: 'fake', SLIPWAY_DATABASE_URL: lost?.url ?? '' };
    await run(0, 'up');
    await run(0, 'network', 'create', 'backend');
    await run(
      0,
      'subnet',
      'create',
      'backend',
      '--network',
      'backend',
      '--cidr',
      '192.168.10.0/24',
      '--gateway',
      'none',
    );
    await run(0, 'security-group', 'create', 'site');
    await run(0, 'security-group', 'allow', 'site', 'tcp:443');
    await run(0, 'vm', 'create', 'web', '--security-group', 'default', '--security-group', 'site', '--volume', '2G');
    await run(0, 'vm', 'connect', 'web', '--subnet', 'backend');
    await run(0, 'vm', 'create', 'off');
    await run(0, 'vm', 'stop', 'off');
    await run(0, 'vm', 'create', 'mended');
    await run(0, 'vm', 'rescue', 'mended');
    free = (await run(0, 'volume', 'create', 'data', '--size', '3G', '-q')).trim();
    was = { vms: await of(lost, known), networks: await of(lost, networks) };
    await run(0, 'down');
    env['SLIPWAY_DATABASE_URL'] = fresh?.url ?? '';
  });
  after(async () => {
    await slipway(env, 'down');
    await removeHome(home);
    for (const database of [lost, fresh]) await database?.drop();
  });

  test('is not started, and the refusal names the way', async () => {
    assert.match(await run(5, 'up'), /"\.\/slipway up --adopt"/);
  });

  test('has records made of all that is there, and no VM, disk or network is touched', async () => {
    const kept = await world();
    const said = await run(0, 'up', '--adopt');
    assert.doesNotMatch(said, /Left as it is/);
    assert.deepEqual(await of(fresh, known), was.vms);
    assert.deepEqual(await of(fresh, networks), was.networks);
    assert.deepEqual(await world(), kept);
    assert.match(await run(0, 'doctor'), /✓ no orphans/);
  });

  test('works with them as with any other', async () => {
    const { client } = await staffOf(home);
    const { body } = await client.get('marketplace-resources/?page_size=300');
    const states = body.results.map(({ name, runtime_state }: Record<string, string>) => `${name} ${runtime_state}`);
    for (const state of ['web active', 'off stopped', 'mended rescue'])
      assert.ok(states.includes(state), states.join());
    await run(0, 'vm', 'unrescue', 'mended');
    await run(0, 'vm', 'start', 'off');
    await run(0, 'vm', 'delete', 'web', '--now');
    const driver = new FakeDriver(join(home, 'fake'));
    const { uuid, volumes } = was.vms.find(({ name }) => name === 'web') as Vm;
    assert.equal(await driver.guestState(uuid), 'absent');
    assert.equal(volumes.length, 2);
    for (const [volume] of volumes) assert.equal(await driver.hasVolume(volume), false);
  });

  test('gives what is new nothing that they have', async () => {
    await run(0, 'vm', 'create', 'new');
    const slots = await of(fresh, (db) => db.selectFrom('instance').select(['slot', 'name']).execute());
    const held = slots.flatMap(({ slot }) => slot ?? []);
    assert.equal(new Set(held).size, 3, JSON.stringify(slots));
    assert.match(await run(0, 'doctor'), /✓ no orphans/);
    assert.match(await run(0, 'volume', 'list'), new RegExp(`adopted-${free.slice(0, 8)}`));
  });

  test('has records made beside those that there are, as doctor says it', async () => {
    await of(fresh, async (db) => {
      await db.deleteFrom('order').where('volume', '=', free).execute();
      await db.deleteFrom('volume').where('uuid', '=', free).execute();
    });
    const look = async () => {
      const { code, stdout } = await slipway(env, 'doctor');
      return { ok: code === 0, remedy: stdout };
    };
    await mended(
      'orphans',
      /nobody's: \.\/slipway doctor --fix\. Or make records of it, unless it was unlinked/,
      look,
      async () => {
        await run(0, 'down');
        assert.doesNotMatch(await run(0, 'up', '--adopt'), /Left as it is/);
        assert.match(await run(0, 'volume', 'list'), new RegExp(`adopted-${free.slice(0, 8)}`));
      },
    );
  });
});
