import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type CommandResult, run } from '../../src/common/command.ts';
import { removeSystemUser, stopPostgres } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { openBucket } from '../support/buckets.ts';
import type { Client } from '../support/client.ts';
import { databaseOf, staffOf, worldOf } from '../support/cloud.ts';
import { followed } from '../support/remedy.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { assertComplete } from '../support/slate.ts';
import { orderFor, readCatalogue } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually, hangMs } from '../support/wait.ts';

/** Runs the command for a state directory. */
function script(name: 'backup' | 'restore' | 'target', home: string, ...args: string[]): Promise<CommandResult> {
  const path = fileURLToPath(new URL(`../../src/cli/main.ts`, import.meta.url));
  const env = { PATH: process.env['PATH'], SLIPWAY_HOME: home, SLIPWAY_DRIVER: 'fake' };
  return run(process.execPath, [path, name, ...args], { env, check: false, timeoutMs: hangMs });
}

describe('backup and restore', () => {
  let home: string;
  let archive: string;
  let elsewhere: string;
  let server: RunningServer | null = null;
  let driver: FakeDriver;
  let staff: Client;
  let order: (name: string) => Promise<{ uuid: string; resource_uuid: string }>;
  const settled: string[] = [];

  async function start(): Promise<void> {
    const settings = await testSettings(home);
    driver = new FakeDriver(join(home, 'fake'));
    server = await startServer({ settings, log: keptLog().log, driver });
    const { client, project } = await staffOf(home);
    staff = new (client.constructor as typeof Client)(settings.url, client.token);
    const db = databaseOf(home);
    const catalogue = await readCatalogue(db);
    const subnet = await db
      .selectFrom('subnet')
      .select('uuid')
      .where('project', '=', project)
      .executeTakeFirstOrThrow();
    await db.destroy();
    const networks = [{ subnet: subnet.uuid, floating_ip: 'auto' }];
    order = async (name) => {
      const answer = await staff.post(
        'marketplace-orders/',
        orderFor({ project, subnet: subnet.uuid }, catalogue, { name, networks }),
      );
      assert.equal(answer.status, 201, answer.text);
      return answer.body;
    };
  }

  async function stop(): Promise<void> {
    await server?.stop({ database: true });
    server = null;
  }

  /** What customers see of their VMs, oldest first, without what moves by itself. */
  async function shown(): Promise<unknown[]> {
    const { body } = await staff.get('marketplace-resources/?page_size=300');
    return body.results
      .map((vm: Record<string, unknown>) => ({
        uuid: vm['uuid'],
        name: vm['name'],
        state: vm['state'],
        runtime: vm['runtime_state'],
        internal: vm['internal_ips'],
        external: vm['external_ips'],
        created: vm['created'],
      }))
      .sort((a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name));
  }

  before(async () => {
    home = await newHome();
    elsewhere = await newHome();
    archive = join(elsewhere, 'cloud.backup');
    await writeFile(join(home, 'slipway.toml'), 'image_hosts = "images.example:8443"\n');
    await start();
    for (const name of ['one', 'two', 'three']) {
      const { uuid, resource_uuid } = await order(name);
      assert.equal((await staff.settled(uuid)).state, 'Success');
      settled.push(resource_uuid);
    }
    assert.equal((await staff.post(`marketplace-resources/${settled[1]}/actions/stop/`, {})).status, 202);
    await eventually('the stop', async () => {
      const { body } = await staff.get(`marketplace-resources/${settled[1]}/`);
      return body.state === 'OK' && body.runtime_state === 'stopped';
    });
    await staff.remove(settled[2] ?? '');
  });

  after(async () => {
    await stop();
    await removeHome(home);
    await removeHome(elsewhere);
  });

  test('a backup of a running cloud is one file for root only, and replaces nothing', async () => {
    const { code, stderr } = await script('backup', home, archive);
    assert.equal(code, 0, stderr);
    assert.equal((await stat(archive)).mode & 0o777, 0o600);
    const kept = await readFile(archive);
    const to = (...file: string[]) => script('backup', home, join(...file));
    await followed(
      'file-exists',
      /^Error: .*is there already\.\nNext: {2}Name another/,
      () => to(archive),
      () => to(elsewhere, 'another.backup'),
    );
    assert.deepEqual(await readFile(archive), kept);
    await followed(
      'bad-file',
      /no such file[^]*Name a file in a directory that is there/,
      () => to(elsewhere, 'no', 'where'),
      () => to(elsewhere, 'where'),
    );
    assert.equal((await staff.get('projects/')).status, 200, 'the cloud goes on');
  });

  test('is as of one moment, while orders come in', async () => {
    const busy = join(elsewhere, 'busy.backup');
    const orders = [1, 2, 3, 4].map((n) => order(`busy-${n}`));
    const [{ code }] = await Promise.all([script('backup', home, busy), ...orders]);
    assert.equal(code, 0);
    const uuids = new Map<string, Set<unknown>>();
    let table = '';
    for (const line of gunzipSync(await readFile(busy))
      .toString()
      .trimEnd()
      .split('\n')
      .slice(1)) {
      const row = JSON.parse(line) as Record<string, unknown>;
      if (typeof row['table'] === 'string' && 'columns' in row) table = row['table'];
      else if (table === 'instance') uuids.set('instance', (uuids.get('instance') ?? new Set()).add(row['uuid']));
      else if (table === 'order') assert.ok(uuids.get('instance')?.has(row['instance']), 'an order without its VM');
    }
    for (const placed of await Promise.all(orders)) {
      assert.equal((await staff.settled(placed.uuid)).state, 'Success');
      await staff.remove(placed.resource_uuid);
    }
  });

  test('a cloud that has rows is not restored over', async () => {
    const running = await script('restore', home, archive);
    assert.equal(running.code, 5);
    assert.match(running.stderr, /already runs/);
    await stop();
    const stopped = await script('restore', home, archive);
    assert.equal(stopped.code, 5);
    assert.match(stopped.stderr, /not empty/);
    await start();
    assert.equal((await shown()).length, 2);
  });

  test('brings the control plane back where its database was lost, and adopts the VMs that still run', async () => {
    const vms = await shown();
    assert.equal(vms.length, 2);
    const { token } = staff;
    await stop();
    const user = existingCloud(home)?.postgresUser ?? '';
    for (const lost of ['postgres', 'cloud.json', 'credentials.json', 'slipway.toml', 'run', 'log']) {
      await rm(join(home, lost), { recursive: true, force: true });
    }
    await removeSystemUser(user);
    const { code, stderr } = await script('restore', home, archive);
    assert.equal(code, 0, stderr);
    assert.equal((await stat(join(home, 'credentials.json'))).mode & 0o777, 0o600);
    assert.match(await readFile(join(home, 'slipway.toml'), 'utf8'), /images\.example/);

    await start();
    assert.equal(staff.token, token);
    assert.deepEqual(await shown(), vms);
    const { body: doctor } = await staff.get('doctor/');
    assert.deepEqual([doctor.orphans, doctor.missing], [[], []]);
    const db = databaseOf(home);
    await assertComplete(db, driver);
    await db.destroy();
    // sequences and address pools go on where they were
    const { uuid, resource_uuid } = await order('after');
    assert.equal((await staff.settled(uuid)).state, 'Success');
    for (const vm of [resource_uuid, settled[0] ?? '', settled[1] ?? '']) await staff.remove(vm);
    assert.deepEqual(await worldOf(driver), []);
  });

  test('a restore that was cut off is done again from the begin', async () => {
    await stop();
    await stopPostgres(home);
    await rm(join(home, 'postgres'), { recursive: true });
    const text = gunzipSync(await readFile(archive)).toString();
    const broken = join(elsewhere, 'broken.backup');
    await writeFile(broken, gzipSync(text.slice(0, text.length * 0.7)));
    const restore = (file: string, at = home) => script('restore', at, file);
    const identity = join(home, 'cloud.json');
    const written = await readFile(identity, 'utf8');
    await followed(
      'other-home',
      /another state directory[^]*Set SLIPWAY_HOME to .*: its guests and disks/,
      () => restore(archive, elsewhere),
      async () => {
        await writeFile(identity, JSON.stringify({ ...JSON.parse(written), uuid: randomUUID() }));
        const uninstalled = (): Promise<void> => rm(identity);
        await followed('other-cloud', /remove the cloud that is here/, () => restore(archive), uninstalled);
        await followed(
          'bad-archive',
          /no whole backup[^]*Use another backup/,
          () => restore(broken),
          () => restore(archive),
        );
      },
    );
  });

  test('an empty machine begins with a target alone: the records, and VMs of their copies', async () => {
    const nas = join(elsewhere, 'nas');
    await mkdir(nas);
    const { settings } = await openBucket(elsewhere);
    const places = `[targets.nas]\ndirectory = "${nas}"\n[targets.offsite]\ns3 = "${settings.s3}"\ncredentials = "${settings.credentials}"\n`;
    await appendFile(join(home, 'slipway.toml'), places);
    await start();
    const prepared = await script('target', home, 'prepare', 'nas');
    assert.equal((await script('target', home, 'prepare', 'offsite')).code, 0, prepared.stderr);
    const key = join(elsewhere, 'key');
    await writeFile(key, /^ {2}([0-9a-f ]+)$/m.exec(prepared.stdout)?.[1] ?? '');
    const { uuid, resource_uuid: vm } = await order('kept');
    assert.equal((await staff.settled(uuid)).state, 'Success');
    assert.equal((await staff.post('backups/', {})).status, 200);
    const [disk] = (await staff.get(`openstack-volumes/?instance=${vm}`)).body.results;
    driver.contents.set(disk.uuid, new Map([[3, 'what nobody may lose']]));
    const { body: backup } = await staff.post(`openstack-instances/${vm}/backup/`, { name: 'last' });
    assert.equal((await volumeSettled(staff, backup.uuid, 'openstack-backups'))?.state, 'OK');
    const { body: made } = await staff.post(`openstack-backups/${backup.uuid}/copy/`, { target: 'offsite' });
    assert.equal((await volumeSettled(staff, made.uuid, 'backup-copies'))?.state, 'OK');
    await stop();
    const user = existingCloud(home)?.postgresUser ?? '';
    for (const lost of await readdir(home)) await rm(join(home, lost), { recursive: true });
    await removeSystemUser(user);

    const from = (place: string, ...args: string[]) => script('restore', home, '--from', place, ...args);
    await followed(
      'usage',
      /Give both: the target, and a file with its key/,
      () => from(nas),
      () =>
        followed(
          'not-found',
          /Name the one that you mean: --cloud UUID/,
          async () => {
            await mkdir(join(nas, `slipway-${randomUUID()}`));
            return from(nas, '--key', key);
          },
          async () => {
            const cloud = (await readdir(nas)).find((place) => existsSync(join(nas, place, 'target.json'))) ?? '';
            await writeFile(join(home, 'slipway.toml'), places);
            return from('offsite', '--key', key, '--cloud', cloud.replace('slipway-', ''));
          },
        ),
    );
    assert.equal((await stat(join(home, 'targets.key'))).mode & 0o777, 0o600);
    await start();
    const [copy] = (await staff.get('backup-copies/')).body.results;
    assert.deepEqual([copy.uuid, copy.name, copy.backup], [made.uuid, 'last', null], 'it was made since the records');
    const { body: back } = await staff.post(`backup-copies/${copy.uuid}/restore/`, { name: 'back' });
    assert.equal((await volumeSettled(staff, back.uuid, 'openstack-instances'))?.state, 'OK');
    const [again] = (await staff.get(`openstack-volumes/?instance=${back.uuid}`)).body.results;
    assert.deepEqual([...(driver.contents.get(again.uuid) ?? [])], [[3, 'what nobody may lose']]);
    await stop();
  });

  test('names what is missing', async () => {
    for (const [name, args, words] of [
      ['backup', [], /missing required argument 'file'/],
      ['backup', [join(elsewhere, 'no', 'where')], /where\S* cannot be used: no such file/],
      ['restore', [join(elsewhere, 'nothing')], /nothing cannot be used: no such file/],
    ] as const) {
      const { code, stderr } = await script(name, home, ...args);
      assert.equal(code, 2);
      assert.match(stderr, words);
    }
    const none = await script('backup', elsewhere, join(elsewhere, 'none.backup'), '--json');
    assert.equal(none.code, 3);
    assert.equal(JSON.parse(none.stderr).error.code, 'no-cloud');
    const other = await script('restore', elsewhere, archive);
    assert.equal(other.code, 2);
    assert.match(other.stderr, /another state directory/);
  });
});
