import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { waldur } from '../../src/api/dialects/waldur.ts';
import { documentFile } from '../../src/api/document/file.ts';
import { type Document, operationsOf } from '../../src/api/document/openapi.ts';
import { functionsOfWaldur } from './waldur-client.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What whoever has VMs, or runs the cloud, touches. */
const groups =
  `openstack-instances openstack-volumes openstack-snapshots openstack-backups openstack-ports openstack-networks openstack-subnets openstack-floating-ips
  openstack-security-groups openstack-server-groups openstack-tenants marketplace-orders marketplace-resources projects customers users
  roles events keys`.split(/\s+/);

const plain = (path: string): string =>
  path
    .replace('/waldur', '')
    .replace('/api/', '')
    .replaceAll(/\{\w+\}/g, '{uuid}');

const document = JSON.parse(await readFile(documentFile(waldur), 'utf8')) as Document;
const ours = new Set(operationsOf(document).map(({ path, method }) => `${method.toUpperCase()} ${plain(path)}`));
const functions = (await functionsOfWaldur()).map((each) => {
  return { ...each, asks: `${each.method.toUpperCase()} ${plain(each.path)}` };
});
/** HEAD comes with every GET. */
const answered = (asks: string): boolean => ours.has(asks) || ours.has(asks.replace(/^HEAD /, 'GET '));

/** What the table of `docs/clients.md` says is not here: paths in which `*` is any part, with a method where that matters. */
async function excuses(): Promise<{ words: string; covers: RegExp; reason: string }[]> {
  const text = await readFile(join(root, 'docs/clients.md'), 'utf8');
  const table = text.slice(text.indexOf('## What of Waldur')).split('\n');
  return table.flatMap((line) => {
    const [, asked, reason = ''] = /^\| (`.*`) \| (.*) \|$/.exec(line) ?? [];
    return [...(asked ?? '').matchAll(/`([^`]+)`/g)].map(([, words = '']) => {
      const path = words.replaceAll(/[{}]/g, String.raw`\$&`).replaceAll('*', '[^/ ]*');
      return { words, covers: new RegExp(`^(?:[A-Z]+ )?${path}$`), reason };
    });
  });
}

test('every function of Waldur’s client for what people have here is answered, or has a reason in docs/clients.md', async (t) => {
  const reasons = await excuses();
  const used = new Set<string>();
  const left: string[] = [];
  const counts: string[] = [];
  for (const group of groups) {
    const own = functions.filter(({ asks }) => asks.split(' ')[1]?.split('/')[0] === group);
    const missing = own.filter(({ asks }) => !answered(asks));
    counts.push(`${group} ${own.length - missing.length}/${own.length}`);
    for (const { asks } of own) {
      const excuse = reasons.filter(({ covers }) => covers.test(asks));
      for (const { words } of excuse) used.add(words);
      if (!answered(asks) && excuse.length === 0) left.push(asks);
    }
  }
  assert.deepEqual(left, []);
  assert.deepEqual(
    reasons.filter(({ words, reason }) => reason === '' || !used.has(words)).map(({ words }) => words),
    [],
    'these have no reason, or Waldur’s client has no such function',
  );
  t.diagnostic(counts.join(', '));
});
