import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from '../../driver.ts';
import { GUEST_FILES } from './guest.ts';

/** Where a build works: `scratch` is thrown away afterwards, what is put into `output` becomes the image. */
export interface BuildContext {
  scratch: string;
  output: string;
  progress: Progress;
  signal: AbortSignal;
}

/** Builds one image from Debian packages: `disk.qcow2`, `vmlinuz` and `initrd`. */
export interface Builder {
  name: 'tiny' | 'debian-12';
  /** Folders below `guest/` that go into the image. */
  sources: readonly string[];
  /** Changes when the builder makes something else of the same sources. */
  revision: unknown;
  /** Kernel parameters. */
  cmdline: string;
  /** What a build takes of the disk at most, with what it makes, MiB. */
  roomMiB: number;
  build(context: BuildContext): Promise<void>;
}

/** Sixteen hex digits that change with everything that the image is made of, except the versions of the packages. */
export async function fingerprint(builder: Builder): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([builder.name, builder.revision]));
  for (const source of builder.sources) {
    const names = await readdir(join(GUEST_FILES, source), { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort())
      hash
        .update(file.slice(GUEST_FILES.length))
        .update('\0')
        .update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
