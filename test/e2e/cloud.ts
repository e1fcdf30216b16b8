import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { readSettings } from '../../src/common/settings.ts';
import type { Database } from '../../src/db/index.ts';
import { guestProcesses } from '../../src/drivers/qemu/guest/process.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { type Cloud as Identity, existingCloud } from '../../src/server/cloud.ts';
import { qemuSettings } from '../../src/server/drivers.ts';
import type { Answer, Client } from '../support/client.ts';
import { type CloudOptions, databaseOf, staffOf } from '../support/cloud.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { freePort } from '../support/home.ts';
import { newCloudPlace } from '../support/place.ts';
import { prepareDatabase } from '../support/prepared.ts';
import { nameTarget, prepareTarget } from '../support/targets.ts';
import { lendTinyImage } from '../support/tiny-image.ts';
import { type Catalogue, orderFor, readCatalogue } from '../support/tenant.ts';
import { eventually, hangMs } from '../support/wait.ts';
import { type Slate, slate } from './slate.ts';

const SERVER = fileURLToPath(new URL('server.ts', import.meta.url));
const UNINSTALL = fileURLToPath(new URL('../../src/server/uninstall.ts', import.meta.url));

const clouds = new Set<Cloud>();

// an interrupted test run leaves nothing behind
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.allSettled([...clouds].map((cloud) => cloud.destroy())).then(() => process.exit(130));
  });
}

/** A whole cloud on real QEMU with a state directory of its own, its control plane in a process that can be killed. */
export class Cloud {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  staff!: Client;
  db!: Database;
  project!: string;
  subnet!: string;
  /** What there was of the cloud when it had just been made. */
  fresh!: Slate;
  catalogue!: Catalogue;
  /** Private key that every VM of `order` lets in. */
  readonly key: string;
  #server: ChildProcess | null = null;
  /** On the PostgreSQL of the run; null when it has one of its own. */
  readonly #database: TestDatabase | null;

  private constructor(home: string, env: NodeJS.ProcessEnv, database: TestDatabase | null) {
    this.home = home;
    this.env = env;
    this.#database = database;
    this.key = join(home, 'test-key');
  }

