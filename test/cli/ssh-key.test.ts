import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile, readdir, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import type { Resource } from '../../src/cli/api/schema.ts';
import { shellLine } from '../../src/cli/terminal/called.ts';
import { afterSsh, runSsh, sshArguments } from '../../src/cli/vm/ssh/arguments.ts';
import { reachOf } from '../../src/cli/vm/ssh/reach.ts';
import { ownKey, readPublicKey } from '../../src/cli/identity/ssh-key.ts';
import { run } from '../../src/common/command.ts';
import { followed } from '../support/remedy.ts';

let dir: string;
const before = { HOME: process.env['HOME'], SSH_AUTH_SOCK: process.env['SSH_AUTH_SOCK'] };

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'slipway-ssh-'));
  process.env['HOME'] = dir;
  delete process.env['SSH_AUTH_SOCK'];
  await mkdir(join(dir, '.ssh'));
});
afterEach(async () => {
  for (const [name, value] of Object.entries(before)) if (value !== undefined) process.env[name] = value;
  await rm(dir, { recursive: true });
});

async function userKey(name: string, passphrase: string): Promise<string> {
  const path = join(dir, '.ssh', name);
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', path]);
  return (await readFile(`${path}.pub`, 'utf8')).trim();
}

test('a user without a key gets one, once, that only root can read', async () => {
  const ours = join(dir, 'ssh');
  const first = await ownKey(ours);
  assert.match(first, /^ssh-ed25519 \S+ slipway$/);
  assert.equal(await ownKey(ours), first);
  assert.equal((await stat(join(ours, 'id_ed25519'))).mode & 0o077, 0);
});

test('where none can be made, one can be named', async () => {
  await writeFile(join(dir, 'file'), '');
  await followed(
    'not-root',
    /Name the public key to use: --ssh-key FILE/,
    async () => void (await ownKey(join(dir, 'file', 'ssh'))),
    async () => {
      await ownKey(join(dir, 'ssh'));
      readPublicKey(join(dir, 'ssh', 'id_ed25519.pub'));
    },
  );
});

test('making a key that was interrupted is made again', async () => {
  const ours = join(dir, 'ssh');
  await mkdir(ours);
  await writeFile(join(ours, 'new'), 'half');
  await writeFile(join(ours, 'id_ed25519.pub'), 'ssh-ed25519 of-a-pair-whose-private-half-never-came');
  assert.match(await ownKey(ours), / slipway$/);
});

test("the user's own key is taken when it opens without a question", async () => {
  await userKey('id_ed25519', 'secret');
  assert.match(await ownKey(join(dir, 'ssh')), / slipway$/);
  const open = await userKey('id_ecdsa', '');
  assert.equal(await ownKey(join(dir, 'ssh')), open);
});

function vm(publicKey: string): Resource {
  const readiness = {
    ready: true,
    stage: 'ready',
    cloud_init: null,
    host_keys: [{ type: '', public_key: publicKey, fingerprint_sha256: '' }],
  };
  const where = { external_ips: ['192.0.2.7'], internal_ips: [], ssh_user: 'debian' };
  return { uuid: 'aa', name: 'web', state: 'OK', runtime_state: 'active', ...where, readiness } as unknown as Resource;
}

test('a host key that a guest made up adds no second line to what is trusted', () => {
  const hostile = 'ssh-ed25519 AAAA\n* ssh-ed25519 BBBB';
  assert.throws(() => sshArguments(vm(hostile), join(dir, 'ssh')), { code: 'wrong-state' });
});

test('a VM is reached while it is rescued, and not while it is stopped', () => {
  const web = vm('ssh-ed25519 AAAA');
  assert.match(sshArguments({ ...web, runtime_state: 'rescue' }, join(dir, 'ssh')).join(' '), / debian@192\.0\.2\.7$/);
  const stopped = () => sshArguments({ ...web, runtime_state: 'stopped' }, join(dir, 'ssh'));
  assert.throws(stopped, { code: 'wrong-state', remedy: 'Start it: ./slipway vm start web' });
});

