import { existsSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { Problem } from '../../../common/problem.ts';
import type { ClaimRoom, ImageFacts, ImageSpec, Progress } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import type { OpenVolume } from '../volumes.ts';
import { type Builder, fingerprint } from './builder.ts';
import { checkSum, publishedChecksum } from './checksum.ts';
import { convertDisk } from './convert.ts';
import { debian12 } from './debian.ts';
import { download } from './download.ts';
import { qcow2Facts, sha256 } from './facts.ts';
import { SingleFlight } from './flight.ts';
import { inspectDisk, inspectVolume } from './inspect.ts';
import { lend, lentDirectory } from './lend.ts';
import { imageLimits, type ImageLimits } from './limits.ts';
import { tiny } from './tiny.ts';
import { linkFile, linkFiles, prepareDirectories, publish, withScratch } from './workspace.ts';

const BUILDERS: Record<string, Builder> = { tiny, 'debian-12': debian12 };

/**
 * Kernel parameters of the built-in images that spare seconds under TCG; under KVM they would only cost safety. The last
 * three, a tenth of a boot of the tiny one or more: memory is not zeroed when it is given out, ciphers are not tested, and root
 * ports have no services of their own (QEMU plugs by ACPI).
 */
export const TCG_CMDLINE =
  'mitigations=off nokaslr tsc=reliable no_timer_check init_on_alloc=0 cryptomgr.notests pcie_ports=compat';

/** What an image has beside its disk when it boots by a kernel of ours. */
const BOOT_FILES = ['vmlinuz', 'initrd', 'cmdline'];

/**
 * The images on this host, one directory each: `disk.qcow2`, `facts.json`, and `vmlinuz`, `initrd`, `cmdline` for
 * images that boot by our own kernel. A directory is there whole or not at all, and never changes.
 */
export class ImageStore {
  /** Where work in progress is. */
  readonly cacheDir: string;
  readonly #names: HostNames;
  readonly #log: Logger | null;
  readonly #images = new SingleFlight<ImageFacts>();
  readonly #builds = new SingleFlight<string>();
  readonly #limits: ImageLimits;
  #started: Promise<void> | undefined;

  constructor(names: HostNames, log: Logger | null = null, limits: Partial<ImageLimits> = {}) {
    this.#names = names;
    this.cacheDir = names.cacheDir;
    this.#log = log;
    this.#limits = { ...imageLimits, ...limits };
  }

  /** Shuts the images off from everybody but root, and removes what killed processes have left. */
  start(): Promise<void> {
    this.#started ??= prepareDirectories(dirname(this.#names.imageDir('id')), this.cacheDir);
    return this.#started;
  }

  /**
   * Makes an image ready and returns what it is; one that is ready is only looked up. Concurrent calls for one image
   * share the work, which stops when every caller's `signal` has aborted.
   */
  async ensure(image: ImageSpec, progress: Progress, claim: ClaimRoom, signal?: AbortSignal): Promise<ImageFacts> {
    const known = await this.#facts(image.id);
    if (known && image.sha256 !== null) checkSum(image.sha256, known.sha256);
    return this.#once(image.id, progress, signal, async (report, abort) => {
      const { source } = image;
      if (source.kind === 'builtin') return this.#fromBuild(image.id, source.name, report, claim, abort);
      if (source.kind === 'url') return this.#fromUrl(image, source, report, claim, abort);
      throw new Problem('image-missing', 'The content of this image was not given yet.', 'Upload a disk file for it.');
    });
  }

  /** Takes a disk file of the state directory as the image's content: it is gone then. A ready image is left alone. */
  async importFile(image: ImageSpec, file: string, progress: Progress, claim: ClaimRoom): Promise<ImageFacts> {
    const move = async (copy: string): Promise<void> => {
      const plain = (await lstat(file)).isFile();
      if (!plain) throw new Problem('image-refused', 'The image is not a plain file.', 'Give the disk file itself.');
      await rename(file, copy);
    };
    return this.importWritten(image, move, progress, claim);
  }

  /** Takes what `write` puts into a file as the image's content, as if it had been uploaded. A ready image is left alone. */
  async importWritten(
    image: ImageSpec,
    write: (file: string) => Promise<void>,
    progress: Progress,
    claim: ClaimRoom,
    signal?: AbortSignal,
  ): Promise<ImageFacts> {
    return this.#once(image.id, progress, signal, (report, abort) =>
      this.#take(image, report, claim, abort, async (copy) => {
        await write(copy);
        report(0.1, 'Computing the checksum');
        return sha256(copy);
      }),
    );
  }

  /** Makes the disk of a stopped guest an image of its own; an image that is ready is left alone. */
  async capture(
    image: string,
    open: (uid: number) => Promise<OpenVolume>,
    progress: Progress,
    claim: ClaimRoom,
    signal?: AbortSignal,
  ): Promise<ImageFacts> {
    return this.#once(image, progress, signal, async (report, abort) => {
      return this.#fromVolume(image, await open(this.#names.readerUid), report, claim, abort);
    });
  }

  /** Removes an image; guests that run from it keep the file open. An unknown one is fine. */
  async remove(id: string): Promise<void> {
    await this.start();
    await withScratch(this.cacheDir, id, async (scratch) => {
      // Moved away first, so that a crash leaves no half image.
      await rename(this.#names.imageDir(id), join(scratch, 'image')).catch(ignoreMissing);
    });
  }

  /** Ids of the images that are ready. */
  async list(): Promise<string[]> {
    return (await readdir(dirname(this.#names.imageDir('id'))).catch(ignoreMissing)) ?? [];
  }

  /** What an image that is ready is. Throws `image-missing`. */
  facts(id: string): Promise<ImageFacts> {
    return this.#require(id);
  }

  /** Paths and parameters for a boot by our own kernel, or null when the image boots from its own disk. */
  async boot(id: string): Promise<{ kernel: string; initrd: string; cmdline: string } | null> {
    await this.#require(id);
    const directory = this.#names.imageDir(id);
    if (!existsSync(join(directory, 'vmlinuz'))) return null;
    const cmdline = (await readFile(join(directory, 'cmdline'), 'utf8')).trim();
    return { kernel: join(directory, 'vmlinuz'), initrd: join(directory, 'initrd'), cmdline };
  }

  /** The disk that volumes are made from. It is read-only: volumes are overlays of it. */
  async disk(id: string): Promise<{ file: string; format: 'qcow2' | 'raw'; virtualSizeMiB: number }> {
    const { format, virtualSizeMiB } = await this.#require(id);
    return { file: join(this.#names.imageDir(id), `disk.${format}`), format, virtualSizeMiB };
  }

  /** Makes an image unless it is ready; all who want it at once share that. */
  async #once(
    id: string,
    progress: Progress,
    signal: AbortSignal | undefined,
    make: (report: Progress, abort: AbortSignal) => Promise<ImageFacts>,
  ): Promise<ImageFacts> {
    const known = await this.#facts(id);
    if (known) return known;
    return this.#images.join(id, progress, signal, async (report, abort) => {
      await this.start();
      return make(report, abort);
    });
  }

  async #fromBuild(
    id: string,
    name: string,
    progress: Progress,
    claim: ClaimRoom,
    signal: AbortSignal,
  ): Promise<ImageFacts> {
    const builder = BUILDERS[name];
    if (!builder) throw new Problem('image-unknown', `There is no built-in image ${name}.`);
    const key = `${name}-${await fingerprint(builder)}`;
    const built = join(this.cacheDir, 'builtin', key);
    if (!existsSync(built)) {
      await claim(builder.roomMiB);
      await this.#builds.join(key, progress, signal, (...args) => this.#build(builder, built, ...args));
    }
    return withScratch(this.cacheDir, id, async (scratch) => {
      await mkdir(join(scratch, 'image'));
      await linkFiles(built, join(scratch, 'image'));
      await publish(join(scratch, 'image'), this.#names.imageDir(id));
      return this.#require(id);
    });
  }

  async #build(builder: Builder, target: string, progress: Progress, signal: AbortSignal): Promise<string> {
    const started = Date.now();
    await withScratch(this.cacheDir, builder.name, async (scratch) => {
      const output = join(scratch, 'output');
      await mkdir(output);
      await builder.build({ scratch, output, progress, signal });
      await writeFile(join(output, 'cmdline'), `${builder.cmdline}\n`);
      const disk = join(output, 'disk.qcow2');
      progress(0.95, 'Checking the result');
      await writeFile(join(output, 'facts.json'), JSON.stringify(await qcow2Facts(disk, await sha256(disk))));
      await publish(output, target);
    });
    this.#log?.info({ builder: builder.name, ms: Date.now() - started }, 'built an image');
    return target;
  }

  async #fromUrl(
    image: ImageSpec,
    { url, checksumUrl }: { url: string; checksumUrl?: string },
    progress: Progress,
    claim: ClaimRoom,
    signal: AbortSignal,
  ): Promise<ImageFacts> {
    const share: Progress = (fraction, message) => progress(fraction * 0.8, message);
    progress(0, 'Contacting the image server');
    return this.#take(image, progress, claim, signal, async (copy) => {
      const published =
        checksumUrl === undefined
          ? null
          : await publishedChecksum(checksumUrl, url, dirname(copy), this.#limits, claim, signal);
      const digests = await download(url, copy, this.#limits, share, claim, signal);
      if (published !== null) checkSum(published.hex, digests[published.algorithm]);
      return digests.sha256;
    });
  }

  /** Makes a stranger's file the image: `fetch` writes it to where it is told, and returns its sha256. */
  async #take(
    image: ImageSpec,
    progress: Progress,
    claim: ClaimRoom,
    signal: AbortSignal,
    fetch: (copy: string) => Promise<string>,
  ): Promise<ImageFacts> {
    return withScratch(this.cacheDir, image.id, async (scratch) => {
      const copy = join(scratch, 'source');
      const sum = await fetch(copy);
      if (image.sha256 !== null) checkSum(image.sha256, sum);
      progress(0.8, 'Inspecting the image');
      const shape = await inspectDisk(copy, this.#limits.maxVirtualBytes);
      const output = join(scratch, 'output');
      await mkdir(output, { mode: 0o711 });
      const disk = join(output, 'disk.qcow2');
      progress(0.85, 'Converting the image');
      await chown(copy, this.#names.readerUid, this.#names.readerUid);
      await chmod(copy, 0o400);
      const how = { uid: this.#names.readerUid, kept: (await stat(copy)).size, claim, signal };
      await convertDisk({ ...shape, file: copy, backing: null }, disk, how);
      const facts = await qcow2Facts(disk, sum);
      await writeFile(join(output, 'facts.json'), JSON.stringify(facts));
      await publish(output, this.#names.imageDir(image.id));
      this.#log?.info({ image: image.id, format: shape.format, mib: facts.virtualSizeMiB }, 'took an image');
      return facts;
    });
  }

  async #fromVolume(
    id: string,
    disk: OpenVolume,
    progress: Progress,
    claim: ClaimRoom,
    signal: AbortSignal,
  ): Promise<ImageFacts> {
    return withScratch(this.cacheDir, id, async (scratch) => {
      const virtualSize = await inspectVolume(disk.file, this.#limits.maxVirtualBytes);
      const output = join(scratch, 'output');
      await mkdir(output, { mode: 0o711 });
      const copy = join(output, 'disk.qcow2');
      progress(0.1, 'Copying the disk');
      const [{ backing: below }, uid] = [disk, this.#names.readerUid];
      const backing = below && { ...below, file: await lend(below.file, join(scratch, lentDirectory), uid) };
      const how = { uid, kept: 0, claim, signal };
      await convertDisk({ file: disk.file, backing, format: 'qcow2', virtualSize }, copy, how);
      progress(0.8, 'Computing the checksum');
      const facts = await qcow2Facts(copy, await sha256(copy));
      await writeFile(join(output, 'facts.json'), JSON.stringify(facts));
      // what boots by a kernel of ours has no boot loader on its disk
      if (disk.backing !== null) {
        for (const name of BOOT_FILES) await linkFile(name, dirname(disk.backing.file), output);
      }
      await publish(output, this.#names.imageDir(id));
      this.#log?.info({ image: id, mib: facts.virtualSizeMiB }, 'made an image of a volume');
      return facts;
    });
  }

  async #facts(id: string): Promise<ImageFacts | undefined> {
    const text = await readFile(join(this.#names.imageDir(id), 'facts.json'), 'utf8').catch(ignoreMissing);
    return text === undefined ? undefined : (JSON.parse(text) as ImageFacts);
  }

  async #require(id: string): Promise<ImageFacts> {
    const facts = await this.#facts(id);
    if (facts) return facts;
    throw new Problem('image-missing', `Image ${id} is not on this host.`, 'Import it or let it be downloaded again.');
  }
}

function ignoreMissing(cause: NodeJS.ErrnoException): undefined {
  if (cause.code !== 'ENOENT') throw cause;
}
