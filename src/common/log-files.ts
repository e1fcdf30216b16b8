import { join } from 'node:path';

/** The log of a control plane below its state directory: one line of JSON each. */
export function logPath(home: string): string {
  return join(home, 'log', 'server.log');
}

/** What was in it before: the larger `age`, from 1, the longer ago. */
export function olderLogPath(home: string, age: number): string {
  return `${logPath(home)}.${age}`;
}

/** So many files are kept beside the one that is written, of so many bytes each: 100 MiB in all. */
export const logBounds = { bytes: 10 * 2 ** 20, older: 9 };
