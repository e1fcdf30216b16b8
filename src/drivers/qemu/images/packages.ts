import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../common/command.ts';
import { Problem } from '../../../common/problem.ts';

/** Meta-package whose only dependency is the current kernel; it has every driver a virtual machine needs. */
const KERNEL_META_PACKAGE = 'linux-image-cloud-amd64';

/** Name of the package that holds the current kernel for guests, like `linux-image-6.1.0-56-cloud-amd64`. */
export async function kernelPackage(signal: AbortSignal): Promise<string> {
  const depends = async () => {
    // it fails for a package that it does not know
    const { stdout } = await run('apt-cache', ['depends', KERNEL_META_PACKAGE], { signal, check: false });
    return /Depends: (linux-image-\S+)/.exec(stdout)?.[1];
  };
  const found = (await depends()) ?? (await updateLists(signal).then(depends));
  if (found) return found;
  const remedy = 'Images are built from Debian packages: add a Debian 12 source to apt, then try again.';
  throw new Problem('package-missing', `The host's package sources do not offer ${KERNEL_META_PACKAGE}.`, remedy);
}

/**
 * Downloads packages with the host's own apt configuration and unpacks them below `root`, without their scripts.
 * `scratch` must not exist yet, it is for the archives. Throws a transient `Problem` when the sources do not answer.
 */
export async function unpackPackages(packages: readonly string[], scratch: string, root: string, signal: AbortSignal) {
  await mkdir(scratch);
  const download = () =>
    run('apt-get', ['-q', '-o', 'APT::Sandbox::User=root', 'download', ...packages], {
      cwd: scratch,
      signal,
      timeoutMs: 600_000,
    });
  try {
    // Lists that were never fetched, or that name versions which are gone, are the usual cause: fetch them once.
    await download().catch(() => updateLists(signal).then(download));
  } catch (cause) {
    signal.throwIfAborted();
    const message = `Packages for the image could not be downloaded: ${(cause as Error).message}`;
    throw new Problem('package-download-failed', message, undefined, { transient: true, cause });
  }
  for (const name of await readdir(scratch)) {
    if (name.endsWith('.deb')) await run('dpkg-deb', ['-x', join(scratch, name), root], { signal, timeoutMs: 120_000 });
  }
}

async function updateLists(signal: AbortSignal) {
  await run('apt-get', ['-q', 'update'], { signal, timeoutMs: 300_000 });
}
