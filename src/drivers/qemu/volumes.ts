import { chmod, chown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { run } from '../../common/command.ts';
import { moveForGood, replaceFile } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';
import { isUuid } from '../../common/uuid.ts';
import type { VolumeSpec } from '../driver.ts';
import { runConfined } from './confine.ts';
import type { HostNames } from './host.ts';
import { asOpened } from './images/source-disk.ts';
import { inspectVolume } from './images/inspect.ts';

/** What volumes need to know about images. */
export interface ImageDisks {
  /** The disk of an image that is ready, absolute path; throws a `Problem` when it is not. */
  disk(image: string): DiskFile | Promise<DiskFile>;
}

export interface DiskFile {
  file: string;
  format: 'qcow2' | 'raw';
  virtualSizeMiB: number;
}

/** A volume as QEMU must be told to open it: nothing of this is read from the volume itself. */
export interface OpenVolume {
  /** Absolute path of a qcow2 file. */
  file: string;
  backing: { file: string; format: 'qcow2' | 'raw' } | null;
}

/** More than the tables grow by of a volume of any size. */
const TABLES_BYTES = 64 * 2 ** 20;

/** The volumes of this host: qcow2 files, each with a record beside it of the image that it is copied on write from. */
export class Volumes {
  readonly #names: HostNames;
  readonly #images: ImageDisks;
  /** How many read a volume that no guest has. */
  readonly #readers = new Map<string, number>();

  constructor(names: HostNames, images: ImageDisks) {
    this.#names = names;
    this.#images = images;
  }

  /** Makes a volume, or leaves an existing one as it is. Throws a transient `disk-full`, and `volume-too-small`. */
  async create(volume: VolumeSpec): Promise<void> {
    if (await this.exists(volume.id)) return;
    const backing = volume.image === null ? null : await this.#images.disk(volume.image);
    if (backing !== null && backing.virtualSizeMiB > volume.sizeMiB) {
      const remedy = `Ask for a volume of at least ${backing.virtualSizeMiB} MiB.`;
      const why = `A volume of ${volume.sizeMiB} MiB cannot hold an image of ${backing.virtualSizeMiB} MiB`;
      throw new Problem('volume-too-small', why, remedy);
    }
    // -u: what is below is not opened, for a stranger's bytes are in it
    const base = backing === null ? [] : ['-u', '-b', backing.file, '-F', backing.format];
    await this.publish(volume, async (partial) => {
      await run('qemu-img', ['create', '-q', '-f', 'qcow2', ...base, partial, `${volume.sizeMiB}M`]);
    });
  }

  /** Makes the file of a volume, all or nothing, of what `make` writes to where it is told. Throws a transient `disk-full`. */
  async publish({ id, image }: VolumeSpec, make: (partial: string) => Promise<void>): Promise<void> {
    const file = this.#names.volume(id);
    await mkdir(dirname(file), { recursive: true, mode: 0o711 });
    const partial = `${file}.partial`;
    try {
      await make(partial);
      await chmod(partial, 0o600);
      await chown(partial, 0, 0);
      await writeRecord(file, { image });
      await moveForGood(partial, file);
    } catch (error) {
      await rm(partial, { force: true });
      throw isFull(error) ? noRoom(dirname(file), error) : error;
    }
  }

  /** Removes a volume; one that is not there is fine. */
  async delete(volume: string): Promise<void> {
    for (const file of await this.files(volume)) await rm(file, { force: true });
  }

  /** All files of a volume, also of one whose creation was interrupted. */
  async files(volume: string): Promise<string[]> {
    const directory = dirname(this.#names.volume(volume));
    const entries = await readdir(directory).catch(() => []);
    return entries.filter((name) => name.startsWith(`${volume}.`)).map((name) => join(directory, name));
  }

  /** Makes a volume that nothing runs with at least `sizeMiB` large; what is added reads zeros. */
  async grow(volume: string, sizeMiB: number): Promise<void> {
    if ((await this.size(volume)) < sizeMiB) await this.#resize(volume, sizeMiB);
  }

  /** MiB as a guest sees it, which may run with it. Throws `volume-damaged` for a header that leads elsewhere. */
  async size(volume: string): Promise<number> {
    const file = this.#names.volume(volume);
    await readRecord(volume, file);
    const bytes = await inspectVolume(file, Number.MAX_SAFE_INTEGER).catch((cause: Problem) => {
      if (cause.code !== 'image-refused') throw cause;
      const message = `The volume ${volume} is not as QEMU leaves it: ${cause.message}`;
      throw new Problem('volume-damaged', message, undefined, { cause });
    });
    return Math.ceil(bytes / 2 ** 20);
  }

  /** Takes back a growth of a volume that nothing runs with: its end is lost. */
  async shrink(volume: string, sizeMiB: number): Promise<void> {
    await this.size(volume);
    await this.#resize(volume, sizeMiB, '--shrink');
  }

  async #resize(volume: string, sizeMiB: number, ...options: string[]): Promise<void> {
    await this.change(volume, (disk) => ['qemu-img', 'resize', '-q', ...options, disk, `${sizeMiB}M`]);
  }

  /**
   * Has a program look at or change the file of a volume that nothing runs with, which a guest's QEMU wrote: it was looked at before, and
   * nothing of it is believed. What lies below it is not needed, for no volume is smaller than its image. Returns what the program says.
   */
  async change(volume: string, program: (disk: string) => string[]): Promise<string> {
    const file = this.#names.volume(volume);
    const { uid: owner, size } = await stat(file);
    const disk = asOpened({ file, format: 'qcow2', backing: null });
    const reader = this.#names.readerUid;
    await chown(file, reader, reader);
    try {
      const limits = { uid: reader, fileBytes: size + TABLES_BYTES };
      return (await runConfined(program(disk), limits)).stdout;
    } catch (error) {
      throw isLocked(error) ? busy(volume, error) : error;
    } finally {
      await chown(file, owner, owner);
    }
  }

  /**
   * Reads a volume, while a guest runs with it, too: `work` gets the user that may open the file. That is the guest's, which owns
   * nothing else either, or of a volume that no guest has the one of all that is read.
   */
  async read<T>(volume: string, work: (disk: OpenVolume, uid: number) => Promise<T>): Promise<T> {
    const file = this.#names.volume(volume);
    const disk = { file, backing: await this.imageOf(volume) };
    const { uid: owner } = await stat(file);
    const reader = this.#names.readerUid;
    if (owner !== 0 && owner !== reader) return work(disk, owner);
    await chown(file, reader, reader);
    this.#readers.set(volume, (this.#readers.get(volume) ?? 0) + 1);
    try {
      return await work(disk, reader);
    } finally {
      const others = (this.#readers.get(volume) ?? 1) - 1;
      this.#readers.set(volume, others);
      // a guest may have got it meanwhile
      if (others === 0 && (await stat(file)).uid === reader) await chown(file, 0, 0);
    }
  }

  /** What a volume is copied on write from; null: it stands on nothing. */
  async imageOf(volume: string): Promise<DiskFile | null> {
    const { image } = await readRecord(volume, this.#names.volume(volume));
    return image === null ? null : this.#images.disk(image);
  }

  /** Gives a volume another id. One that has it already is left as it is, and throws `volume-missing` for none. */
  async move(volume: string, to: string): Promise<void> {
    if (await this.exists(to)) return;
    const [from, target] = [this.#names.volume(volume), this.#names.volume(to)];
    // the record first: a volume is there as soon as its file is
    await writeRecord(target, await readRecord(volume, from));
    await moveForGood(from, target);
    await rm(record(from), { force: true });
  }

  async exists(volume: string): Promise<boolean> {
    return (await stat(this.#names.volume(volume)).catch(() => null)) !== null;
  }

  /** The ids of all volumes, also of those whose creation or removal was interrupted. */
  async list(): Promise<string[]> {
    const entries = await readdir(dirname(this.#names.volume('x'))).catch(() => []);
    return [...new Set(entries.map((entry) => entry.split('.')[0] ?? '').filter(isUuid))];
  }

  /** What a volume was made as, and how large it is now. */
  async told(volume: string): Promise<VolumeSpec> {
    const { image } = await readRecord(volume, this.#names.volume(volume));
    return { id: volume, sizeMiB: await this.size(volume), image };
  }

  /** Hands a volume to the guest with this host uid: it alone may write the file from now on. */
  async open(volume: string, uid: number): Promise<OpenVolume> {
    const file = this.#names.volume(volume);
    const backing = await this.imageOf(volume);
    await chown(file, uid, uid);
    return { file, backing };
  }

  /** Takes a volume back from the guest that had it: nobody but us may open it any more. One that is gone is fine. */
  async close(volume: string): Promise<void> {
    if (await this.exists(volume)) await chown(this.#names.volume(volume), 0, 0);
  }
}

function isFull(error: unknown): boolean {
  return (
    (error as NodeJS.ErrnoException).code === 'ENOSPC' || /No space left|File too large/.test((error as Error).message)
  );
}

/** QEMU has a file for itself while it changes it. */
export function isLocked(error: unknown): boolean {
  return /Failed to get "\w+" lock/.test((error as Error).message);
}

export function busy(volume: string, cause?: unknown): Problem {
  const message = `Something has the file of the volume ${volume} open`;
  return new Problem('volume-busy', message, undefined, { transient: true, cause });
}

function noRoom(directory: string, cause: unknown): Problem {
  const remedy = `Free space on the disk that holds ${directory}; it is tried again.`;
  return new Problem('disk-full', 'The host has no room for the volume', remedy, { transient: true, cause });
}

interface VolumeRecord {
  image: string | null;
}

function record(file: string): string {
  return file.replace(/qcow2$/, 'json');
}

function writeRecord(file: string, content: VolumeRecord): Promise<void> {
  return replaceFile(record(file), JSON.stringify(content), 0o600);
}

async function readRecord(volume: string, file: string): Promise<VolumeRecord> {
  try {
    await stat(file);
    return JSON.parse(await readFile(record(file), 'utf8')) as VolumeRecord;
  } catch (cause) {
    const remedy = 'Create the volume first, or restore it from a backup.';
    throw new Problem('volume-missing', `The volume ${volume} is not on this host (${basename(file)})`, remedy, {
      cause,
    });
  }
}
