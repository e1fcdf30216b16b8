import assert from 'node:assert/strict';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { pythonWith } from './python.ts';

const cache = fileURLToPath(new URL('../../.cache/clients/', import.meta.url));

/** What a function can put into the query: its type as Python has it, and of an enumeration the words. */
export interface Parameter {
  name: string;
  type: string;
  words: string[];
}

/** A function of Waldur's own Python client. */
interface ClientFunction {
  name: string;
  method: string;
  path: string;
}

/** All of its functions: it has a module for each, of the operation's name. They are read, not imported, for that takes long. */
export async function functionsOfWaldur(): Promise<ClientFunction[]> {
  const home = await clientHome();
  const functions: ClientFunction[] = [];
  for await (const file of glob('api/*/*.py', { cwd: home })) {
    const text = await readFile(join(home, file), 'utf8');
    const { method, path } = /"method": "(?<method>\w+)",\s*"url": f?"(?<path>[^"]+)"/.exec(text)?.groups ?? {};
    if (method !== undefined && path !== undefined) functions.push({ name: basename(file, '.py'), method, path });
  }
  return functions;
}

/** What those of these names can put into the query. */
export async function parametersOfWaldur(names: readonly string[]): Promise<Map<string, Parameter[]>> {
  const home = await clientHome();
  const found = new Map<string, Parameter[]>();
  for await (const file of glob(`api/*/{${names.join(',')}}.py`, { cwd: home })) {
    const text = await readFile(join(home, file), 'utf8');
    found.set(basename(file, '.py'), await parametersIn(home, text));
  }
  return found;
}

async function parametersIn(home: string, text: string): Promise<Parameter[]> {
  const [head = ''] = /def _get_kwargs\([^)]*\)/.exec(text) ?? [];
  const models = new Map(
    [...text.matchAll(/^from \.\.\.models\.(\w+) import (\w+)$/gm)].map(([, file, type]) => [type, file]),
  );
  const wire = new Map(
    [...text.matchAll(/ params\["(\w+)"\] = (?:json_)?(\w+)$/gm)].map(([, name = '', variable = '']) => [
      variable,
      name,
    ]),
  );
  const asked = [...head.matchAll(/^ {4}(\w+): Union\[Unset, (?:list\[)?([\w.]+)\]* = UNSET,$/gm)];
  return Promise.all(
    asked.map(async ([, name = '', type = '']) => {
      const file = models.get(type);
      const model = file === undefined ? '' : await readFile(join(home, 'models', `${file}.py`), 'utf8');
      const words = [...model.matchAll(/^ {4}\w+ = "?([^"\n]*)"?$/gm)].map(([, word = '']) => word);
      return { name: wire.get(name) ?? name, type, words };
    }),
  );
}

/** Where its package is. */
async function clientHome(): Promise<string> {
  const requirements = await readFile(new URL('requirements.txt', import.meta.url), 'utf8');
  const [line = assert.fail('there is no client of Waldur')] = /^waldur-api-client==.*$/m.exec(requirements) ?? [];
  // alone: other tests may be installing all of them
  await mkdir(cache, { recursive: true });
  const alone = join(cache, 'waldur-api-client.txt');
  await writeFile(alone, `${line}\n`);
  const python = await pythonWith(alone);
  // found, not imported: what it needs is not there
  const where = 'import importlib.util as u; print(u.find_spec("waldur_api_client").submodule_search_locations[0])';
  return (await run(python, ['-c', where])).stdout.trim();
}
