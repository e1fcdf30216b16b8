import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const packed = JSON.parse(readFileSync(`${root}client/package.json`, 'utf8')) as {
  dependencies: Record<string, string>;
};

/** Programs that people have there: OpenSSH is part of all three. */
const programs = ['ssh', 'scp', 'ssh-add', 'ssh-keygen'];
/** What only Linux or a host of clouds has, and why it may be named. */
const guarded: Record<string, string> = {
  '/proc/self/cmdline': 'read on Linux alone',
  '/run/netns': 'read by root alone, which Windows has not, and taken for empty where it is not there',
};

/** Every file of ours that the client is made of, with what it imports from elsewhere. */
function filesOfClient(): Map<string, { text: string; foreign: string[] }> {
  const files = new Map<string, { text: string; foreign: string[] }>();
  const waiting = [new URL('../../src/cli/client.ts', import.meta.url).href];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const path = relative(root, fileURLToPath(at));
    if (files.has(path)) continue;
    const text = readFileSync(fileURLToPath(at), 'utf8');
    // types are gone when it runs
    const imports = text.replaceAll(/^(?:im|ex)port type [^;]*;$/gm, '');
    const names = [...imports.matchAll(/(?:\bfrom |\bimport\(|^import )'([^']+)'/gm)].map(([, name = '']) => name);
    files.set(path, { text, foreign: names.filter((name) => !name.startsWith('.')) });
    for (const name of names.filter((each) => each.startsWith('.'))) waiting.push(new URL(name, at).href);
  }
  return files;
}

test('the client is made of nothing that only Linux has', () => {
  const files = filesOfClient();
  assert.ok(files.size > 60, `only ${files.size} files`);
  for (const [path, { text, foreign }] of files) {
    assert.match(path, /^src\/(cli\/(?!host|service|testing|logs)|common\/)/, `${path} is of the server`);
    for (const name of foreign)
      assert.ok(isBuiltin(name) || packed.dependencies[name] !== undefined, `${path} needs ${name}`);
    assert.doesNotMatch(text, /process\.get(?:e?uid|e?gid|groups)\(/, `${path} asks for what Windows has not`);
    for (const [, program = ''] of text.matchAll(/\b(?:run|spawn|execFile)\(\s*'([^']+)'/g))
      assert.ok(programs.includes(program), `${path} runs ${program}`);
    for (const [, place = ''] of text.matchAll(/'(\/(?:proc|sys|dev|run|etc|usr|var|tmp|bin)\b[^']*)'/g))
      assert.ok(guarded[place] !== undefined, `${path} names ${place}`);
  }
});
