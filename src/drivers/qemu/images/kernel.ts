import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../../common/command.ts';
import { Problem } from '../../../common/problem.ts';
import { packInitramfs } from './cpio.ts';

/** What a guest needs before its root is there, and what spares the root from loading it. */
const MODULES = ['virtio_pci', 'virtio_blk', 'isofs', 'virtio_net', 'virtio_console', 'virtio_rng', 'virtio_balloon'];
/** The power button. */
const INPUT_MODULES = ['button', 'evdev'];

/** Files that end up in guests. */
export const GUEST_FILES = join(dirname(fileURLToPath(import.meta.url)), 'guest');

export interface Kernel {
  /** As in `/lib/modules/<release>`. */
  release: string;
  image: string;
  modules: string;
}

/** Finds the one kernel in a directory that a kernel package was unpacked to. */
export async function findKernel(root: string): Promise<Kernel> {
  const [release] = await readdir(join(root, 'lib/modules'));
  if (!release) throw new Problem('package-missing', 'The kernel package holds no kernel.', 'Report this as a bug.');
  return { release, image: join(root, 'boot', `vmlinuz-${release}`), modules: join(root, 'lib/modules', release) };
}

const moduleName = (file: string) => basename(file, '.ko').replaceAll('-', '_');

/**
 * Resolves kernel modules with all they depend on, in loading order, from the `.modinfo` of the modules themselves:
 * `modules.dep` is made by the package's script, which did not run. Modules that are built in are left out.
 */
export async function resolveModules(directory: string, wanted: readonly string[]): Promise<string[]> {
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
 * Makes the initramfs that both built-in images boot with: it loads the virtio drivers, mounts the root disk, copies
 * the seed into it and hands over. `busybox` is a static binary; `scratch` must not exist yet.
 */
export async function buildInitramfs(kernel: Kernel, busybox: string, scratch: string): Promise<Buffer> {
  const modules = await resolveModules(kernel.modules, [...MODULES, ...INPUT_MODULES]);
  for (const name of ['bin', 'dev', 'proc', 'sys', 'newroot', 'seed', 'modules']) {
    await mkdir(join(scratch, name), { recursive: true });
  }
  await cp(busybox, join(scratch, 'bin/busybox'));
  await linkApplets(join(scratch, 'bin'), busybox);
  for (const file of modules) await cp(file, join(scratch, 'modules', basename(file)));
  await writeFile(join(scratch, 'modules/order'), modules.map((file) => `${basename(file)}\n`).join(''));
  await cp(join(GUEST_FILES, 'initramfs/init'), join(scratch, 'init'));
  return packInitramfs(scratch);
}

/** Links every busybox applet into a directory that holds `busybox`, except names that are there already. */
export async function linkApplets(directory: string, busybox: string, taken: ReadonlySet<string> = new Set()) {
  const { stdout } = await run(busybox, ['--list']);
  // Debian's own tools must not be shadowed by the look-alikes that cannot manage packages.
  const unwanted = new Set(['busybox', 'dpkg', 'dpkg-deb', 'rpm', ...taken]);
  for (const applet of stdout.split('\n')) {
    if (applet && !unwanted.has(applet)) await symlink('busybox', join(directory, applet));
  }
}
