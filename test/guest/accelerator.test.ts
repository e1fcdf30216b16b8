import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Accelerator, type Kernels } from '../../src/drivers/qemu/accelerator.ts';
import { guestProcesses } from '../../src/drivers/qemu/guest/index.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { followed } from '../support/remedy.ts';
import { kernelPackage, unpackPackages } from '../../src/drivers/qemu/images/packages.ts';

const NOBODY_READY: Kernels = { list: () => Promise.resolve([]), boot: () => assert.fail() };

test('a real kernel decides, once per host', async (context) => {
  const home = newHome(context);
  const root = join(home, 'root');
  await unpackPackages([await kernelPackage(context.signal)], join(home, 'packages'), root, context.signal);
  const boot = join(root, 'boot');
  const kernel = join(boot, readdirSync(boot).find((name) => name.startsWith('vmlinuz-')) ?? '');
  let asked = 0;
  const kernels: Kernels = {
    list: () => Promise.resolve(['image']),
    boot: () => {
      asked++;
      return Promise.resolve({ kernel });
    },
  };
  const [proof, same] = await Promise.all(twice(new Accelerator(namesOf(home), kernels)));
  assert.deepEqual(proof, same);
  assert.match(proof.evidence, /Linux came up to user space in \d+ ms/);
  if (!existsSync('/dev/kvm')) assert.equal(proof.accelerator, 'tcg');
  assert.equal(asked, 1);
  assertNothingLeft(home);

  assert.deepEqual(await new Accelerator(namesOf(home), kernels).proven(), proof, 'the next server believes it');
  assert.equal(asked, 1);
  const file = join(home, 'accelerator.json');
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { host: string };
  writeFileSync(file, JSON.stringify({ ...kept, host: 'another kernel' }));
  // that a kernel is asked for shows it: a KVM that hangs spins for all of its 20 s
  const none: Kernels = { ...kernels, boot: () => kernels.boot('image').then(() => null) };
  await new Accelerator(namesOf(home), none).proven();
  assert.equal(asked, existsSync('/dev/kvm') ? 2 : 1, 'another host is tried anew');
});

test('a trial that boots with neither is no proof against KVM', { skip: !existsSync('/dev/kvm') }, async (context) => {
  const home = newHome(context);
  const kernel = join(home, 'vmlinuz');
  writeFileSync(kernel, 'not a kernel');
  const accelerator = new Accelerator(namesOf(home), {
    list: () => Promise.resolve(['image']),
    boot: () => Promise.resolve({ kernel }),
  });
  for (const attempt of twice(accelerator)) {
    await assert.rejects(attempt, { code: 'accelerator-unproven', transient: true });
  }
  assert.ok(!existsSync(join(home, 'accelerator.json')));
  assertNothingLeft(home);
  await followed(
    'accelerator-unproven',
    /Set the accelerator to "kvm" or "tcg"/,
    () => accelerator.proven().then(() => {}),
    () => new Accelerator(namesOf(home, 'tcg'), NOBODY_READY).proven().then(() => {}),
  );
});

test('without a kernel guests are emulated, until there is one', { skip: !existsSync('/dev/kvm') }, async (context) => {
  const home = newHome(context);
  const proof = await new Accelerator(namesOf(home), NOBODY_READY).proven();
  assert.equal(proof.accelerator, 'tcg');
  assert.ok(!existsSync(join(home, 'accelerator.json')));
});

test('the configuration has the last word', async (context) => {
  const home = newHome(context);
  const proof = await new Accelerator(namesOf(home, 'kvm'), NOBODY_READY).proven();
  assert.equal(proof.accelerator, 'kvm');
});

function twice(accelerator: Accelerator) {
  return [accelerator.proven(), accelerator.proven()] as const;
}

function newHome(context: TestContext): string {
  const home = mkdtempSync(join(tmpdir(), 'slipway-accelerator-'));
  chmodSync(home, 0o711);
  context.after(() => rmSync(home, { recursive: true }));
  return home;
}

function namesOf(home: string, accelerator: 'auto' | 'kvm' | 'tcg' = 'auto'): HostNames {
  return new HostNames({
    home,
    cloud: '0000',
    uidBase: 4_000_000,
    floatingPool: '172.24.4.0/24',
    uplink: null,
    accelerator,
  });
}

function assertNothingLeft(home: string): void {
  assert.deepEqual(readdirSync(join(home, 'guests')), []);
  assert.equal(guestProcesses(home).size, 0);
}
