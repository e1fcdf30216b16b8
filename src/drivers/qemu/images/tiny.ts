import { chmod, copyFile, cp, mkdir, readdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../common/command.ts';
import type { Builder, BuildContext } from './builder.ts';
import { buildInitramfs, findKernel, GUEST_FILES, linkApplets } from './kernel.ts';
import { kernelPackage, unpackPackages } from './packages.ts';

const PACKAGES = (
  'busybox-static dropbear-bin openssh-sftp-server bash e2fsprogs libc6 libcrypt1 libtomcrypt1 libtommath1 libgmp10 ' +
  'zlib1g libtinfo6 libext2fs2 libcom-err2 libss2 libblkid1 libuuid1'
).split(' ');

/** Not needed to run a program. */
const UNWANTED = [
  'usr/share',
  'usr/lib/x86_64-linux-gnu/gconv',
  'usr/lib/x86_64-linux-gnu/audit',
  'lib/systemd',
  'lib/udev',
];

const DIRECTORIES = [
  'dev',
  'proc',
  'sys',
  'run',
  'tmp',
  'mnt',
  'root/.ssh',
  'etc/dropbear',
  'var/log',
  'var/lib/slipway',
];

const SIZE_MIB = 128;

/** A guest of busybox and dropbear: up in seconds, for trying things out and for tests. Login user: root. */
export const tiny: Builder = {
  name: 'tiny',
  sources: ['initramfs', 'agent', 'tiny'],
  revision: [1, PACKAGES, UNWANTED, DIRECTORIES, SIZE_MIB],
  async build({ scratch, output, progress, signal }: BuildContext) {
    const root = join(scratch, 'root');
    const kernelRoot = join(scratch, 'kernel-root');
    await mkdir(join(scratch, 'debs'), { recursive: true });
    await mkdir(join(scratch, 'kernel-debs'));
    progress(0.05, 'Downloading packages');
    await unpackPackages([await kernelPackage(signal)], join(scratch, 'kernel-debs'), kernelRoot, signal);
    progress(0.4, 'Downloading packages');
    await unpackPackages(PACKAGES, join(scratch, 'debs'), root, signal);

    progress(0.6, 'Building the root filesystem');
    const kernel = await findKernel(kernelRoot);
    const initramfs = await buildInitramfs(kernel, join(root, 'bin/busybox'), join(scratch, 'initramfs'));
    await writeFile(join(output, 'initrd'), initramfs);
    await copyFile(kernel.image, join(output, 'vmlinuz'));
    await furnish(root);

    progress(0.8, 'Writing the disk');
    const raw = join(scratch, 'disk.raw');
    await writeFile(raw, '');
    await truncate(raw, SIZE_MIB * 1024 * 1024);
    // 4 KiB blocks, as a volume of any size needs later, and few inodes: a grown disk has as many per MiB.
    const options = ['-t', 'ext4', '-T', 'default', '-b', '4096', '-i', '32768', '-J', 'size=8', '-m', '0'];
    await run('mke2fs', ['-q', '-F', ...options, '-L', 'slipway-root', '-d', root, raw], {
      signal,
      timeoutMs: 120_000,
    });
    const target = join(output, 'disk.qcow2');
    await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, target], { signal, timeoutMs: 120_000 });
  },
};

async function furnish(root: string) {
  for (const path of UNWANTED) await rm(join(root, path), { recursive: true, force: true });
  for (const path of DIRECTORIES) await mkdir(join(root, path), { recursive: true });
  await chmod(join(root, 'root'), 0o700);
  await chmod(join(root, 'root/.ssh'), 0o700);
  await chmod(join(root, 'tmp'), 0o1777);
  const tools = new Set<string>();
  for (const path of ['sbin', 'usr/bin', 'usr/sbin'])
    for (const name of await readdir(join(root, path))) tools.add(name);
  for (const name of await readdir(join(root, 'bin'))) tools.add(name);
  await linkApplets(join(root, 'bin'), join(root, 'bin/busybox'), tools);
  await symlink('../bin/busybox', join(root, 'sbin/init'));
  await cp(join(GUEST_FILES, 'tiny'), root, { recursive: true });
  await cp(join(GUEST_FILES, 'agent'), join(root, 'usr/lib/slipway'), { recursive: true });
  await chmod(join(root, 'etc/shadow'), 0o600);
}
