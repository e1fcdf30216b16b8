import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Durations, expectedOf } from './durations.ts';

/** A program takes so long at most, s, and is of so many files: with more, one of them would be left running alone at the end. */
const [AT_MOST_S, AT_MOST] = [60, 8];
/** A file that takes so long has a program for itself, s. */
const LONG_S = 20;
/** Of a file that replaces something in its process, counts what all of that does, or acts around each test: others would meet it. */
const FOR_ITSELF =
  /\bmock\b|process\.env\[.+\] = |delete process\.env|rememberStatements|parseOptions|^(before|after)Each\(/m;

/** The files of each program that Node is to run: itself, or those that it imports. */
export type Batches = Map<string, string[]>;

/**
 * Has the short files of a folder share processes: to load the control plane, and to have its code compiled, costs more
 * than what most of them do (0.8 s of a processor each).
 */
export async function makeBatches(
  root: string,
  files: string[],
  recorded: Durations,
  directory: string,
): Promise<Batches> {
  const takes = (file: string): number => expectedOf(file, recorded);
  const short = files.filter((file) => takes(file) < LONG_S);
  const texts = await Promise.all(short.map((file) => readFile(join(root, file), 'utf8')));
  const sociable = short.filter((_, index) => !FOR_ITSELF.test(texts[index] ?? ''));
  const batches: Batches = new Map(files.filter((file) => !sociable.includes(file)).map((file) => [file, [file]]));
  for (const [folder, members] of Map.groupBy(sociable, dirname)) {
    for (const [index, batch] of fill(members, takes).entries()) {
      const name = join(directory, `${folder.replaceAll('/', '-')}-${index + 1}`);
      batches.set(await writeProgram(root, name, batch), batch);
    }
  }
  return batches;
}

/** The files in this order, in as few batches as may be. */
function fill(files: string[], takes: (file: string) => number): string[][] {
  const batches: string[][] = [];
  let seconds = 0;
  for (const file of files) {
    const last = batches.at(-1);
    seconds += takes(file);
    if (last !== undefined && last.length < AT_MOST && seconds <= AT_MOST_S) {
      last.push(file);
    } else {
      batches.push([file]);
      seconds = takes(file);
    }
  }
  return batches;
}

/** One file after the other, and all before the first test: when there is none left to run, all that was set up is taken down. */
async function writeProgram(root: string, name: string, files: string[]): Promise<string> {
  const program = `${name}.test.ts`;
  const imports = files.map((file) => `await import('${pathToFileURL(join(root, file)).href}');\n`);
  const held = `import { test } from 'node:test';
const { promise, resolve } = Promise.withResolvers();
test('the files of ${basename(name)} are loaded', () => promise);
`;
  await writeFile(program, `${held}${imports.join('')}resolve();\n`);
  return program;
}
