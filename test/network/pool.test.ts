import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pino from 'pino';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { run } from '../../src/common/command.ts';
import { blockOf } from '../../src/common/prefix.ts';
import { Problem } from '../../src/common/problem.ts';
import { readSettings, type Settings } from '../../src/common/settings.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { HostNetwork } from '../../src/drivers/qemu/network/index.ts';
import { moveFloatingPool } from '../../src/network/index.ts';
import { bootstrap } from '../../src/server/bootstrap.ts';
import { type Cloud, openCloud } from '../../src/server/cloud.ts';
import { qemuSettings } from '../../src/server/drivers.ts';
import { settlePool } from '../../src/server/settle-pool.ts';
import { letGoOf, takePool } from '../../src/server/take-pool.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { followed } from '../support/remedy.ts';
import { setUpDatabase } from '../support/setup.ts';

const db = await setUpDatabase();

async function placeOfOne(): Promise<Settings> {
  const home = await newHome();
  after(() => removeHome(home));
  return testSettings(home, { SLIPWAY_DRIVER: 'qemu' });
}

async function routesTo(pool: string): Promise<string> {
  return (await run('ip', ['route', 'show', 'exact', pool])).stdout.trim();
}

/** Something else of the host takes addresses of a pool, as a container bridge would. */
async function intrude(pool: string, name: string): Promise<void> {
  after(() => run('ip', ['link', 'del', name], { check: false }));
  await run('ip', ['link', 'add', name, 'type', 'bridge']);
  await run('ip', ['addr', 'add', pool.replace('.0/24', '.129/25'), 'dev', name]);
}

function networkOf(settings: Settings, cloud: Cloud): HostNetwork {
  return new HostNetwork(new HostNames(qemuSettings(settings, cloud)), pino({ level: 'silent' }), () => null);
}

const take = async (settings: Settings, cloud: Cloud): Promise<void> => {
  const network = networkOf(settings, cloud);
  await network.start(() => {});
  await network.stop();
};

test('clouds that look for a pool at once take one each, and hold it until they have started', async () => {
  const clouds = await Promise.all(
    Array.from({ length: 4 }, async () => openCloud({ ...(await placeOfOne()), floating_pool: null })),
  );
  const pools = clouds.map(({ floatingPool }) => floatingPool);
  assert.equal(new Set(pools).size, 4, pools.join());
  for (const pool of pools) assert.match(await routesTo(pool), /^unreachable/);
  for (const pool of pools) await letGoOf(pool);
  for (const pool of pools) assert.equal(await routesTo(pool), '');
  const place = await placeOfOne();
  await followed(
    'no-floating-pool',
    /set SLIPWAY_FLOATING_POOL=172\.30\.4\.0\/24/,
    () => takePool(true, { start: 0, avoid: [blockOf('172.24.0.0/16')] }).then(() => {}),
    async () => {
      const { floating_pool } = readSettings({ SLIPWAY_HOME: place.home, SLIPWAY_FLOATING_POOL: '172.30.4.0/24' });
      assert.equal((await openCloud({ ...place, floating_pool })).floatingPool, '172.30.4.0/24');
    },
  );
});

test('a pool that something else has taken gives way to another, or to that which the refusal names', async () => {
  const settings = await placeOfOne();
  const opened = await openCloud(settings);
  after(() => networkOf(settings, opened).destroyAll());
  await bootstrap(db, settings, opened.floatingPool);
  await take(settings, opened);
  assert.match(await routesTo(opened.floatingPool), /^172\.24\.\d+\.0\/24 via /);
  const { log, lines } = keptLog();
  assert.deepEqual(await settlePool(db, settings, opened, log), opened, 'nothing is wrong, and nothing changes');

  // while no address is in use, another is taken by itself, and the host has nothing of the old one
  await intrude(opened.floatingPool, `slt-${opened.cloud}-a`);
  await assert.rejects(take(settings, opened), { code: 'floating-pool-in-use' });
  const moved = await settlePool(db, settings, opened, log);
  assert.notEqual(moved.floatingPool, opened.floatingPool);
  assert.equal(JSON.parse(await readFile(join(settings.home, 'cloud.json'), 'utf8')).floatingPool, moved.floatingPool);
  assert.match(lines.join(''), /the pool of floating IPs is another from now on/);
  await db.transaction().execute((tx) => moveFloatingPool(tx, onlyCloud, moved.floatingPool));
  await take(settings, moved);
  assert.doesNotMatch(await routesTo(opened.floatingPool), new RegExp(opened.cloud));
  const { stdout } = await run('ip', ['-n', `slipway-${moved.cloud}-ext`, 'route', 'show', 'type', 'unreachable']);
  assert.equal(stdout.trim().split(/\s+/)[1], moved.floatingPool);

  // with an address in use that is for the operator to say
  const subnet = await db.selectFrom('subnet').select('uuid').where('project', 'is', null).executeTakeFirstOrThrow();
  const { uuid: project } = await db.selectFrom('project').select('uuid').executeTakeFirstOrThrow();
  const ip = { project, automatic: false, port: null };
  const { uuid } = await db.insertInto('floating_ip').values(ip).returning('uuid').executeTakeFirstOrThrow();
  const address = moved.floatingPool.replace('.0/24', '.9');
  await db.insertInto('address').values({ subnet: subnet.uuid, address, port: null, floating_ip: uuid }).execute();
  await intrude(moved.floatingPool, `slt-${moved.cloud}-b`);
  assert.deepEqual(await settlePool(db, settings, moved, log), moved);
  const refusal: unknown = await take(settings, moved).catch((error: unknown) => error);
  assert.ok(refusal instanceof Problem);
  const [, name = '', value = ''] = /\b(SLIPWAY_[A-Z_]+)=([\d./]+)/.exec(refusal.remedy) ?? [];
  const { floating_pool } = readSettings({ SLIPWAY_HOME: settings.home, [name]: value });
  const told = { ...settings, floating_pool };
  const next = await settlePool(db, told, moved, log);
  assert.equal(next.floatingPool, value);
  assert.equal(await db.transaction().execute((tx) => moveFloatingPool(tx, onlyCloud, value)), 1);
  assert.equal(await db.transaction().execute((tx) => moveFloatingPool(tx, onlyCloud, value)), 0);
  await followed(
    'floating-pool-in-use',
    /Set SLIPWAY_FLOATING_POOL=.* Floating IPs that there are move into it/,
    () => refusal,
    () => take(told, next),
  );
  const now = await db.selectFrom('address').select('address').where('floating_ip', '=', uuid).execute();
  assert.deepEqual(now, [{ address: value.replace('.0/24', '.9') }]);
  // and it stays so, with the setting and without it
  assert.deepEqual(await settlePool(db, settings, next, log), next);
  const tenants = { ...told, floating_pool: '10.0.0.0/8' };
  await assert.rejects(settlePool(db, tenants, next, log), { code: 'floating-pool-in-use' });
});
