import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Batches } from './batches.ts';

/** How long each file of tests took, s: what takes longest begins first, so that nothing is left running alone at the end. */
const RECORD = 'test/durations.json';
/** Files that take less are in nobody's way, s. */
const SHORT_S = 10;

export type Durations = Record<string, number>;

export async function recordedDurations(root: string): Promise<Durations> {
  return JSON.parse(await readFile(join(root, RECORD), 'utf8')) as Durations;
}

/** Of a file that is not recorded, s. */
const USUAL_S = 3;

/** What a file will take, s. */
export function expectedOf(file: string, recorded: Durations): number {
  return recorded[file] ?? USUAL_S;
}

/** The programs by how long they take, the longest first. */
export function longestFirst(batches: Batches, recorded: Durations): string[] {
  const expected = (files: string[]): number => files.reduce((sum, file) => sum + expectedOf(file, recorded), 0);
  return [...batches].toSorted(([, one], [, other]) => expected(other) - expected(one)).map(([program]) => program);
}

/** Writes down how long the files of a whole run took, ms. */
export async function record(root: string, took: Map<string, number>): Promise<void> {
  const seconds = [...took].map(([file, ms]): [string, number] => [file, Math.round(ms / 1000)]);
  const long = seconds.filter(([, s]) => s >= SHORT_S).toSorted(([one], [other]) => one.localeCompare(other));
  await writeFile(join(root, RECORD), `${JSON.stringify(Object.fromEntries(long), null, 2)}\n`);
}

/** The files of a whole run that took more than twice, or less than half, of what is recorded, on a machine as fast. */
export function outOfDate(took: Map<string, number>, recorded: Durations): string[] {
  const known = [...took].filter(([file]) => recorded[file] !== undefined);
  const total = (list: number[]): number => list.reduce((sum, each) => sum + each, 0);
  const speed = total(known.map(([, ms]) => ms)) / total(known.map(([file]) => recorded[file] ?? 0));
  return [...took].flatMap(([file, ms]) => {
    const [now, then] = [ms / speed, Math.max(recorded[file] ?? 0, SHORT_S)];
    return now > 2 * then || (file in recorded && now < then / 2) ? [file] : [];
  });
}
