import { existsSync, type FSWatcher, watch } from 'node:fs';
import { link, lstat, mkdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import type { GuestFault, GuestPause, GuestReport } from '../../driver.ts';
import { followAgent } from './agent.ts';
import { SOCKETS } from './command-line.ts';
import type { GuestConsole } from './console.ts';
import { giveSeed, takeSeed } from './disks.ts';
import { lastWords } from './launch.ts';
import { type HostProcess, isAlive, killProcess, waitGone } from '../../../common/processes.ts';
import { QmpClient } from './qmp.ts';
import { connectUnix } from './socket.ts';
import { faultOf, pauseOf, STANDING_EVENTS } from './troubles.ts';

/** A guest can make QEMU print warnings without end. */
const MAX_LOG_BYTES = 256 << 10;
/** For QEMU to write its caches out before it is killed. */
const QUIT_MS = 3000;
/** For the kernel to free the memory of a killed guest. */
const KILL_MS = 10_000;

const CUT = 'Its power was cut';
/** The end that a guest chooses for itself. */
export const POWERED_OFF = 'The guest powered itself off';
const REASONS: Record<string, string> = {
  'guest-shutdown': POWERED_OFF,
  'host-qmp-quit': CUT,
  'host-signal': 'A signal ended QEMU',
  'guest-panic': 'Its kernel has panicked',
};

const shutdown = z.object({ reason: z.string() });
const identity = z.object({ UUID: z.string() });
const status = z.object({ status: z.string() });

/** The files of a guest that a running one writes. */
export function guestFiles(directory: string) {
  return {
    /** Directory of QEMU's sockets. */
    sockets: join(directory, 'run'),
    /** What QEMU opens of images, until it has. */
    lent: join(directory, 'images'),
    /** Directory of second names for them, by which one that is gone gets its name back. */
    spares: join(directory, 'spare'),
    console: join(directory, 'console.log'),
    /** Is there while we have it stand still, for want of room. */
    held: join(directory, 'held'),
    /** What QEMU printed. */
    log: join(directory, 'qemu.log'),
  };
}

/** Who hears of a running guest. */
export interface GuestListener {
  /** What the guest says of itself. */
  report: (report: GuestReport) => void;
  /** It stands still, or with null goes again. */
  standing: (pause: GuestPause | null) => void;
  fault: (fault: GuestFault, detail: string) => void;
  /** It boots again, within its QEMU. */
  reset: () => void;
}

/** A guest whose QEMU runs: our connections to it, and the news of its end. */
export class RunningGuest {
  readonly id: string;
  readonly process: HostProcess;
  /** Resolves with the reason, in words, when the process is gone; never after `letGo`. */
  readonly ended: Promise<string>;
  readonly #files: ReturnType<typeof guestFiles>;
  readonly #listener: GuestListener;
  readonly #console: GuestConsole;
  readonly #logWatch: FSWatcher;
  #announceEnd: (reason: string) => void = () => {};
  #connections: Socket[] = [];
  #qmp: QmpClient | null = null;
  #reason: string | null = null;
  #released = false;
  #pause: GuestPause | null = null;
  /** It stands still because we work on it. */
  #held = false;
  /** Looks follow each other. */
  #looking: Promise<void> = Promise.resolve();

  constructor(id: string, process: HostProcess, directory: string, listener: GuestListener, console: GuestConsole) {
    this.id = id;
    this.process = process;
    this.#files = guestFiles(directory);
    this.#listener = listener;
    this.#console = console;
    this.ended = new Promise((resolve) => {
      this.#announceEnd = resolve;
    });
    this.#logWatch = watch(this.#files.log, { persistent: false }, () => void boundLog(this.#files.log));
  }

  /** Connects within `timeoutMs`, and sets a guest that never ran yet going. Throws a transient `Problem`. */
  async connect(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    const dial = async (name: string): Promise<Socket> => {
      const path = join(this.#files.sockets, name);
      const socket = await connectUnix(path, deadline, () => isAlive(this.process) && !this.#released);
      this.#connections.push(socket);
      return socket;
    };
    try {
      const qmp = await QmpClient.open(await dial('qmp'), Math.max(1, deadline - Date.now()));
      qmp.on('event', (name, data) => {
        if (name === 'SHUTDOWN') this.#reason ??= shutdown.safeParse(data).data?.reason ?? null;
        if (name === 'RESET') this.#bootsAgain();
        if (STANDING_EVENTS.includes(name)) void this.#look(qmp).catch(() => {});
        const found = faultOf(name, data);
        if (found !== null) this.#listener.fault(found.fault, found.detail);
      });
      if (identity.parse(await qmp.execute('query-uuid')).UUID !== this.id) throw impostor(this.id);
      // When these two end, so does QMP, and that is seen to.
      this.#console.follow(await dial('console'), this.process).catch(() => {});
      followAgent(await dial('agent'), this.#listener.report).catch(() => {});
      // before it runs: one that ends soon takes its sockets with it
      await this.#keepSpares();
      if (status.parse(await qmp.execute('query-status')).status === 'prelaunch') await qmp.execute('cont');
      await this.#look(qmp);
      this.#adopt(qmp);
    } catch (error) {
      this.#disconnect();
      throw error;
    }
  }

  /** Why it stands still, or null. */
  get pause(): GuestPause | null {
    return this.#pause;
  }

  /** Lets it stand still for want of room; whoever takes it over knows why. */
  async hold(): Promise<void> {
    await writeFile(this.#files.held, '');
    await this.execute('stop');
  }

  /** Sets it going, and knows that it goes. */
  async resume(): Promise<void> {
    await this.execute('cont');
    await rm(this.#files.held, { force: true });
    if (this.#qmp !== null) await this.#look(this.#qmp);
  }

  /** Does something while the guest stands still. */
  async whilePaused(work: () => Promise<void>): Promise<void> {
    if (this.#pause !== null) return work();
    this.#held = true;
    try {
      await this.execute('stop');
      await work();
    } finally {
      this.#held = false;
      await this.resume();
    }
  }

  /** Connects again until it works or the process has ended: QEMU that does not answer is not a stopped guest. */
  async persist(): Promise<void> {
    let retryMs = 100;
    while (!this.#released) {
      if (await waitGone(this.process, retryMs)) return this.#end();
      try {
        return await this.connect(2000);
      } catch {
        retryMs = 1000;
      }
    }
  }

  /** Runs a QMP command; throws a transient `Problem` while QEMU does not answer. */
  async execute(command: string, args: Record<string, unknown> = {}, timeoutMs?: number): Promise<unknown> {
    if (this.#qmp !== null) return this.#qmp.execute(command, args, timeoutMs);
    const remedy = 'It is tried again; if it stays so, stop the VM: a QEMU that hangs is killed.';
    throw new Problem('guest-unreachable', `QEMU of the guest ${this.id} does not answer`, remedy, { transient: true });
  }

  /** Waits for an event of QEMU that matches, at most `timeoutMs`; false when it did not come. */
  async event(name: string, matches: (data: Record<string, unknown>) => boolean, timeoutMs: number): Promise<boolean> {
    const qmp = this.#qmp;
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const look = (event: string, data: Record<string, unknown>) => {
      if (event === name && matches(data)) resolve(true);
    };
    const giveUp = () => resolve(false);
    const timer = setTimeout(giveUp, timeoutMs);
    qmp?.on('event', look).once('close', giveUp);
    if (qmp === null) giveUp();
    return promise.finally(() => {
      clearTimeout(timer);
      qmp?.off('event', look).off('close', giveUp);
    });
  }

  /** Ends QEMU, by force if need be, and returns when it is gone. Throws a transient `Problem` if it stays. */
  async cutPower(): Promise<void> {
    const quits = await this.execute('quit', {}, QUIT_MS).then(
      () => true,
      () => false,
    );
    if (quits && (await waitGone(this.process, QUIT_MS))) return;
    this.#reason ??= 'host-qmp-quit';
    await killGuestProcess(this.id, this.process);
  }

  /** Leaves the guest running and forgets it. */
  letGo(): void {
    this.#released = true;
    this.#logWatch.close();
    this.#disconnect();
  }

  async #keepSpares(): Promise<void> {
    const { sockets, spares } = this.#files;
    await mkdir(spares, { recursive: true, mode: 0o700 });
    for (const name of SOCKETS) {
      // one that has lost its own name keeps the second one that it has
      if ((await lstat(join(sockets, name)).catch(() => null)) === null) continue;
      await rm(join(spares, name), { force: true });
      await link(join(sockets, name), join(spares, name));
    }
  }

  /** Asks whether it stands still, and tells of a change. */
  #look(qmp: QmpClient): Promise<void> {
    const look = async (): Promise<void> => {
      if (this.#held) return;
      const pause = await pauseOf((command) => qmp.execute(command), existsSync(this.#files.held));
      const changed = pause?.reason !== this.#pause?.reason;
      this.#pause = pause;
      if (changed) this.#listener.standing(pause);
    };
    const looked = this.#looking.then(look);
    this.#looking = looked.catch(() => {});
    return looked;
  }

  #adopt(qmp: QmpClient): void {
    this.#qmp = qmp;
    const lost = (): void => {
      this.#qmp = null;
      this.#disconnect();
      void this.persist();
    };
    if (qmp.closed) lost();
    else qmp.once('close', lost);
  }

  #end(): void {
    this.letGo();
    const known = this.#reason === null ? undefined : (REASONS[this.#reason] ?? `QEMU ended: ${this.#reason}`);
    this.#announceEnd(known ?? `QEMU ended unexpectedly: ${lastWords(this.#files.log)}`);
  }

  /** Takes the seed out, until the guest boots again. */
  takeSeed(): Promise<void> {
    return takeSeed(this);
  }

  #bootsAgain(): void {
    void giveSeed(this);
    this.#listener.reset();
  }

  #disconnect(): void {
    for (const connection of this.#connections) connection.destroy();
    this.#connections = [];
  }
}

/** Kills a process of a guest and returns when it is gone. Throws a transient `Problem` if it stays. */
export async function killGuestProcess(id: string, process: HostProcess): Promise<void> {
  killProcess(process);
  if (await waitGone(process, KILL_MS)) return;
  const remedy = 'It is tried again; a process that cannot be killed usually waits for a disk of the host.';
  const why = `QEMU of the guest ${id} (pid ${process.pid}) is still there ${KILL_MS} ms after SIGKILL`;
  throw new Problem('guest-not-killed', why, remedy, { transient: true });
}

async function boundLog(log: string): Promise<void> {
  const size = (await stat(log).catch(() => null))?.size ?? 0;
  if (size > MAX_LOG_BYTES) await truncate(log).catch(() => {});
}

function impostor(id: string): Problem {
  const remedy = 'Stop the VM and start it again.';
  return new Problem('guest-identity', `Another guest answers on the socket of ${id}`, remedy);
}
