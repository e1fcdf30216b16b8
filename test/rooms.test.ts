import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from '../src/common/command.ts';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** The rooms from the ground up: a room enters only those below it, so that no arrow runs back up. */
const FLOORS = [
  'common',
  'db',
  'engine',
  'identity',
  'quotas',
  'catalogue',
  'network',
  'storage',
  'instances',
  'schedules',
  'targets',
  'workflows',
  'actions',
  'orders',
  'api',
];
const below = (room: string): string[] => FLOORS.slice(0, FLOORS.indexOf(room));

/** Which rooms a room may enter. The drivers and the command line stand beside the floors; `server` knows all others. */
const MAY_ENTER: Record<string, string[]> = {
  ...Object.fromEntries(FLOORS.map((room) => [room, below(room)])),
  engine: ['common', 'db'],
  targets: ['common'],
  drivers: ['common'],
  cli: ['common'],
  server: [...FLOORS, 'drivers'],
};
const DRIVER_INTERFACE = 'drivers/driver.ts';

interface Import {
  line: number;
  specifier: string;
  typeOnly: boolean;
}

/** Every import and re-export of a source in the form that the formatter gives it, dynamic ones too. */
function importsOf(source: string): Import[] {
  const statement =
    /^(?:import|export)\s(?:(?<type>type\s)?[^'";]*?\sfrom\s)?'(?<specifier>[^']+)'|\bimport\((?<dynamic>[^)]*)\)/gm;
  return [...source.matchAll(statement)].map((match) => ({
    line: source.slice(0, match.index).split('\n').length,
    specifier: match.groups?.['specifier'] ?? (match.groups?.['dynamic'] ?? '').replace(/^'(.*)'$/, '$1'),
    typeOnly: match.groups?.['type'] !== undefined,
  }));
}

/** What is wrong with an import of `file` (relative to src/), or null. */
function objection(file: string, { specifier, typeOnly }: Import): string | null {
  if (!specifier.startsWith('.')) return null;
  const target = normalize(join(file, '..', specifier));
  const room = file.split('/')[0] ?? '';
  const other = target.split('/')[0] ?? '';
  if (other === room) return null;
  if (target === DRIVER_INTERFACE && !['common', 'db', 'engine', 'cli'].includes(room)) {
    return typeOnly || room === 'server' ? null : `imports ${target} as a value; use "import type"`;
  }
  if (MAY_ENTER[room]?.includes(other) !== true) return `the room ${room} may not enter ${other}`;
  return other === 'common' || target.endsWith('/index.ts') ? null : `climbs through a window: ${target} is not a door`;
}

async function objections(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('**/*.ts', { cwd: SRC })) {
    for (const statement of importsOf(await readFile(join(SRC, file), 'utf8'))) {
      const why = objection(file, statement);
      if (why !== null) found.push(`src/${file}:${statement.line}: ${why}`);
    }
  }
  return found.sort();
}

test('every room is entered through its door, by those who may', async () => {
  assert.deepEqual(await objections(), []);
});

test('the rules see every kind of import', () => {
  const source = `import { a } from '../drivers/driver.ts';
import type { B } from '../drivers/driver.ts';
import {
  c,
  d,
} from '../drivers/index.ts';
export { e } from '../orders/place.ts';
import '../server/main.ts';
const f = await import('../drivers/fake/index.ts');
import type { G } from '../drivers/qemu/guest/index.ts';
import { h } from '../orders/index.ts';
`;
  const seen = importsOf(source).map(
    (statement) => `${statement.line} ${objection('api/app.ts', statement) ?? 'fine'}`,
  );
  assert.deepEqual(seen, [
    '1 imports drivers/driver.ts as a value; use "import type"',
    '2 fine',
    '3 the room api may not enter drivers',
    '7 climbs through a window: orders/place.ts is not a door',
    '8 the room api may not enter server',
    '9 the room api may not enter drivers',
    '10 the room api may not enter drivers',
    '11 fine',
  ]);
  const fromElsewhere = (file: string, specifier: string) => objection(file, { line: 1, specifier, typeOnly: false });
  assert.match(fromElsewhere('drivers/qemu/guest/launch.ts', '../../../db/index.ts') ?? '', /drivers may not enter db/);
  assert.match(fromElsewhere('engine/engine.ts', '../orders/index.ts') ?? '', /engine may not enter orders/);
  assert.match(fromElsewhere('actions/vm/resize.ts', '../../orders/index.ts') ?? '', /actions may not enter orders/);
  assert.equal(fromElsewhere('drivers/qemu/guest/launch.ts', '../host.ts'), null);
});

// The wire behind the rules: it sees what is loaded through any number of rooms, and imports with computed names.
test('loading the API loads no driver', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    await import('${pathToFileURL(join(SRC, 'api/index.ts')).href}');
    console.log(JSON.stringify(loaded.filter((url) => url.startsWith('file:'))));
    process.exit();`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program]);
  const loaded = JSON.parse(stdout) as string[];
  assert.ok(loaded.some((url) => url.endsWith('/src/api/index.ts')));
  assert.deepEqual(
    loaded.filter((url) => url.includes('/src/drivers/') || url.includes('/src/server/')),
    [],
  );
});
