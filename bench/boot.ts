/**
 * From the order to the first ssh command, against a raw QEMU boot of the same image, in pairs, one after the other.
 * Needs a running cloud: `./slipway up`, then `node bench/boot.ts [pairs]`. Prints medians and the ratio of each pair;
 * exits 1 when the promised one is not kept.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../src/common/command.ts';
import { readSettings } from '../src/common/settings.ts';
import { TCG_CMDLINE } from '../src/drivers/qemu/images/index.ts';

const pairs = Number(process.argv[2] ?? 5);
const promisedRatio = 1.5;
const { home } = readSettings();
const { url, token, project } = JSON.parse(readFileSync(join(home, 'credentials.json'), 'utf8')) as Record<
  string,
  string
>;
const dir = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
const key = join(dir, 'key');

async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = {
    authorization: `Token ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const answer = await fetch(`${url}/api/${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? null : await answer.json()) as T;
}

/** Tries ssh until a command has run in the guest. */
async function awaitSsh(address: string, port: number): Promise<void> {
  const options = [
    'StrictHostKeyChecking=no',
    'UserKnownHostsFile=/dev/null',
    'ConnectTimeout=1',
    'LogLevel=ERROR',
    'BatchMode=yes',
  ];
  const args = [
    ...options.flatMap((option) => ['-o', option]),
    '-i',
    key,
    '-p',
    String(port),
    `root@${address}`,
    'true',
  ];
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) if ((await run('ssh', args, { check: false })).code === 0) return;
  throw new Error(`ssh did not answer at ${address}:${port}`);
}

interface Item {
  uuid: string;
  name: string;
  plans: { uuid: string }[];
}

async function orderToSsh(
  catalogue: { offering: Item; image: string; flavor: string; subnet: string },
  index: number,
): Promise<number> {
  const { offering, image, flavor, subnet } = catalogue;
  const began = performance.now();
  const attributes = {
    name: `bench-${index}`,
    image,
    flavor,
    ssh_public_key: readFileSync(`${key}.pub`, 'utf8'),
    networks: [{ subnet, floating_ip: 'auto' }],
  };
  const plan = offering.plans[0]?.uuid;
  const order = await api<{ resource_uuid: string }>('POST', 'marketplace-orders/', {
    project,
    offering: offering.uuid,
    plan,
    attributes,
  });
  const path = `marketplace-resources/${order.resource_uuid}/`;
  const { external_ips: addresses } = await api<{ external_ips: string[] }>('GET', path);
  await awaitSsh(addresses[0] ?? '', 22);
  const ms = performance.now() - began;
  for (;;) {
    const { state } = await api<{ state: string }>('GET', path);
    if (state === 'OK') await api('DELETE', path);
    if (state === 'Terminated') return ms;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The same kernel, initramfs and disk, by hand: no control plane, no namespaces, user-mode network. */
async function rawBoot(image: string, port: number): Promise<number> {
  const files = join(home, 'images', image);
  const seed = join(dir, 'seed');
  mkdirSync(seed, { recursive: true });
  writeFileSync(join(seed, 'meta-data'), `instance-id: raw-${port}\nlocal-hostname: raw\n`);
  writeFileSync(join(seed, 'user-data'), '#cloud-config\n{}\n');
  copyFileSync(`${key}.pub`, join(seed, 'ssh-authorized-keys'));
  const disk = readdirSync(files).find((name) => name.startsWith('disk.')) ?? '';
  const began = performance.now();
  await run('genisoimage', ['-quiet', '-output', join(dir, 'seed.iso'), '-volid', 'CIDATA', '-joliet', '-rock', seed]);
  const overlay = join(dir, 'overlay.qcow2');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-b', join(files, disk), '-F', disk.slice(5), overlay, '1G']);
  const cmdline = `${readFileSync(join(files, 'cmdline'), 'utf8').trim()} ${TCG_CMDLINE}`;
  const args = [
    [
      '-machine',
      'q35,hpet=off,vmport=off',
      '-accel',
      'tcg,tb-size=32',
      '-cpu',
      'max,smap=off,smep=off,la57=off,pku=off,umip=off',
    ],
    ['-smp', '1', '-m', '128', '-nodefaults', '-no-user-config', '-display', 'none'],
    ['-kernel', join(files, 'vmlinuz'), '-initrd', join(files, 'initrd'), '-append', cmdline],
    ['-netdev', `user,id=n0,hostfwd=tcp:127.0.0.1:${port}-:22`, '-device', 'virtio-net-pci,netdev=n0,romfile='],
    [
      '-drive',
      `if=none,id=root,format=qcow2,file=${overlay}`,
      '-device',
      'virtio-blk-pci,drive=root,serial=slipway-root',
    ],
    ['-drive', `if=none,id=seed,format=raw,readonly=on,file=${join(dir, 'seed.iso')}`],
    ['-device', 'virtio-blk-pci,drive=seed,serial=slipway-seed', '-device', 'virtio-rng-pci'],
  ].flat();
  const qemu = spawn('qemu-system-x86_64', args, { stdio: 'ignore' });
  try {
    await awaitSsh('127.0.0.1', port);
    return performance.now() - began;
  } finally {
    qemu.kill('SIGKILL');
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

try {
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const first = async (path: string, name: RegExp): Promise<Item> => {
    const { results } = await api<{ results: Item[] }>('GET', path);
    const found = results.find((item) => name.test(item.name));
    if (found === undefined) throw new Error(`nothing like ${name} at ${path}`);
    return found;
  };
  const catalogue = {
    offering: await first('marketplace-offerings/?category_name=VM', /^Virtual machine$/),
    image: (await first('openstack-images/', /^Tiny/)).uuid,
    flavor: (await first('openstack-flavors/', /^tiny$/)).uuid,
    subnet: (await first('openstack-subnets/', /default/)).uuid,
  };
  const ours: number[] = [];
  const raw: number[] = [];
  for (let index = 0; index < pairs; index++) {
    ours.push(await orderToSsh(catalogue, index));
    raw.push(await rawBoot(catalogue.image, 20_000 + ((process.pid + index) % 20_000)));
    console.log(
      `pair ${index + 1}: order to ssh ${Math.round(ours.at(-1) ?? 0)} ms, raw boot ${Math.round(raw.at(-1) ?? 0)} ms`,
    );
  }
  const ratios = ours.map((value, index) => value / (raw[index] ?? Number.NaN));
  console.log(
    `medians: order to ssh ${Math.round(median(ours))} ms, raw boot ${Math.round(median(raw))} ms, ratio ${median(ratios).toFixed(2)}`,
  );
  if (median(ratios) > promisedRatio) process.exitCode = 1;
} finally {
  rmSync(dir, { recursive: true, force: true });
}
