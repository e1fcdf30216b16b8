import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { table } from '../../src/cli/terminal/terminal.ts';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { keyLine } from '../support/keys.ts';
import { followed } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { environment, slipway } from './cli.ts';
import { allCommands, helpOfAll } from './help.ts';
import { Operator } from './operator.ts';

const cloud = await setUpCloud();
const { ends, json } = new Operator(cloud);
afterEach(() => {
  cloud.driver.fault = () => {};
});

test('keys and tokens come and go', async () => {
  assert.match((await ends(2, 'token', 'create', 'x', '--days', '999999999')).stderr, /number from 1 to 36500/);
  const file = join(cloud.home, 'laptop.pub');
  await writeFile(file, keyLine('ssh-ed25519', randomBytes(32)));
  await ends(0, 'key', 'add', 'laptop', file);
  assert.match((await ends(0, 'key', 'list')).stdout, /laptop +ssh-ed25519 +SHA256:/);
  await ends(0, 'key', 'delete', 'laptop');
  const token = (await ends(0, 'token', 'create', 'ci', '--days', '2')).stdout.trim();
  assert.equal((await slipway({ SLIPWAY_URL: cloud.url, SLIPWAY_TOKEN: token }, 'vm', 'list')).code, 0);
  await ends(0, 'token', 'revoke', 'ci');
  assert.equal((await slipway({ SLIPWAY_URL: cloud.url, SLIPWAY_TOKEN: token }, 'vm', 'list')).code, 4);
  assert.equal(
    (await ends(0, 'token')).stdout.trim(),
    JSON.parse(await readFile(join(cloud.home, 'credentials.json'), 'utf8')).token,
  );
});

test('an image is imported from a file, and its name is free again when that fails', async () => {
  const file = join(cloud.home, 'disk.img');
  await writeFile(file, Buffer.alloc(3 * 2 ** 20, 7));
  const image = await json('image', 'import', 'own', '--ssh-user', 'root', '--file', file, '--min-disk', '512');
  assert.deepEqual([image.state, image.min_disk], ['ready', 512]);
  await ends(0, 'image', 'delete', 'own');
  cloud.driver.fault = (method) => {
    if (method === 'ensureImage') throw new Problem('image-refused', 'It names a backing file.', 'Convert it.');
  };
  const bad = (code: number) => () => ends(code, 'image', 'import', 'bad', '--ssh-user', 'root', '--file', file);
  await followed('image-erred', /backing file[^]*Convert it/, bad(7), async () => {
    assert.doesNotMatch((await ends(0, 'image', 'list')).stdout, /^bad /m);
    cloud.driver.fault = () => {};
    return bad(0)();
  });
  await ends(0, 'image', 'delete', 'bad');
});

test('well-known images are listed, pulled and changed', async () => {
  const { stdout } = await ends(0, 'image', 'catalogue');
  assert.match(stdout, /^debian-13 +Debian GNU\/Linux 13 +pending +debian .* cloud\.debian\.org$/m);
  assert.match((await ends(3, 'image', 'pull', 'debian')).stderr, /There are: Debian 12, Debian GNU/);
  const pulled = await json('image', 'pull', 'cirros-0.6.3');
  assert.deepEqual([pulled.state, pulled.catalogue], ['ready', 'cirros-0.6.3']);
  const edited = await json('image', 'edit', 'CirrOS 0.6.3', '--name', 'Cirrus', '--min-memory', '256M');
  assert.deepEqual([edited.name, edited.min_ram], ['Cirrus', 256]);
  await ends(5, 'image', 'pull', 'Cirrus');
  // a name goes before the key of the catalogue that is written like it, but for the key itself
  for (const [typed, name] of [
    ['debian 12', 'Debian 12'],
    ['Debian-12', 'Debian 12'],
    ['debian-12', 'Debian GNU/Linux 12'],
    ['debian gnu/linux 12', 'Debian GNU/Linux 12'],
  ] as const)
    assert.equal((await json('image', 'edit', typed, '--min-memory', '512M')).name, name, typed);
});

test('what can be ordered is listed by category', async () => {
  assert.match((await ends(0, 'category', 'list')).stdout, /^Storage +Volumes +1$/m);
  const { stdout } = await ends(0, 'offering', 'list', '--category', 'Storage');
  assert.match(stdout, /^Volume +Storage /m);
  assert.doesNotMatch(stdout, /^Virtual machine/m);
  const unknown = '297e22e5-2cc7-4f27-87a5-bef063662b99';
  assert.match((await ends(3, 'offering', 'show', unknown)).stderr, /no offering 297e22e5[^]*slipway offering list/);
});

test('flavors come and go', async () => {
  const flavor = await json('flavor', 'create', 'odd', '--vcpus', '1', '--memory', '192', '--disk', '2048');
  assert.deepEqual([flavor.name, flavor.ram], ['odd', 192]);
  await ends(0, 'flavor', 'delete', 'odd');
  await ends(3, 'flavor', 'delete', 'odd');
});

test('a VM shows what it takes, and its disk becomes an image when it is stopped', async () => {
  await ends(0, 'vm', 'create', 'model');
  const { stdout } = await ends(0, 'vm', 'usage', 'model');
  assert.match(stdout, /^vcpus +[\d.]+ % of one, of 1 /m);
  assert.match(stdout, /^disk 0 +read .+, written .+$/m);
  assert.match(stdout, /^slots +1 of 5 for volumes and ports are taken$/m);
  const history = await ends(0, 'vm', 'usage', 'model', '--history', '1h');
  assert.match(history.stdout, /^ +LAST 1H +MEAN +HIGHEST\nvcpus +[·▁-█]{60} /);
  await ends(5, 'vm', 'image', 'model', '--name', 'golden');
  await ends(0, 'vm', 'stop', 'model');
  assert.equal((await json('vm', 'image', 'model', '--name', 'golden')).state, 'ready');
  cloud.driver.fault = (method) => {
    if (method === 'ensureImage') throw new Problem('disk-full', 'No room for the image.', 'Free some.');
  };
  const { stderr } = await ends(7, 'vm', 'image', 'model', '--name', 'never');
  assert.match(stderr, /No room for the image/);
  await ends(5, 'vm', 'usage', 'model');
});

