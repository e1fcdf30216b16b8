import { EventEmitter } from 'node:events';
import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { paced } from './socket.ts';

/** Two of these are kept, so a guest that floods its console takes 1 MiB at most. */
const SEGMENT_BYTES = 512 << 10;

/**
 * Writes what a guest says on its serial console to `file`, at most 1 MiB of it, and emits it as it comes. Writing
 * slows the guest down instead of piling up in memory.
 */
export class ConsoleLog extends EventEmitter<{ data: [Buffer] }> {
  readonly #file: string;

  constructor(file: string) {
    super();
    this.#file = file;
  }

  /** Follows a connected console socket until it closes. Rejects when the log cannot be written. */
  async follow(socket: Socket): Promise<void> {
    let segment = await open(this.#file, 'a', 0o600);
    try {
      let size = (await segment.stat()).size;
      for await (const data of paced(socket)) {
        if (size + data.length > SEGMENT_BYTES) {
          segment = await this.#rotate(segment);
          size = 0;
        }
        await segment.write(data);
        size += data.length;
        this.emit('data', data);
      }
    } finally {
      await segment.close();
    }
  }

  async #rotate(full: FileHandle): Promise<FileHandle> {
    await full.close();
    await rename(this.#file, `${this.#file}.1`);
    return open(this.#file, 'a', 0o600);
  }
}

/** The last `bytes` of a console log; empty when there is none. */
export async function readConsole(file: string, bytes: number): Promise<string> {
  const segments = await Promise.all([`${file}.1`, file].map((path) => readFile(path).catch(() => Buffer.alloc(0))));
  const all = Buffer.concat(segments);
  return all.subarray(Math.max(0, all.length - bytes)).toString();
}
