import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { Trash } from '../../src/drivers/trash.ts';
import { TrashCollector } from '../../src/server/trash.ts';
import { keptLog, newHome, removeHome } from '../support/home.ts';
import { followed } from '../support/remedy.ts';
import { eventually } from '../support/wait.ts';

const home = await newHome();
after(() => removeHome(home));
const dayMs = 86_400_000;

/** The content of every file below the state directory but the trash. */
async function files(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(home, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !path.startsWith(join(home, 'trash'))) found[path] = await readFile(path, 'utf8');
  }
  return found;
}

test('whatever is moved to the trash comes back whole, also when a move or a restoration was cut off anywhere', async () => {
  const name = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const content = fc.uniqueArray(fc.tuple(name, fc.string()), {
    minLength: 1,
    maxLength: 5,
    selector: ([path]) => path,
  });
  await fc.assert(
    fc.asyncProperty(content, fc.nat(5), fc.boolean(), async (some, cut, nested) => {
      const trash = new Trash(home);
      const paths = some.map(([each]) => join(home, 'volumes', nested ? join('some', each) : each));
      for (const [index, path] of paths.entries()) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, some[index]?.[1] ?? '');
      }
      const before = await files();
      const moved = nested ? [join(home, 'volumes', 'some')] : paths;
      await trash.put({ kind: 'volume', id: null, detail: 'of a test' }, moved);
      assert.deepEqual(await files(), {});
      const [entry, ...others] = await trash.list();
      assert.deepEqual([entry?.detail, others], ['of a test', []]);
      // as a kill leaves it: some are still, or again, where they were
      const id = entry?.id ?? '';
      for (const path of moved.slice(0, cut)) {
        await mkdir(dirname(path), { recursive: true });
        await rename(join(home, 'trash', id, basename(path)), path);
      }
      await trash.restore(id);
      assert.deepEqual(await files(), before);
      assert.deepEqual(await trash.list(), []);
      await assert.rejects(trash.restore(id), { code: 'not-found' });
      await rm(join(home, 'volumes'), { recursive: true });
    }),
    { numRuns: 30 },
  );
});

test('nothing of a user is overwritten by a restoration, and nothing of it is moved then', async () => {
  const trash = new Trash(home);
  const paths = ['one', 'two'].map((each) => join(home, 'volumes', each));
  await mkdir(join(home, 'volumes'));
  for (const path of paths) await writeFile(path, 'former');
  await trash.put({ kind: 'volume', id: null, detail: '' }, paths);
  await writeFile(paths[1] ?? '', 'newer');
  const [entry] = await trash.list();
  const restore = () => trash.restore(entry?.id ?? '').then(() => {});
  await followed('trash-place-taken', /Move that away first/, restore, async () => {
    assert.deepEqual(await files(), { [paths[1] ?? '']: 'newer' });
    await rename(paths[1] ?? '', join(home, 'newer'));
    await restore();
  });
});

test('what came to the trash 30 days ago is deleted for good, and nothing younger', async (context) => {
  const driver = new FakeDriver(join(home, 'fake'));
  await driver.start(() => {});
  const at = Date.now();
  const put = async (days: number): Promise<void> => {
    const id = crypto.randomUUID();
    await driver.createVolume({ id, sizeMiB: 1, image: null });
    context.mock.timers.enable({ apis: ['Date'], now: at - days * dayMs });
    await driver.discard({ kind: 'volume', id, detail: `${days}` });
    context.mock.timers.reset();
  };
  for (const days of [31, 29, 0]) await put(days);
  const { log } = keptLog();
  const collector = new TrashCollector(driver, { keep_trash_days: 30 }, log);
  collector.start();
  const left = await eventually(
    'it is emptied',
    () => driver.trash(),
    (entries) => entries.length < 3,
  );
  await collector.stop();
  assert.deepEqual(
    left.map(({ detail }) => detail),
    ['29', '0'],
  );
});
