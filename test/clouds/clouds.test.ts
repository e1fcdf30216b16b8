import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { CloudSettings } from '../../src/common/cloud-settings.ts';
import type { Database } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { registerClouds } from '../../src/server/register-clouds.ts';
import { joinCloud } from '../../src/server/same-cloud.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { slipway } from '../cli/cli.ts';
import { bootSector } from '../images/disks.ts';
import { Simulator } from '../openstack/simulator/index.ts';
import type { Answer, Client } from '../support/client.ts';
import { staffOf, worldOf } from '../support/cloud.ts';
import { newDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { followed } from '../support/remedy.ts';
import { ed25519 } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const simulator = await Simulator.start();
const { world } = simulator;
const [home, database] = await Promise.all([newHome(), newDatabase()]);
const disk = Buffer.concat([bootSector(), Buffer.alloc(8 << 20)]);
const files = createServer((_request, response) => response.end(disk));
await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
const origin = `127.0.0.1:${(files.address() as AddressInfo).port}`;
const accessFile = join(home, 'clouds.yaml');

let server: RunningServer | null = null;
let db: Database;
let staff: Client;
let first: string;
const driver = new FakeDriver(join(home, 'fake'));
const port: { listen?: string } = {};

after(async () => {
  delete process.env['OS_CLIENT_CONFIG_FILE'];
  await db.destroy();
  await server?.stop();
  await removeHome(home);
  await database.drop();
  files.close();
  await simulator.stop();
});

/** Starts the control plane with these clouds in its settings; null: with no list. */
async function start(list: string | null): Promise<void> {
  await server?.stop();
  server = null;
  if (list !== null) await writeFile(join(home, 'slipway.toml'), list);
  const own = { SLIPWAY_DATABASE_URL: database.url, SLIPWAY_IMAGE_HOSTS: origin };
  const settings = await testSettings(home, { ...own, ...(list === null ? {} : { SLIPWAY_DRIVER: '' }), ...at() });
  port.listen = settings.listen;
  server = await startServer({ settings, log: keptLog().log, driver });
}
const at = (): Record<string, string> => (port.listen === undefined ? {} : { SLIPWAY_LISTEN: port.listen });

const both = `[clouds.here]\ndriver = "fake"\n[clouds.lab]\ndriver = "openstack"\nos_cloud = "oslab"\nos_floating_ips = 3\n`;

before(async () => {
  await writeFile(accessFile, simulator.access);
  process.env['OS_CLIENT_CONFIG_FILE'] = accessFile;
  await start(null);
  db = database.open();
  ({ client: staff, project: first } = await staffOf(home));
});

async function one(path: string): Promise<Answer['body']> {
  const { status, body, text } = await staff.get(path);
  assert.equal(status, 200, text);
  return Array.isArray(body) ? body[0] : body.results === undefined ? body : body.results[0];
}

/** What a project of a cloud orders a VM with; `more` replaces attributes. */
async function orderOf(project: string, image: string, more: Record<string, unknown> = {}) {
  const offering = await one(`marketplace-offerings/?project_uuid=${project}&name=Virtual machine`);
  const flavor = await one('openstack-flavors/?name_exact=small');
  const subnet = await one(`openstack-subnets/?project_uuid=${project}`);
  const networks = [{ subnet: subnet.uuid, floating_ip: 'auto' }];
  const attributes = { name: 'web', image, flavor: flavor.uuid, ssh_public_key: ed25519, networks, ...more };
  return { project, offering: offering.uuid, plan: offering.plans[0].uuid, attributes };
}

async function vmOf(project: string, image: string): Promise<Answer['body']> {
  const placed = await staff.post('marketplace-orders/', await orderOf(project, image));
  assert.equal(placed.status, 201, placed.text);
  const order = await staff.settled(placed.body.uuid);
  assert.equal(order.state, 'Success', JSON.stringify(order));
  return one(`marketplace-resources/${order.resource_uuid}/`);
}

const addressOf = async (project: string): Promise<string> =>
  (await one(`openstack-floating-ips/?project_uuid=${project}`)).address;

describe('two clouds behind one control plane', () => {
  let image: string;
  let lab: string;
  let here: Answer['body'];
  let there: Answer['body'];
  /** How often a guest of the first cloud was stopped or started. */
  const touched: string[] = [];

  test('an OpenStack is added to a control plane that has VMs, and none of them moves or stops', async () => {
    const { accelerator: _, ...only } = await one('clouds/');
    assert.deepEqual(only, { name: 'main', driver: 'fake', is_default: true, state: 'ok' });
    const sha256 = createHash('sha256').update(disk).digest('hex');
    const announced = { name: 'cloud', url: `http://${origin}/disk.raw`, sha256, ssh_user: 'root', readiness: 'none' };
    const made = await staff.post('openstack-images/', { ...announced, min_disk: 64, min_ram: 64 });
    assert.equal(made.status, 201, made.text);
    image = made.body.uuid;
    here = await vmOf(first, image);
    const had = await worldOf(driver);
    driver.fault = (method) => {
      if (['startGuest', 'stopGuest', 'resetGuest', 'removeGuest', 'moveVolume'].includes(method)) touched.push(method);
    };
    await start(both);
    const clouds = (await staff.get('clouds/')).body as { name: string; driver: string; is_default: boolean }[];
    assert.deepEqual(
      clouds.map(({ name, driver: of, is_default }) => [name, of, is_default]),
      [
        ['here', 'fake', true],
        ['lab', 'openstack', false],
      ],
    );
    assert.equal((await one(`projects/${first}/`)).cloud, 'here', 'what had no name has that of the list');
    assert.equal((await one(`marketplace-resources/${here.uuid}/`)).runtime_state, 'active');
    assert.deepEqual([await worldOf(driver), touched], [had, []]);
  });

  test('a project says where it lives when it is made, and stays there', async () => {
    const { customer_uuid: customer } = await one(`projects/${first}/`);
    const wrong = await staff.post('projects/', { name: 'nowhere', customer, cloud: 'moon' });
    assert.deepEqual(
      [wrong.status, wrong.errors],
      [400, { cloud: ['There is no cloud "moon". There are: here, lab.'] }],
    );
    const made = await staff.post('projects/', { name: 'lab', customer, cloud: 'lab' });
    assert.deepEqual([made.status, made.body.cloud], [201, 'lab'], made.text);
    lab = made.body.uuid;
    const plain = await staff.post('projects/', { name: 'plain', customer });
    assert.equal(plain.body.cloud, 'here');
    assert.equal((await staff.patch(`projects/${lab}/`, { cloud: 'here' })).status, 400);
    assert.equal((await staff.patch(`projects/${lab}/`, { cloud: 'lab', description: 'there' })).status, 200);
  });

  test('each has its own offering: another one than that of its cloud is refused', async () => {
    const names = async (project: string): Promise<string[]> => {
      const { body } = await staff.get(`marketplace-offerings/?project_uuid=${project}`);
      return (body.results as { name: string }[]).map(({ name }) => name);
    };
    assert.deepEqual(await names(first), ['Starter VM', 'Virtual machine', 'Volume']);
    assert.deepEqual(await names(lab), ['Starter VM (lab)', 'Virtual machine (lab)', 'Volume (lab)']);
    const { offering, plan } = await orderOf(first, image);
    const crossed = await staff.post('marketplace-orders/', { ...(await orderOf(lab, image)), offering, plan });
    assert.equal(crossed.status, 400, crossed.text);
    assert.deepEqual(Object.keys(crossed.errors), ['offering']);
  });

  test('an image is brought to a cloud when it is first wanted there, and a VM runs where its project lives', async () => {
    assert.deepEqual([world.images.size, world.alive().length], [0, 0], 'nobody has wanted anything there');
    const had = await worldOf(driver);
    there = await vmOf(lab, image);
    assert.equal(world.images.size, 1);
    const [guest] = world.alive();
    assert.equal(guest?.hostname, 'web');
    assert.deepEqual(await worldOf(driver), had, 'nothing of it is here');
    assert.equal(world.volumes.size, 1);
    assert.deepEqual([await worldOf(driver), touched], [had, []]);
  });

  test('floating IPs and room are each cloud’s own', async () => {
    const stock = [...world.things('floatingip').values()].map((each) => String(each['floating_ip_address']));
    assert.equal(stock.length, 3);
    assert.ok(stock.includes(await addressOf(lab)), 'of what the OpenStack gives');
    assert.match(await addressOf(first), /^172\.24\./);
    const room = async (cloud: string) => (await one(`clouds/${cloud}/`)) as Record<string, Answer['body']>;
    const [ours, theirs] = [await room('here'), await room('lab')];
    assert.equal(theirs['floating_ips_left'], 2);
    assert.ok(ours['floating_ips_left'] > 200);
    assert.deepEqual([ours['vms'], theirs['vms']], [1, 1]);
    assert.notDeepEqual(ours['room'], theirs['room']);
    // of an hour nobody can say at what pace a disk fills
    assert.equal(ours['room'].full_in_days, null);
    await sql`INSERT INTO disk_figure (cloud, slot, at, free_mib)
      SELECT 'here', h, date_trunc('hour', now()) - make_interval(hours => h), ${ours['room'].free} + 100 * h
      FROM generate_series(1, 48) h ON CONFLICT DO NOTHING`.execute(db);
    const { free, full_in_days: days } = (await room('here'))['room'];
    assert.equal(Math.round(days), Math.round(free / 2400));
    const checked = await staff.post('marketplace-orders/preflight/', await orderOf(lab, image, { name: 'other' }));
    assert.equal(checked.body.capacity.floating_ips, 2);
  });

  test('what only one of them cannot do is refused there alone', async () => {
    const odd = async (project: string) =>
      staff.post('marketplace-orders/preflight/', {
        ...(await orderOf(project, image, { name: 'odd', system_volume_size: 4500 })),
      });
    assert.deepEqual([(await odd(first)).status, (await odd(lab)).status], [200, 400]);
    const made = await staff.post('openstack-flavors/', { name: 'odd', cores: 3, ram: 300, disk: 1024 });
    const { uuid: flavor } = made.body;
    const names = async (project: string): Promise<string[]> => {
      const { body } = await staff.get(`openstack-flavors/?project_uuid=${project}`);
      return (body.results as { name: string }[]).map(({ name }) => name);
    };
    assert.deepEqual([(await names(first)).includes('odd'), (await names(lab)).includes('odd')], [true, false]);
    const sized = async (project: string) =>
      staff.post('marketplace-orders/preflight/', await orderOf(project, image, { name: 'odd', flavor }));
    assert.deepEqual([(await sized(first)).status, Object.keys((await sized(lab)).body.attributes)], [200, ['flavor']]);
  });

  test('the command line lists, shows and checks them', async () => {
    const env = { SLIPWAY_HOME: home, SLIPWAY_DATABASE_URL: database.url, ...at() };
    const list = await slipway(env, 'cloud', 'list');
    assert.deepEqual([list.code, /^lab +openstack +ok/m.test(list.stdout)], [0, true], list.stderr + list.stdout);
    const shown = await slipway(env, 'cloud', 'show', 'lab');
    assert.match(shown.stdout, /floating IPs left +2/);
    const checked = await slipway(env, 'cloud', 'check', 'lab');
    assert.equal(checked.code, 0, checked.stdout + checked.stderr);
    assert.equal((await slipway(env, 'cloud', 'show', 'moon')).code, 3);
  });

  test('one that is away holds up no other, and nothing of it is touched', async () => {
    simulator.faults.add(/./, 'cut-before', Number.POSITIVE_INFINITY);
    await start(both);
    const states = async () => ((await staff.get('clouds/')).body as { state: string }[]).map(({ state }) => state);
    assert.deepEqual(await states(), ['ok', 'away']);
    await vmOf(first, image).then((vm) => staff.remove(vm.uuid));
    const { status } = await staff.get(`clouds/lab/doctor/`);
    assert.equal(status, 200);
    simulator.faults.clear();
    await eventually('it is back', states, (now) => now.every((state) => state === 'ok'));
    assert.equal(world.alive().length, 1);
  });

  test('a cloud on which projects live cannot be left out', async () => {
    const listed = (...clouds: CloudSettings[]) => db.transaction().execute((tx) => registerClouds(tx, clouds));
    const settings = await testSettings(home, { SLIPWAY_DRIVER: '' });
    const [own, other] = settings.clouds as [CloudSettings, CloudSettings];
    await followed(
      'cloud-missing',
      /Put \[clouds\.here\] back into slipway\.toml with driver = "fake"/,
      () => listed(other),
      () => listed(own, other),
    );
    // of a time when no driver was recorded
    await db.updateTable('backend').set({ driver: null }).where('cloud', '=', 'here').execute();
    await followed(
      'cloud-missing',
      /Put \[clouds\.here\] back into slipway\.toml, or delete its projects before/,
      () => listed(other),
      () => listed(own, other),
    );
    await followed(
      'other-driver',
      /Leave driver = "fake" to it/,
      () => listed({ ...own, driver: 'qemu' }, other),
      () => listed(own, other),
    );
    assert.deepEqual((await staff.get('clouds/')).body.length, 2);
    const cloud = existingCloud(home);
    assert.ok(cloud);
    // the records began with the driver of the first
    assert.equal(await joinCloud(db, { ...settings, clouds: [other], default_cloud: 'lab' }, cloud), cloud);
  });

  test('what is deleted on one is deleted there alone', async () => {
    touched.splice(0);
    const had = await worldOf(driver);
    await staff.remove(there.uuid);
    assert.deepEqual([world.alive().length, await worldOf(driver), touched], [0, had, []]);
    assert.equal((await staff.delete(`openstack-images/${image}/`)).status, 409, 'a VM here stands on it');
    await staff.remove(here.uuid);
    assert.equal((await staff.delete(`openstack-images/${image}/`)).status, 204);
    await eventually('it is gone from both', async () => {
      const copies = await db.selectFrom('image_copy').select('cloud').where('image', '=', image).execute();
      return copies.length === 0 && world.images.size === 0;
    });
  });
});