  /**
   * Starts a new cloud; `more` are further settings. Accelerators are proven elsewhere: it costs 10 s. With `ownPostgres` its
   * database is on the host as a user's is, for what looks at that or takes it away.
   */
  static async create(
    more: Record<string, string> = {},
    { ownPostgres = false, withTarget = false }: CloudOptions = {},
  ): Promise<Cloud> {
    const { home } = newCloudPlace('e2e');
    const own = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: `127.0.0.1:${await freePort()}`, SLIPWAY_ACCELERATOR: 'tcg' };
    // what is deleted is gone at once, for those who look at what is left
    const gone = { SLIPWAY_KEEP_DELETED_DAYS: '0' };
    // the settings of a cloud on this machine are none of ours
    const env = Object.entries(process.env).filter(([name]) => !name.startsWith('SLIPWAY_'));
    const database = ownPostgres ? null : await newDatabase();
    const where = database === null ? {} : { SLIPWAY_DATABASE_URL: database.url };
    const cloud = new Cloud(home, { ...Object.fromEntries(env), ...own, ...gone, ...where, ...more }, database);
    clouds.add(cloud);
    try {
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'e2e', '-f', cloud.key]);
      if (ownPostgres) await prepareDatabase(readSettings(cloud.env));
      await lendTinyImage(home);
      if (withTarget) await nameTarget(home);
      await cloud.up();
      if (withTarget) await prepareTarget(home, cloud.identity.uuid ?? assert.fail('it has no UUID'));
      cloud.db = database?.open() ?? databaseOf(home);
      ({ client: cloud.staff, project: cloud.project } = await staffOf(home));
      cloud.catalogue = await readCatalogue(cloud.db);
      const subnets = await cloud.staff.get(`openstack-subnets/?project_uuid=${cloud.project}`);
      cloud.subnet = subnets.body.results[0].uuid;
      await cloud.prepared();
      cloud.fresh = await slate(cloud);
      return cloud;
    } catch (error) {
      await cloud.destroy();
      throw error;
    }
  }

  get identity(): Identity {
    const identity = existingCloud(this.home);
    assert.ok(identity);
    return identity;
  }

  get names(): HostNames {
    return new HostNames(qemuSettings(readSettings(this.env), this.identity));
  }

  get serverPid(): number {
    assert.ok(this.#server?.pid);
    return this.#server.pid;
  }

  /** Starts the control plane and waits until the API answers. */
  async up(): Promise<void> {
    this.#server = await this.#start(this.env);
  }

  /** Starts one more control plane, on another port. */
  async startAnother(): Promise<void> {
    await this.#start({ ...this.env, SLIPWAY_LISTEN: `127.0.0.1:${await freePort()}` });
  }

  /** Starts control planes that kill themselves at these points, one after the other, and then one that lives. */
  async upThrough(points: string[]): Promise<void> {
    for (const point of points) {
      await this.killAt(point);
      // it may not live to say that it is ready
      this.#server = await this.#fork(this.env);
      await this.gone();
    }
    await this.up();
  }

  async #fork(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
    await using log = await open(join(this.home, 'test-server.log'), 'a');
    return fork(SERVER, { env, stdio: ['ignore', log.fd, log.fd, 'ipc'] });
  }

  async #start(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
    const server = await this.#fork(env);
    const [first] = await Promise.race([once(server, 'message'), once(server, 'exit')]);
    if (first === 'ready') return server;
    throw new Error(`the control plane ended: ${(await this.log()).slice(-2000)}`);
  }

  /** Ends the control plane by a signal and waits until it is gone. */
  async down(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.#server?.kill(signal);
    await this.gone();
  }

  /** Waits until the control plane has ended. */
  async gone(): Promise<void> {
    const server = this.#server;
    if (server === null) return;
    await eventually('the end of the control plane', () => server.exitCode !== null || server.signalCode !== null);
    this.#server = null;
  }

  /** Has the control plane kill itself at a point of a workflow: `guest:before`. */
  async killAt(point: string): Promise<void> {
    await writeFile(join(this.home, 'kill-at.new'), point);
    await rename(join(this.home, 'kill-at.new'), join(this.home, 'kill-at'));
  }

  log(): Promise<string> {
    return readFile(join(this.home, 'test-server.log'), 'utf8');
  }

  /** Removes the cloud as its owner would, and returns what was printed. */
  async uninstall(): Promise<string> {
    await this.db?.destroy();
    const options = { env: this.env, timeoutMs: hangMs, check: false };
    const { stdout, stderr, code } = await run(process.execPath, [UNINSTALL], options);
    assert.equal(code, 0, `${stdout}${stderr}`);
    await this.gone();
    return stdout;
  }

  /** For the end of a test file, whatever happened before. */
  async destroy(): Promise<void> {
    clouds.delete(this);
    await this.down('SIGKILL');
    if (existingCloud(this.home) !== null) await this.uninstall();
    await rm(this.home, { recursive: true, force: true });
    await this.#database?.drop();
  }

  /** The documented order of a tiny VM in the first project, with our key; `attributes` replace those of the same name. */
  async orderBody(attributes: Record<string, unknown> = {}, owner = { project: this.project, subnet: this.subnet }) {
    const key = await readFile(`${this.key}.pub`, 'utf8');
    const networks = [{ subnet: owner.subnet, floating_ip: 'auto' }];
    return orderFor(owner, this.catalogue, { ssh_public_key: key, networks, ...attributes });
  }

  /** Orders a VM and returns it when the order has succeeded. */
  async order(
    attributes: Record<string, unknown> = {},
    client = this.staff,
    owner?: { project: string; subnet: string },
  ) {
    const placed = await client.post('marketplace-orders/', await this.orderBody(attributes, owner));
    assert.equal(placed.status, 201, placed.text);
    const order = await client.settled(placed.body.uuid);
    assert.equal(order.state, 'Success', JSON.stringify(order.error));
    return this.vm(order.resource_uuid);
  }

  /** A VM as the API tells of it. */
  async vm(uuid: string): Promise<Answer['body']> {
    return (await this.staff.get(`marketplace-resources/${uuid}/`)).body;
  }

  /** Starts, stops or restarts a VM and waits until that is done. */
  async power(uuid: string, action: 'start' | 'stop' | 'restart'): Promise<void> {
    const answer = await this.staff.post(`marketplace-resources/${uuid}/actions/${action}/`, {});
    assert.equal(answer.status, 202, answer.text);
    await eventually(`${action} to end`, async () => (await this.vm(uuid)).state === 'OK');
  }

  /** Runs a command in a VM through its floating IP, trusting only the host keys that the API tells. */
  async ssh(vm: Answer['body'], command: string, through?: Answer['body']): Promise<string> {
    const known = join(this.home, 'test-known-hosts');
    const lines = [vm, through].flatMap((each) =>
      each === undefined ? [] : knownHosts(each).map((line) => `${line}\n`),
    );
    await writeFile(known, lines.join(''));
    const options = [
      'BatchMode=yes',
      'StrictHostKeyChecking=yes',
      `UserKnownHostsFile=${known}`,
      `ConnectTimeout=${hangMs / 1000}`,
    ];
    const common = ['-F', 'none', '-i', this.key, ...options.flatMap((option) => ['-o', option])];
    const proxy =
      through === undefined
        ? []
        : ['-o', `ProxyCommand=ssh ${common.join(' ')} -W %h:%p ${through.ssh_user}@${through.external_ips[0]}`];
    const address = through === undefined ? vm.external_ips[0] : vm.internal_ips[0];
    const { stdout } = await run('ssh', [...common, ...proxy, `${vm.ssh_user}@${address}`, command], {
      timeoutMs: hangMs,
    });
    return stdout.trim();
  }

  /** Waits until a VM that was started again answers ssh. */
  answers(uuid: string): Promise<Answer['body']> {
    return eventually(
      'ssh to answer',
      () => this.vm(uuid),
      ({ readiness }) => readiness.ready === true,
    );
  }

  /** The pids of the QEMU processes of this cloud, by VM. */
  qemus(): Map<string, number> {
    return new Map([...guestProcesses(this.home)].map(([vm, { pid }]) => [vm, pid]));
  }

  /** Waits for what the control plane prepares behind its back: the image, the accelerator. */
  async prepared(): Promise<void> {
    await eventually('the preparation', async () => {
      const { preparation } = (await this.staff.get('status/')).body;
      assert.notEqual(preparation.state, 'erred', JSON.stringify(preparation));
      return preparation.state === 'done';
    });
  }

  /** Asserts that rows and host agree, in the words of `doctor`. */
  async assertHealthy(): Promise<void> {
    await this.prepared();
    const { body } = await this.staff.get('doctor/');
    assert.deepEqual({ orphans: body.orphans, missing: body.missing }, { orphans: [], missing: [] });
    assert.equal(body.ok, true, JSON.stringify(body.checks));
  }
}

function knownHosts(vm: Answer['body']): string[] {
  return vm.readiness.host_keys.flatMap(({ public_key: key }: { public_key: string }) =>
    [...vm.external_ips, ...vm.internal_ips].map((address) => `${address} ${key}`),
  );
}
