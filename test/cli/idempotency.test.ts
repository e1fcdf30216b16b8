import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { wayscloud } from '../../src/api/dialects/wayscloud.ts';
import { documentFile } from '../../src/api/document/file.ts';
import { type Document, operationsOf } from '../../src/api/document/openapi.ts';

const SRC = fileURLToPath(new URL('../../src/cli/', import.meta.url));

/** A path with a hole for whatever is put into it. */
const shape = (path: string): string => path.replaceAll(/\$?\{[^}]*\}/g, '{}');

/** Which POSTs of the API take an `Idempotency-Key`. */
async function takers(): Promise<Map<string, boolean>> {
  const document = JSON.parse(await readFile(documentFile(wayscloud), 'utf8')) as Document;
  const posts = operationsOf(document).filter(({ method }) => method === 'post');
  return new Map(
    posts.map(({ path, operation }) => [
      shape(path.replace(/^\/api\//, '')),
      operation.parameters?.some(({ name }) => name.toLowerCase() === 'idempotency-key') === true,
    ]),
  );
}

test('the command line sends a key with every POST that takes one, and with no other', async () => {
  const keyed = await takers();
  const wrong: string[] = [];
  const seen = new Set<string>();
  for await (const file of glob('**/*.ts', { cwd: SRC })) {
    const text = await readFile(`${SRC}${file}`, 'utf8');
    const constant = /^const PATH = '([^']+)';$/m.exec(text)?.[1] ?? '';
    const calls = text.matchAll(/\.(post|ask)(?:<\w+>)?\(\s*(?:'([^']+)'|`([^`]+)`)/g);
    for (const [, how, plain, template = ''] of calls) {
      const path = shape(plain ?? template.replaceAll(/\$\{PATH\}/g, constant.replace(/\/$/, '')));
      const takesKey = keyed.get(path);
      if (takesKey === undefined) continue;
      seen.add(path);
      if (takesKey !== (how === 'post')) wrong.push(`${file}: ${how} ${path}`);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(seen.size >= 20, `only ${seen.size} were found in the sources`);
});
