import { join } from 'node:path';

/** Where the logs of a control plane and of its own database are. */
export const logDirectory = (home: string): string => join(home, 'log');

/** The log of a control plane below its state directory: one line of JSON each. */
export function logPath(home: string): string {
  return join(logDirectory(home), 'server.log');
}

/** What was in it before: the larger `age`, from 1, the longer ago. */
export function olderLogPath(home: string, age: number): string {
  return `${logPath(home)}.${age}`;
}

/** So many files are kept beside the one that is written, of so many bytes each: 100 MiB in all. */
export const logBounds = { bytes: 10 * 2 ** 20, older: 9 };
