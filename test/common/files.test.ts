import assert from 'node:assert/strict';
import { mkdir, mkdtemp, open, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, mock, test } from 'node:test';
import { fileFault, moveForGood, replaceFile } from '../../src/common/files.ts';

let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'slipway-files-'));
});
after(() => rm(dir, { recursive: true, force: true }));

const contentOf = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null);

/** What `work` flushes to the disk, in order, and what `path` held at each of these moments. */
async function flushesOf(path: string, work: () => Promise<void>): Promise<string[]> {
  const seen: string[] = [];
  await using some = await open(dir);
  const handles = Object.getPrototypeOf(some) as { sync: (this: { fd: number }) => Promise<void> };
  const original = handles.sync;
  const spy = mock.method(handles, 'sync', async function (this: { fd: number }) {
    const flushed = (await readlink(`/proc/self/fd/${this.fd}`)).replace(/[0-9a-f-]{36}/, 'UUID');
    seen.push(`${flushed.replace(dir, '')} while ${await contentOf(path)}`);
    await original.call(this);
  });
  try {
    await work();
  } finally {
    spy.mock.restore();
  }
  return seen;
}

test('a file is replaced whole: the new content is on the disk before it has the name, the name before it returns', async () => {
  const path = join(dir, 'cloud.json');
  assert.deepEqual(await flushesOf(path, () => replaceFile(path, 'old')), [
    '/cloud.json.UUID.new while null',
    ' while old',
  ]);
  assert.deepEqual(await flushesOf(path, () => replaceFile(path, 'new')), [
    '/cloud.json.UUID.new while old',
    ' while new',
  ]);
  assert.deepEqual(await readdir(dir), ['cloud.json']);
});

test('a secret is readable for its owner alone from the first moment, also where the old file was not', async () => {
  const path = join(dir, 'secret');
  await writeFile(path, 'old', { mode: 0o644 });
  await replaceFile(path, 'new', 0o600);
  assert.equal((await stat(path)).mode & 0o777, 0o600);
});

test('what cannot be replaced leaves the old content, and nothing beside it', async () => {
  const path = join(dir, 'taken');
  await mkdir(join(path, 'inside'), { recursive: true });
  await assert.rejects(replaceFile(path, 'new'), { code: 'EISDIR' });
  assert.deepEqual(
    (await readdir(dir)).filter((name) => name.startsWith('taken')),
    ['taken'],
  );
});

test('many that replace one file at once leave one of their contents whole', async () => {
  const path = join(dir, 'shared');
  const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));
  await Promise.all(contents.map((content) => replaceFile(path, content)));
  assert.ok(contents.includes((await contentOf(path)) ?? ''));
  assert.deepEqual(
    (await readdir(dir)).filter((name) => name.startsWith('shared')),
    ['shared'],
  );
});

test('a directory whose place is taken stays with its owner', async () => {
  const [first, second, place] = ['first', 'second', 'place'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  for (const each of [first, second]) {
    await mkdir(each);
    await writeFile(join(each, 'file'), each);
  }
  await moveForGood(first, place);
  await moveForGood(second, place);
  assert.equal(await contentOf(join(place, 'file')), first);
  assert.equal(await contentOf(join(second, 'file')), second);
});

test('the fault of a file is told without its path', async () => {
  const fault = await readFile(join(dir, 'none')).catch((error: unknown) => error);
  assert.equal(fileFault(fault), 'no such file or directory');
  assert.equal(fileFault(new Error('something else, too')), undefined);
});
