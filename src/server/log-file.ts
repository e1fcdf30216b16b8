import {
  copyFileSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** The same file for what a process says without the logger, such as Node's own last words: a file descriptor. */
export function openLog(home: string): number {
  // guests must be able to pass through the one, and nobody but root may see the other
  mkdirSync(home, { recursive: true, mode: 0o711 });
  mkdirSync(join(home, 'log'), { recursive: true, mode: 0o700 });
  return openSync(logPath(home), 'a', 0o600);
}

/** How much is kept: the file that is written, and the older ones behind it. 100 MiB in all. */
const limits = { bytes: 10 * 2 ** 20, older: 9 };

/** Older ones have `.1`, `.2`, … behind their names. */
function logPath(home: string): string {
  return join(home, 'log', 'server.log');
}

/**
 * The file that the log goes to, line by line and at once, so that the last words of a process that dies are there. A full
 * one becomes `.1` by copying: whoever else appends to it (Node's own last words, by standard error) goes on doing so.
 */
export class LogFile {
  readonly #path: string;
  readonly #fd: number;
  readonly #limits: typeof limits;
  #size: number;

  constructor(home: string, bounds = limits) {
    this.#path = logPath(home);
    this.#fd = openLog(home);
    this.#limits = bounds;
    this.#size = fstatSync(this.#fd).size;
  }

  write(line: string): void {
    try {
      this.#size += writeSync(this.#fd, line);
      if (this.#size > this.#limits.bytes) this.#turn();
    } catch {
      // a disk that is full must not end what logs
    }
  }

  #turn(): void {
    const older = (number: number): string => `${this.#path}.${number}`;
    try {
      for (let number = this.#limits.older - 1; number >= 1; number--) {
        if (existsSync(older(number))) renameSync(older(number), older(number + 1));
      }
      copyFileSync(this.#path, older(1));
    } finally {
      // bounded even where there is no room for a copy
      ftruncateSync(this.#fd);
      this.#size = 0;
    }
  }
}
