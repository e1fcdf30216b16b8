import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { readSettings } from '../../src/common/settings.ts';
import { blocks } from '../support/pages.ts';
import { setUpCloud } from '../support/setup.ts';
import { environment, slipway } from './cli.ts';
import { helpOfAll } from './help.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

const cloud = await setUpCloud();
const readme = await readFile(`${CHECKOUT}/README.md`, 'utf8');

test('the order by curl works as it is printed', async (t) => {
  if ((await run('sh', ['-c', 'command -v curl'], { check: false })).code !== 0) return t.skip('no curl here');
  await slipway({ SLIPWAY_HOME: cloud.home, SLIPWAY_DRIVER: 'fake' }, 'vm', 'create', 'first');
  // with a subnet "default" of its own
  await slipway({ SLIPWAY_HOME: cloud.home, SLIPWAY_DRIVER: 'fake' }, 'project', 'create', 'Other');
  const block = blocks(readme).find((text) => text.includes('marketplace-orders/'));
  assert.ok(block !== undefined);
  const script = block.replace('http://127.0.0.1:8080', cloud.url).replaceAll('/var/lib/slipway', cloud.home);
  const env = environment({ HOME: cloud.home, SLIPWAY_HOME: cloud.home, SLIPWAY_DRIVER: 'fake' });
  const { stdout, stderr } = await run('bash', ['-e', '-c', script], { cwd: CHECKOUT, env });
  const order = JSON.parse(stdout);
  assert.equal(order.resource_name, 'my-vm', stdout + stderr);
  assert.equal((await cloud.staff.settled(order.uuid)).state, 'Success');
});

test('every command that the pages show is one that there is', async () => {
  const pages = `${readme}${await readFile(`${CHECKOUT}/docs/operate.md`, 'utf8')}`;
  const shown = new Set(
    [
      ...pages.matchAll(/\.\/slipway ([a-z-]+(?: (?:list|create|ssh|stop|start|delete|show|import|console-log)\b)?)/g),
    ].map(([, words]) => words ?? ''),
  );
  assert.ok(shown.size > 15);
  const all = await helpOfAll();
  for (const words of shown) assert.ok(all.has(words), words);
});

test('the table of settings names every setting with its default', async () => {
  const page = await readFile(`${CHECKOUT}/docs/operate.md`, 'utf8');
  const documented = new Map(
    [...page.matchAll(/^\| `([a-z_]+)` \| (?:`(.*?)`|none) \|/gm)].map(([, key, value]) => [key, value ?? null]),
  );
  const { sources, ...settings } = readSettings({ SLIPWAY_HOME: '/nonexistent' });
  const defaults = Object.keys(sources).map(
    (key) => [key, settings[key as keyof typeof sources]?.toString() || null] as const,
  );
  assert.deepEqual(documented, new Map(defaults));
});