test('the command line can be pasted, whatever the state directory is called', async () => {
  const odd = join(dir, "it's a dir");
  const args = sshArguments(vm('ssh-ed25519 AAAA'), odd);
  assert.equal(await readFile(join(odd, 'known_hosts.d', 'aa'), 'utf8'), '192.0.2.7 ssh-ed25519 AAAA\n');
  const { stdout } = await run('sh', ['-c', `printf '%s\\n' ${shellLine(args)}`]);
  assert.deepEqual(stdout.trimEnd().split('\n'), args);
  const { stdout: read } = await run('ssh', ['-G', ...args]);
  assert.ok(read.includes(`userknownhostsfile ${join(odd, 'known_hosts.d', 'aa')}\n`), read);
});

test('a VM without a floating IP is reached from the router of its project, on the host of the cloud', async (t) => {
  const project = randomUUID();
  const namespace = `slipway-ffff-${project}`;
  await run('ip', ['netns', 'add', namespace]);
  const answer = 'require("net").createServer((s)=>s.end("inside")).listen(22,"127.0.0.1",()=>console.log("up"))';
  await run('ip', ['-n', namespace, 'link', 'set', 'lo', 'up']);
  const guest = spawn('sh', ['-c', `exec ip netns exec ${namespace} ${process.execPath} -e '${answer}'`]);
  t.after(async () => {
    guest.kill();
    await once(guest, 'close');
    await run('ip', ['netns', 'del', namespace]);
  });
  await once(guest.stdout, 'data');
  const inside = { ...vm('ssh-ed25519 AAAA'), project_uuid: project, external_ips: [], internal_ips: ['127.0.0.1'] };
  const words = sshArguments(inside, join(dir, 'ssh'));
  assert.equal(words.at(-1), 'debian@127.0.0.1');
  const [, command = ''] = words.find((word) => word.startsWith('ProxyCommand='))?.split(/=(.*)/s) ?? [];
  assert.equal((await run('sh', ['-c', command.replace('%h %p', '127.0.0.1 22')])).stdout, 'inside');
});

test('host keys of VMs that nobody has reached for 90 days are forgotten', async () => {
  const own = join(dir, 'old');
  sshArguments(vm('ssh-ed25519 AAAA'), own);
  const known = join(own, 'known_hosts.d');
  const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);
  for (const days of [89, 91]) {
    await writeFile(join(known, `${days}`), '');
    await utimes(join(known, `${days}`), daysAgo(days), daysAgo(days));
  }
  sshArguments(vm('ssh-ed25519 AAAA'), own);
  assert.deepEqual((await readdir(known)).toSorted(), ['89', 'aa', 'aa.json']);
});

test('a VM that refuses the key: the keys that were tried are named, and what to do', async () => {
  const path = process.env['PATH'];
  await writeFile(
    join(dir, 'ssh'),
    '#!/bin/sh\necho "debian@192.0.2.7: Permission denied (publickey)." >&2\nexit 255\n',
  );
  await chmod(join(dir, 'ssh'), 0o755);
  process.env['PATH'] = `${dir}:${path}`;
  try {
    const ours = join(dir, 'keys');
    await ownKey(ours);
    const web = vm('ssh-ed25519 AAAA');
    const status = await runSsh(sshArguments(web, ours));
    assert.equal(status, 255);
    const hint = afterSsh(status, reachOf(web), ours) ?? '';
    assert.match(hint, /^Next: {2}web lets in user debian with the key of its order/);
    assert.ok(hint.includes(join(ours, 'id_ed25519')), hint);
    assert.equal(afterSsh(3, reachOf(web), ours), null, 'a command that failed is none of ours');
  } finally {
    process.env['PATH'] = path;
  }
});
