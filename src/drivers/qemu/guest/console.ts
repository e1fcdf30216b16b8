import { constants, existsSync, openSync, readFileSync } from 'node:fs';
import { appendFile, copyFile, readFile, stat, truncate } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { commandLine, type HostProcess } from '../../../common/processes.ts';
import { ConsoleFeed, REPLAY_BYTES } from '../../console-feed.ts';
import { paced } from './socket.ts';

/** Two segments of 512 KiB are kept at most: what comes while one is put aside has room beyond this. */
const SEGMENT_BYTES = 448 << 10;

/** The descriptor by which QEMU gets the file that it keeps its console in. */
const CONSOLE_FD = 3;
/** Has QEMU write all that the guest says to that file, whoever listens on the socket. */
export const keptByQemu = {
  log: `logfile=/dev/fdset/1,logappend=on`,
  descriptor: ['-add-fd', `fd=${CONSOLE_FD},set=1`],
};

/** Opens the file for QEMU, which may only append to it. */
export function openForQemu(file: string): number {
  return openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, 0o600);
}

/**
 * The serial console of a guest. QEMU itself keeps it in `file`, so that nothing is lost while nobody is connected; here
 * it is followed, and the file bounded to 1 MiB in two segments. Reading slows the guest down instead of piling up in memory.
 */
export class GuestConsole extends ConsoleFeed {
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
    this.remember(this.#tail());
  }

  /** Follows the connected console socket of a process until it closes. Rejects when the file cannot be kept. */
  async follow(socket: Socket, process: HostProcess): Promise<void> {
    // one that was started by an older release does not keep it
    const unkept = !commandLine(process.pid).some((argument) => argument.includes(keptByQemu.log));
    this.remember(this.#tail());
    this.input = socket;
    try {
      await this.#bound();
      for await (const data of paced(socket)) {
        if (unkept) await appendFile(this.#file, data, { mode: 0o600 });
        this.say(data);
        await this.#bound();
      }
    } finally {
      this.input = null;
    }
  }

  /** QEMU goes on at the beginning of what was emptied, for it appends. */
  async #bound(): Promise<void> {
    const size = (await stat(this.#file).catch(() => null))?.size ?? 0;
    if (size < SEGMENT_BYTES) return;
    await copyFile(this.#file, `${this.#file}.1`);
    await truncate(this.#file);
  }

  #tail(): Buffer {
    const segments = [`${this.#file}.1`, this.#file].filter((path) => existsSync(path));
    return Buffer.concat(segments.map((path) => readFileSync(path))).subarray(-REPLAY_BYTES);
  }
}

/** The consoles of the guests that run, or that somebody has open. */
export class GuestConsoles {
  readonly #file: (guest: string) => string;
  readonly #consoles = new Map<string, GuestConsole>();

  constructor(file: (guest: string) => string) {
    this.#file = file;
  }

  of(guest: string): GuestConsole {
    const found = this.#consoles.get(guest) ?? new GuestConsole(this.#file(guest));
    this.#consoles.set(guest, found);
    return found;
  }

  /** The last `bytes` that are kept; empty when there is none. */
  log(guest: string, bytes: number): Promise<string> {
    return endOf(this.#file(guest), bytes);
  }

  end(guest: string): void {
    this.#consoles.get(guest)?.end();
    this.#consoles.delete(guest);
  }

  endAll(): void {
    for (const guest of this.#consoles.keys()) this.end(guest);
  }
}

async function endOf(file: string, bytes: number): Promise<string> {
  const segments = await Promise.all([`${file}.1`, file].map((path) => readFile(path).catch(() => Buffer.alloc(0))));
  const all = Buffer.concat(segments);
  return all.subarray(Math.max(0, all.length - bytes)).toString();
}
