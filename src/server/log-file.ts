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
import { logBounds, logDirectory, logPath, olderLogPath } from '../common/log-files.ts';

/** Opens it, also for what a process says without the logger, such as its last words. Returns the file descriptor. */
export function openLog(home: string): number {
  // guests must be able to pass through the one, and nobody but root may see the other
  mkdirSync(home, { recursive: true, mode: 0o711 });
  mkdirSync(logDirectory(home), { recursive: true, mode: 0o700 });
  return openSync(logPath(home), 'a', 0o600);
}

/**
 * The file that the log goes to, line by line and at once, so that the last words of a process that dies are there. A full
 * one becomes `.1` by copying: whoever else appends to it (Node's own last words, by standard error) goes on doing so.
 */
export class LogFile {
  readonly #home: string;
  readonly #fd: number;
  readonly #bounds: typeof logBounds;
  #size: number;

  constructor(home: string, bounds = logBounds) {
    this.#home = home;
    this.#fd = openLog(home);
    this.#bounds = bounds;
    this.#size = fstatSync(this.#fd).size;
  }

  write(line: string): void {
    try {
      this.#size += writeSync(this.#fd, line);
      if (this.#size > this.#bounds.bytes) this.#turn();
    } catch {
      // a disk that is full must not end what logs
    }
  }

  #turn(): void {
    const older = (age: number): string => olderLogPath(this.#home, age);
    try {
      for (let age = this.#bounds.older - 1; age >= 1; age--) {
        if (existsSync(older(age))) renameSync(older(age), older(age + 1));
      }
      copyFileSync(logPath(this.#home), older(1));
    } finally {
      // bounded even where there is no room for a copy
      ftruncateSync(this.#fd);
      this.#size = 0;
    }
  }
}
