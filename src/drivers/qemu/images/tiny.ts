import { chmod, cp, mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Builder, BuildContext } from './builder.ts';
import { buildBoot, linkApplets } from './boot.ts';
import { writeDisk } from './filesystem.ts';
import { GUEST_FILES } from './guest.ts';
import { unpackPackages } from './packages.ts';

const PACKAGES = (
  'busybox-static dropbear-bin dhcpcd-base openssh-sftp-server bash e2fsprogs libc6 libcrypt1 libtomcrypt1 libtommath1 libgmp10 ' +
  'zlib1g libtinfo6 libext2fs2 libcom-err2 libss2 libblkid1 libuuid1'
).split(' ');

/** Not needed to run a program. */
const UNWANTED = [
  'usr/share',
  'usr/lib/x86_64-linux-gnu/gconv',
  'usr/lib/x86_64-linux-gnu/audit',
  'lib/systemd',
  'lib/udev',
  'usr/lib/dhcpcd',
  'usr/lib/x86_64-linux-gnu/dhcpcd',
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
  'var/lib/dhcpcd',
  'var/log',
  'var/lib/slipway',
];

const SIZE_MIB = 128;

/** A guest of busybox and dropbear: up in seconds, for trying things out and for tests. Login user: root. */
export const tiny: Builder = {
  name: 'tiny',
  sources: ['initramfs', 'agent', 'tiny'],
  revision: [1, PACKAGES, UNWANTED, DIRECTORIES, SIZE_MIB],
  cmdline: 'console=ttyS0 panic=-1 quiet 8250.nr_uarts=1',
  roomMiB: 512,
  async build(context: BuildContext) {
    const { scratch, progress, signal } = context;
    await buildBoot(context);
    const root = join(scratch, 'root');
    progress(0.4, 'Downloading packages');
    await unpackPackages(PACKAGES, join(scratch, 'packages'), root, signal);
    progress(0.7, 'Building the root filesystem');
    await furnish(root);
    progress(0.8, 'Writing the disk');
    // Few inodes: a grown disk has as many per MiB, and their tables are written on every volume.
    await writeDisk(root, SIZE_MIB, ['-i', '32768', '-J', 'size=8', '-m', '0'], context);
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
  await linkApplets(join(root, 'bin'), tools);
  await symlink('../bin/busybox', join(root, 'sbin/init'));
  await cp(join(GUEST_FILES, 'tiny'), root, { recursive: true });
  await cp(join(GUEST_FILES, 'agent'), join(root, 'usr/lib/slipway'), { recursive: true });
  await chmod(join(root, 'etc/shadow'), 0o600);
}
