import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Of so many files: with more, one of them would be left running alone at the end. */
const AT_MOST = 8;
/** Of a file that replaces something in its process, counts what all of that does, or acts around each test: others would meet it. */
const FOR_ITSELF =
  /\bmock\b|process\.env\[.+\] = |delete process\.env|rememberStatements|parseOptions|^(before|after)Each\(/m;

/** The files of each program that Node is to run: itself, or those that it imports. */
export type Batches = Map<string, string[]>;

/**
 * Has the short files of a folder share processes: to load the control plane, and to have its code compiled, costs more
 * than what most of them do (0.8 s of a processor each). `long` ones stay by themselves.
 */
export async function makeBatches(
  root: string,
  files: string[],
  long: Record<string, number>,
  directory: string,
): Promise<Batches> {
  const short = files.filter((file) => !(file in long));
  const texts = await Promise.all(short.map((file) => readFile(join(root, file), 'utf8')));
  const sociable = short.filter((_, index) => !FOR_ITSELF.test(texts[index] ?? ''));
  const batches: Batches = new Map(files.filter((file) => !sociable.includes(file)).map((file) => [file, [file]]));
  const folders = Map.groupBy(sociable, dirname);
  for (const [folder, members] of folders) {
    const size = Math.ceil(members.length / Math.ceil(members.length / AT_MOST));
    for (let begin = 0; begin < members.length; begin += size) {
      const batch = members.slice(begin, begin + size);
      const name = join(directory, `${folder.replaceAll('/', '-')}-${begin / size + 1}`);
      batches.set(await writeProgram(root, name, batch), batch);
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
