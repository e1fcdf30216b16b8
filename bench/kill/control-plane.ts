import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { traces } from '../../src/cli/testing/leftovers.ts';
import { run } from '../../src/common/command.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { newCloudPlace } from '../../test/support/place.ts';

const server = fileURLToPath(new URL('../../src/server/', import.meta.url));
const startMs = 300_000;

/** Those that are to be removed when the bench itself is interrupted. */
const open = new Set<ControlPlane>();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.allSettled([...open].map((plane) => plane.remove())).then(() => process.exit(130));
  });
}

/** The control plane under test: a child process on a state directory of its own, started again whenever it ends. */
export class ControlPlane {
  readonly home: string;
  readonly url: string;
  /** What it said last, each time that it ended although nobody had killed it. */
  readonly gaveUp: string[] = [];
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | null = null;
  #killed = false;
  #stopping = false;

  private constructor(home: string, listen: string, driver: 'fake' | 'qemu') {
    this.home = home;
    this.url = `http://${listen}`;
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SLIPWAY_'));
    this.#env = {
      NODE_COMPILE_CACHE: join(home, 'cache', 'compile'),
      ...Object.fromEntries(inherited),
      SLIPWAY_HOME: home,
      SLIPWAY_LISTEN: listen,
      SLIPWAY_DRIVER: driver,
      // what is deleted is looked for on the host
      SLIPWAY_KEEP_DELETED_DAYS: '0',
      // the fake host has no routes to clash with: room for every VM of the bench
      ...(driver === 'fake' ? { SLIPWAY_FLOATING_POOL: '10.200.0.0/20' } : {}),
    };
  }

  /** Starts a cloud from nothing and waits until it answers. */
  static async open(driver: 'fake' | 'qemu'): Promise<ControlPlane> {
    const { home } = newCloudPlace('kill');
    const plane = new ControlPlane(home, `127.0.0.1:${await freePort()}`, driver);
    open.add(plane);
    try {
      plane.#spawn();
      await plane.works(startMs);
    } catch (error) {
      await plane.remove();
      throw error;
    }
    return plane;
  }

  /** Ends it with SIGKILL; it is started again at once. Returns when the old process is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    this.#killed = true;
    child.kill('SIGKILL');
    await gone;
  }

  /** Whether the API and the database behind it answer now: orders are taken. */
  async ready(): Promise<boolean> {
    return (await this.#said()).database === 'ready';
  }

  /** Waits until orders are worked on, too; throws after `timeoutMs`. */
  async works(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while ((await this.#said()).ok !== true) {
      if (Date.now() > deadline) throw new Error(`the control plane did not work within ${timeoutMs} ms`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The first user's token and project, as the server wrote them down. */
  async credentials(): Promise<{ token: string; project: string }> {
    return JSON.parse(await readFile(join(this.home, 'credentials.json'), 'utf8')) as {
      token: string;
      project: string;
    };
  }

  /** Ends it for good, removes all that its cloud has on this host, and says what is still there. */
  async remove(): Promise<string[]> {
    this.#stopping = true;
    await this.kill();
    const cloud = existingCloud(this.home)?.cloud ?? this.home;
    await run(process.execPath, [join(server, 'uninstall.ts')], { env: this.#env, timeoutMs: 300_000 });
    open.delete(this);
    return (await traces([dirname(this.home)])).filter((trace) => trace.includes(cloud) || trace.includes(this.home));
  }

  async #said(): Promise<{ database?: string; ok?: boolean }> {
    const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(1_000) }).catch(() => null);
    return (await answer?.json().catch(() => null)) ?? {};
  }

  #spawn(): void {
    const log = openSync(join(this.home, 'server.log'), 'a');
    const child = spawn(process.execPath, [join(server, 'main.ts')], { env: this.#env, stdio: ['ignore', log, log] });
    closeSync(log);
    this.#child = child;
    this.#killed = false;
    child.once('exit', () => {
      if (!this.#killed) this.gaveUp.push(readFileSync(join(this.home, 'server.log'), 'utf8').slice(-2_000));
      if (!this.#stopping) this.#spawn();
    });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
