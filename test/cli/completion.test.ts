import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { run } from '../../src/common/command.ts';
import { setUpCloud } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { slipway } from './cli.ts';

const cloud = await setUpCloud();
const { env } = cloud;
const made = await slipway(env, 'vm', 'create', 'weblog', '-q');
assert.equal(made.code, 0, made.stderr);

async function complete(...words: string[]): Promise<string[]> {
  const { stdout } = await slipway(env, 'complete', '--', ...words);
  return stdout.split('\n').filter((line) => line !== '');
}

/** The same for names, which are asked of the cloud: it has 1.5 s for an answer, and a busy one needs another try. */
const names = (...words: string[]) =>
  eventually(
    words.join(' '),
    () => complete(...words),
    (found) => found.length > 0,
  );

const coloured = (text: string): boolean => text !== stripVTControlCharacters(text);

describe('completion', () => {
  test('knows nouns, verbs, options, choices and the names of what is there', async () => {
    assert.deepEqual(await complete('floa'), ['floating-ip']);
    assert.ok((await complete('vm', 'st')).includes('start'));
    assert.ok((await complete('vm', 'create', '--fl')).includes('--flavor'));
    assert.deepEqual(await complete('completion', ''), ['bash', 'zsh', 'fish']);
    assert.deepEqual(await names('vm', 'rm', 'web'), ['weblog'], 'also by its alias');
    assert.deepEqual(await names('volume', 'attach', 'data', 'web'), ['weblog']);
    assert.deepEqual(await complete('vm', 'create', 'web'), [], "a new name is nobody else's");
  });

  test('knows the values of an option: its choices, or the names of the objects that it is called after', async () => {
    assert.deepEqual(await complete('order', 'list', '--state', 'C'), ['Creating', 'Canceled']);
    assert.deepEqual(await complete('image', 'edit', 'tiny', '--readiness', ''), ['cloud-init', 'ssh', 'none']);
    assert.deepEqual(await names('member', 'add', 'ada', '--role', 'CUSTOMER'), ['CUSTOMER.OWNER']);
    assert.deepEqual(await names('event', 'list', '--user', 'ad'), ['admin']);
    assert.deepEqual(await names('port', 'create', 'eth', '--group', ''), ['default']);
    assert.deepEqual(await names('vm', 'create', 'web', '--subnet', 'def'), ['default']);
    assert.deepEqual(await complete('vm', 'create', '--description', 'web'), [], 'free text is nothing that is there');
    assert.deepEqual(await names('vm', 'resize', '--flavor', 'tiny', 'web'), ['weblog'], 'a value is no argument');
    assert.deepEqual(await names('vm', 'rename', '--json', 'web'), ['weblog'], 'a flag has no value');
  });

  test('of bash asks for the words that are typed', async () => {
    const { stdout: script } = await slipway(env, 'completion', 'bash');
    const file = join(cloud.home, 'completion.bash');
    await writeFile(file, script);
    const asked = `slipway() { echo "asked: $*" >&2; printf 'weblog\\nweb shop\\n'; }
source ${file}; COMP_WORDS=(slipway vm stop we); COMP_CWORD=3; _slipway; printf '<%s>' "\${COMPREPLY[@]}"`;
    const { stdout } = await run('bash', ['-c', asked]);
    assert.equal(stdout, '<weblog><web shop>');
  });
});

describe('--debug', () => {
  test('prints each request as a curl command that asks the same, without the token', async () => {
    const { stderr } = await slipway(env, 'vm', 'show', 'weblog', '--debug');
    const [line = ''] = stderr.split('\n').filter((text) => text.startsWith('curl '));
    assert.ok(!stderr.includes(cloud.staff.token ?? 'none'), 'the token is shown');
    const { stdout } = await run('sh', ['-c', line.replace('curl', 'curl -s')], {
      env: { PATH: process.env['PATH'] ?? '', SLIPWAY_TOKEN: cloud.staff.token ?? '' },
    });
    assert.match(stdout, /"name":"weblog"/);
  });
});

describe('NO_COLOR', () => {
  test('keeps colours off a terminal', async () => {
    const list = `${process.execPath} src/cli/main.ts vm list`;
    const on = async (more: Record<string, string>): Promise<string> => {
      const path = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', TERM: 'xterm-256color' };
      return (await run('script', ['-qec', list, '/dev/null'], { env: { ...path, ...env, ...more } })).stdout;
    };
    assert.ok(coloured(await on({})));
    assert.ok(!coloured(await on({ NO_COLOR: '1' })));
  });
});
