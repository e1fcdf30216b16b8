import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { run } from '../../../common/command.ts';
import { Problem } from '../../../common/problem.ts';
import type { BuildContext } from './builder.ts';
import { packInitramfs } from './cpio.ts';
import { GUEST_FILES } from './guest.ts';
import { kernelPackage, unpackPackages } from './packages.ts';

/** What a guest needs before its root is there, and what spares the root from loading it; the last two: power button. */
const MODULES = 'virtio_pci virtio_blk isofs virtio_net virtio_console virtio_rng virtio_balloon button evdev'.split(
  ' ',
);

export interface Kernel {
  /** As in `/lib/modules/<release>`. */
  release: string;
  image: string;
  modules: string;
}

/** Finds the one kernel in a directory that a kernel package was unpacked to. */
async function findKernel(root: string): Promise<Kernel> {
  const [release] = await readdir(join(root, 'lib/modules'));
  if (!release) throw new Problem('package-missing', 'The kernel package holds no kernel.', 'Report this as a bug.');
  return { release, image: join(root, 'boot', `vmlinuz-${release}`), modules: join(root, 'lib/modules', release) };
}

const moduleName = (file: string) => basename(file, '.ko').replaceAll('-', '_');

/**
 * Resolves kernel modules with all they depend on, in loading order, from the `.modinfo` of the modules themselves:
 * `modules.dep` is made by the package's script, which did not run. Modules that are built in are left out.
 */
async function resolveModules(directory: string, wanted: readonly string[]): Promise<string[]> {
  const files = new Map<string, string>();
  for (const name of await readdir(join(directory, 'kernel'), { recursive: true })) {
    if (name.endsWith('.ko')) files.set(moduleName(name), join(directory, 'kernel', name));
  }
  const builtin = new Set(
    (await readFile(join(directory, 'modules.builtin'), 'utf8')).trim().split('\n').map(moduleName),
  );
  const order = new Map<string, string>();
  const visit = async (name: string) => {
    const file = files.get(name);
    if (order.has(name) || (!file && builtin.has(name))) return;
    if (!file) throw new Problem('package-missing', `The kernel has no module ${name}.`, 'Report this as a bug.');
    const info = (await readFile(file)).toString('latin1');
    const depends = /\0depends=([^\0]*)/.exec(info)?.[1]?.split(',') ?? [];
    const soft = [...info.matchAll(/\0softdep=pre: ?([^\0]*)/g)].flatMap((match) => match[1]?.split(/\s+/) ?? []);
    for (const dependency of [...depends, ...soft].filter(Boolean)) await visit(moduleName(dependency));
    order.set(name, file);
  };
  for (const name of wanted) await visit(moduleName(name));
  return [...order.values()];
}

/**
 * Downloads the kernel and makes what both built-in images boot with: `vmlinuz`, and an `initrd` that loads the virtio
 * drivers, mounts the root disk, copies the seed into it and hands over. Takes the first 0.4 of the progress.
 */
export async function buildBoot({ scratch, output, progress, signal }: BuildContext): Promise<Kernel> {
  const unpacked = join(scratch, 'boot');
  progress(0, 'Downloading the kernel');
  await unpackPackages(
    [await kernelPackage(signal), 'busybox-static'],
    join(scratch, 'boot-packages'),
    unpacked,
    signal,
  );
  progress(0.3, 'Building the initramfs');
  const kernel = await findKernel(unpacked);
  await copyFile(kernel.image, join(output, 'vmlinuz'));
  const initramfs = await buildInitramfs(kernel, join(unpacked, 'bin/busybox'), join(scratch, 'initramfs'));
  await writeFile(join(output, 'initrd'), initramfs);
  progress(0.4, 'Built the initramfs');
  return kernel;
}

async function buildInitramfs(kernel: Kernel, busybox: string, root: string): Promise<Buffer> {
  const modules = await resolveModules(kernel.modules, MODULES);
  for (const name of ['bin', 'dev', 'proc', 'sys', 'newroot', 'seed', 'modules']) {
    await mkdir(join(root, name), { recursive: true });
  }
  await copyFile(busybox, join(root, 'bin/busybox'));
  await linkApplets(join(root, 'bin'));
  for (const file of modules) await copyFile(file, join(root, 'modules', basename(file)));
  await writeFile(join(root, 'modules/order'), modules.map((file) => `${basename(file)}\n`).join(''));
  await copyFile(join(GUEST_FILES, 'initramfs/init'), join(root, 'init'));
  return packInitramfs(root);
}

/** Links every applet of the `busybox` in a directory into it, except the names in `taken`. */
export async function linkApplets(directory: string, taken: ReadonlySet<string> = new Set()): Promise<void> {
  const { stdout } = await run(join(directory, 'busybox'), ['--list']);
  // Its look-alikes of package managers cannot manage packages.
  const unwanted = new Set(['', 'busybox', 'dpkg', 'dpkg-deb', 'rpm', ...taken]);
  for (const applet of stdout.split('\n')) {
    if (!unwanted.has(applet)) await symlink('busybox', join(directory, applet));
  }
}
