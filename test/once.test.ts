import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** What is done in one place only, and the files that may do it, with the reason why there are others than the tool. */
const ONCE: { what: RegExp; files: Record<string, string> }[] = [
  {
    what: /\brename(Sync)?\(/,
    files: {
      'common/files.ts': 'the tool: whole, and on the disk for good',
      'server/log-file.ts': 'a log makes room; it may be lost',
      'drivers/qemu/images/index.ts': 'an image moves away to be removed',
      'drivers/fake/volumes.ts': 'a volume that holds nothing gets another id',
    },
  },
  { what: /\.sync\(|fsync/, files: { 'common/files.ts': 'the tool' } },
  { what: /`\/proc\/\$\{pid\}\/(stat|cmdline|cwd)`|'\/proc'/, files: { 'common/processes.ts': 'the tool' } },
  { what: /process\.kill\(|'ESRCH'/, files: { 'common/processes.ts': 'the tool' } },
  // of a condition PostgreSQL itself demands that it is one, and of a value that it fits its column
  { what: /\bsql<(?!boolean>|Date>)/, files: {} },
  { what: /\bfn\.?\w*</, files: {} },
  { what: /\bbavail\b/, files: { 'common/files.ts': 'the tool' } },
  { what: /0-9a-f\]\{8\}|0-9a-f\]\{32\}/, files: { 'common/uuid.ts': 'the tool' } },
  { what: /parseCIDR|networkAddressFromCIDR/, files: { 'drivers/qemu/images/source.ts': 'the block of public IPv6' } },
  {
    what: /new Map<string, Promise<(void|unknown)>>/,
    files: { 'common/turns.ts': 'the tool', 'network/router.ts': 'turns that have not begun' },
  },
];

test('what has a tool in common/ is done by the tool', async () => {
  const found: string[] = [];
  const used = new Set<string>();
  for await (const file of glob('**/*.ts', { cwd: SRC })) {
    for (const [number, line] of (await readFile(join(SRC, file), 'utf8')).split('\n').entries()) {
      for (const { what, files } of ONCE.filter((tool) => tool.what.test(line))) {
        if (files[file] === undefined) found.push(`src/${file}:${number + 1}: ${line.trim()}`);
        used.add(`${what} ${file}`);
      }
    }
  }
  assert.deepEqual(found, []);
  const excused = ONCE.flatMap(({ what, files }) => Object.keys(files).map((file) => `${what} ${file}`));
  assert.deepEqual(
    excused.filter((each) => !used.has(each)),
    [],
    'nobody needs these excuses',
  );
});