test('every list shows something, as table, ids and JSON', async () => {
  for (const [words, command] of await allCommands()) {
    const longs = command.options.map(({ long }) => long);
    if (words.endsWith(' list') && words !== 'bench list')
      assert.ok(longs.includes('--output') && longs.includes('--columns') && command.aliases().includes('ls'), words);
    if (words.endsWith(' delete')) assert.ok(command.aliases().includes('rm'), words);
  }
  const check = async (noun: string): Promise<void> => {
    assert.match((await ends(0, noun, 'list', '-o', 'wide')).stdout, /^[A-Z ]+\n.*[0-9a-f-]{36}/s, noun);
    assert.match((await ends(0, noun, 'list', '-q')).stdout, /^([0-9a-f-]{36}\n)+$/, noun);
    assert.ok((await json(noun, 'list')).results.length > 0, noun);
  };
  await Promise.all(['offering', 'flavor', 'subnet', 'project', 'image', 'order', 'token'].map(check));
});

test('status says what the cloud is', async () => {
  const { stdout } = await ends(0, 'status');
  assert.match(stdout, /^driver +fake$/m);
  assert.ok(stdout.includes(cloud.home));
  const { version } = (await cloud.staff.get('version/')).body;
  assert.equal((await ends(0, '--version')).stdout, `${version}\n`);
});

test('every command has an example in its help', async () => {
  const example = /Example:\n {2}\.\/slipway/;
  assert.match((await ends(0, 'vm', 'create', '--help')).stdout, example);
  for (const [words, { help, group }] of await helpOfAll()) {
    if (!group && words !== 'test') assert.match(help, example, words);
  }
});

test('a list has the columns that are wanted, and names alone', async () => {
  const columns = ['--columns', 'min-memory,name'];
  assert.match(
    (await ends(0, 'image', 'ls', ...columns, '--name', 'Tiny')).stdout,
    /^MIN MEMORY {2}NAME\n\d+ MiB +Tiny Linux\n$/,
  );
  assert.match(
    (await ends(2, 'image', 'list', '--columns', 'size')).stderr,
    /no column "size"[^]*There are: name, state,/,
  );
  assert.equal((await ends(0, 'flavor', 'list', '-o', 'name')).stdout.split('\n').includes('tiny'), true);
  assert.doesNotMatch((await ends(0, 'image', 'list')).stdout, /[0-9a-f]{8}-/, 'UUIDs are for -o wide');
  const rows = [
    ['NAME', 'ABOUT'],
    ['a-long-name-that-stays', 'x'.repeat(40)],
  ];
  assert.deepEqual(table(rows, 36)[1], `a-long-name-that-stays  ${'x'.repeat(11)}…`);
});

test('what goes wrong on this side is told without a stack trace', async () => {
  const main = [process.execPath, 'src/cli/main.ts'].join(' ');
  const completion = (into: string) => run('sh', ['-c', `${main} completion bash > ${into}`], { check: false });
  await followed(
    'bad-file',
    /cannot be written: no space left on device\.\nNext: {2}Make room there, or write elsewhere\. What was asked/,
    () => completion('/dev/full'),
    () => completion(join(cloud.home, 'completion')),
  );
  for (const [env, ...words] of [
    [{ SLIPWAY_URL: 'cloud.example:80', SLIPWAY_TOKEN: 'x' }, 'vm', 'list'],
    [{ SLIPWAY_URL: 'cloud.example:80' }, 'vm', 'list'],
    [{}, 'login', 'ada', 'cloud.example:80'],
  ] as const) {
    const { code, stderr } = await slipway({ ...env }, ...words);
    assert.match(stderr, /no URL of a cloud[^]*Next: {2}Write it like https:\/\/cloud\.example:80$/m);
    assert.equal(code, 2);
  }
  await followed(
    'usage',
    /--help/,
    () => slipway({}, 'vm', 'lst'),
    () => slipway({}, 'vm', '--help'),
  );
  // where coverage is written, nobody may
  const asNobody = ['-u', 'NODE_V8_COVERAGE', 'setpriv', '--reuid', '65534', '--clear-groups'];
  const nobody = (own: Record<string, string>, ...words: string[]) => {
    const command = [...asNobody, ...main.split(' '), ...words];
    return run('env', command, { env: environment(own), check: false });
  };
  const down = await nobody({}, 'down');
  assert.deepEqual([down.code, down.stderr.split('\n').length], [4, 3], down.stderr);
  await followed(
    'not-root',
    /set SLIPWAY_URL and SLIPWAY_TOKEN to use a token of your own/,
    () => nobody(cloud.env, 'vm', 'list'),
    async () => {
      const own = { SLIPWAY_URL: cloud.url, SLIPWAY_TOKEN: (await ends(0, 'token', 'create', 'own')).stdout.trim() };
      return nobody({ ...cloud.env, ...own }, 'vm', 'list');
    },
  );
});

test('a reader that has seen enough is no failure', async () => {
  const { code, stderr } = await run('sh', ['-c', `(sleep 0.2; "$0" src/cli/main.ts --help) | true`, process.execPath]);
  assert.deepEqual([code, stderr], [0, '']);
});
