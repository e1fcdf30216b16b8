import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { GuestReport, ImageSpec } from '../../src/drivers/driver.ts';
import { writeSeed } from '../../src/drivers/qemu/guest/seed.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { ImageStore } from '../../src/drivers/qemu/images/index.ts';
import { TestGuest } from './boot.ts';
import { followed } from '../support/remedy.ts';
import { unbounded } from '../support/unbounded.ts';

let home: string;
let store: ImageStore;
let key: string;
let guest: TestGuest | undefined;
const image: ImageSpec = { id: randomUUID(), source: { kind: 'builtin', name: 'tiny' }, sha256: null };

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-tiny-'));
  const pool = { floatingPool: '172.24.4.0/24', uplink: null };
  store = new ImageStore(new HostNames({ home, cloud: 'fffe', uidBase: 4_200_000, ...pool, accelerator: 'tcg' }));
  key = join(home, 'key');
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
});
after(async () => {
  guest?.kill();
  await guest?.exited;
  await rm(home, { recursive: true });
});

async function seed(name: string, instanceId: string, userData: string | null): Promise<string> {
  const sshKeys = [await readFile(`${key}.pub`, 'utf8')];
  const file = join(home, `${name}.iso`);
  await writeSeed(file, { instanceId, hostname: name, sshKeys, userData, labels: {} }, [], 0);
  return file;
}

async function start(disk: string, drives: Record<string, string>): Promise<TestGuest> {
  const boot = await store.boot(image.id);
  assert.ok(boot);
  const directory = await mkdtemp(join(home, 'run-'));
  guest = await TestGuest.start({ directory, boot, disk, drives, memoryMiB: 128 });
  return guest;
}

async function overlay(name: string): Promise<string> {
  const { file, format } = await store.disk(image.id);
  const disk = join(home, `${name}.qcow2`);
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', file, '-F', format, disk, '1G']);
  return disk;
}

const hostKey = (reports: GuestReport[]) => reports.find((report) => report.stage === 'ssh')?.hostKeys[0] ?? '';

test('the image builds once, and a second image of it takes no build', async () => {
  const steps: [number, string][] = [];
  const facts = await store.ensure(image, (fraction, message) => void steps.push([fraction, message]), unbounded);
  assert.equal(facts.format, 'qcow2');
  assert.ok(steps.length > 3 && steps.every(([fraction], index) => fraction >= (steps[index - 1]?.[0] ?? 0)));
  const again: [number, string][] = [];
  const copy = { ...image, id: randomUUID() };
  const copied = await store.ensure(copy, (fraction, message) => void again.push([fraction, message]), unbounded);
  assert.deepEqual([copied, again], [facts, []]);
  await store.remove(copy.id);
  const built = (name: string) => () =>
    store.ensure({ ...copy, source: { kind: 'builtin', name: name as 'tiny' } }, () => {}, unbounded).then(() => {});
  await followed('image-unknown', /one of the catalogue/, built('none'), built('tiny'));
  await store.remove(copy.id);
});

test('a guest takes its seed, says so, keeps its files, and runs the script once', async () => {
  const script = '#!/bin/bash\necho "$(hostname) ${BASH_VERSION%%.*}" >> /root/ran\n';
  const drives = {
    'slipway-seed': await seed('first', 'i-1', script),
    // A tenant's own volume with the label of a seed.
    'volume-1': await seed('evil', 'i-2', '#!/bin/sh\ntouch /root/evil\n'),
  };
  const disk = await overlay('first');
  const first = await start(disk, drives);
  const reports = await first.reports('cloud-init');
  assert.deepEqual(new Set(reports.map((report) => report.stage)), new Set(['network', 'ssh', 'cloud-init']));
  assert.deepEqual(reports.at(-1), { stage: 'cloud-init', result: 'done', detail: '' });
  // Somebody who comes later hears the same again.
  assert.deepEqual(await first.reports('cloud-init'), reports);

  const look = 'cat /root/ran; ls /root; hostname; df -m / | awk "END {print (\\$2 > 900)}"; ip -4 -o addr | wc -l';
  const ssh = (command: string) => first.ssh(key, hostKey(reports), command);
  assert.deepEqual((await ssh(look)).split('\n'), ['first 5', 'ran', 'first', '1', '3']);
  const links = await ssh('cd /dev/disk/by-id && for link in *; do echo "$link $(readlink "$link")"; done');
  const disks = ['slipway-root ../../vda', 'slipway-seed ../../vdb', 'volume-1 ../../vdc'];
  assert.deepEqual(
    links.split('\n'),
    disks.map((each) => `virtio-${each}`),
  );
  await ssh('echo kept > /root/file; sync');
  await first.pressPowerButton();

  const second = await start(disk, drives);
  const later = await second.reports('cloud-init');
  assert.equal(hostKey(later), hostKey(reports));
  assert.equal(await second.ssh(key, hostKey(later), 'cat /root/file /root/ran'), 'kept\nfirst 5');
  await second.pressPowerButton();

  // The same disk as another instance: a clone must not share what proves who it is.
  const clone = await start(disk, { 'slipway-seed': await seed('clone', 'i-3', '#!/bin/sh\nexit 3\n') });
  const cloned = await clone.reports('cloud-init');
  assert.notEqual(hostKey(cloned), hostKey(reports));
  const failed = { stage: 'cloud-init', result: 'error', detail: 'the user script exited 3' };
  assert.deepEqual(cloned.at(-1), failed);
  assert.equal(await clone.ssh(key, hostKey(cloned), 'hostname'), 'clone');
  clone.kill();
});

test('a build that is cancelled leaves nothing behind', async () => {
  const other = join(home, 'other');
  await mkdir(other);
  const pool = { floatingPool: '172.24.4.0/24', uplink: null };
  const names = new HostNames({ home: other, cloud: 'fffd', uidBase: 4_300_000, ...pool, accelerator: 'tcg' });
  const abort = new AbortController();
  const halfway = (fraction: number) => fraction > 0.3 && abort.abort(new Error('enough'));
  const build = new ImageStore(names).ensure(image, halfway, unbounded, abort.signal);
  await assert.rejects(build, /enough/);
  const { stdout } = await run('find', [other, '-mindepth', '2']);
  assert.equal(stdout, '');
});
