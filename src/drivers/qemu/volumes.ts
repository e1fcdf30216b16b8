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
    const file = this.#names.volume(volume.id);
    await mkdir(dirname(file), { recursive: true, mode: 0o711 });
    const partial = `${file}.partial`;
    // -u: what is below is not opened, for a stranger's bytes are in it
    const base = backing === null ? [] : ['-u', '-b', backing.file, '-F', backing.format];
    try {
      await run('qemu-img', ['create', '-q', '-f', 'qcow2', ...base, partial, `${volume.sizeMiB}M`]);
      await chmod(partial, 0o600);
      await writeRecord(file, { image: volume.image });
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

  /**
   * Of a file that a guest's QEMU wrote: looked at before, and nothing of it is believed. What lies below it is not needed,
   * for no volume is smaller than its image.
   */
  async #resize(volume: string, sizeMiB: number, ...options: string[]): Promise<void> {
    const file = this.#names.volume(volume);
    const { uid: owner, size } = await stat(file);
    const disk = asOpened({ file, format: 'qcow2', backing: null });
    const reader = this.#names.readerUid;
    await chown(file, reader, reader);
    try {
      const limits = { uid: reader, fileBytes: size + TABLES_BYTES };
      await runConfined(['qemu-img', 'resize', '-q', ...options, disk, `${sizeMiB}M`], limits);
    } finally {
      await chown(file, owner, owner);
    }
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
    const { image } = await readRecord(volume, file);
    await chown(file, uid, uid);
    return { file, backing: image === null ? null : await this.#images.disk(image) };
  }

  /** Takes a volume back from the guest that had it: nobody but us may open it any more. One that is gone is fine. */
  async close(volume: string): Promise<void> {
    if (await this.exists(volume)) await chown(this.#names.volume(volume), 0, 0);
  }
}

function isFull(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOSPC' || /No space left/.test((error as Error).message);
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
