import { chown, open } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../common/command.ts';
import { Problem } from '../../common/problem.ts';
import type { SnapshotPiece, SnapshotReading, SnapshotSpec, VolumeSpec, WrittenPiece } from '../driver.ts';
import type { HostNames } from './host.ts';
import { lend, lentDirectory } from './images/lend.ts';
import { ownStretches, type Stretch } from './images/qcow2-layers.ts';
import { asOpened } from './images/source-disk.ts';
import { withScratch } from './images/workspace.ts';
import { withDisk } from './serve-disk.ts';
import type { DiskFile, Volumes } from './volumes.ts';

const MIB = 2 ** 20;
/** More than the tables take of a disk of any size. */
const TABLES_BYTES = 64 * MIB;

/** What leaves this host of disks, and comes back: QEMU reads and writes them, and says what has changed. */
export class DiskCopies {
  readonly #names: HostNames;
  readonly #volumes: Volumes;

  constructor(names: HostNames, volumes: Volumes) {
    this.#names = names;
    this.#volumes = volumes;
  }

  /** What a snapshot stands on nobody writes: the guest may run on. Throws a transient `snapshot-missing`. */
  async read(
    { id, volume }: SnapshotSpec,
    { sizeMiB, pieceMiB, since }: SnapshotReading,
    take: (piece: SnapshotPiece) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#volumes.size(volume);
    await withScratch(this.#names.cacheDir, id, (scratch) =>
      this.#volumes.read(volume, async ({ file, backing }, uid) => {
        const lent = backing && { ...backing, file: await lend(backing.file, join(scratch, lentDirectory), uid) };
        const disk = asOpened({ file, format: 'qcow2', backing: lent }, true);
        const bytes = sizeMiB * MIB;
        const changed = since === null ? null : await stretches(file, { id, since, bytes });
        // of tables that are not known here all may be something
        const own = changed ?? (await stretches(file, { id, since: null, bytes })) ?? [{ from: 0, to: bytes }];
        const below = await this.#reachOf(volume);
        const serving = withDisk(scratch, { disk, uid, snapshot: id, signal }, async (served) => {
          for (let index = 0, next = 0; index * pieceMiB < sizeMiB; index++) {
            const [from, to] = [index * pieceMiB * MIB, Math.min((index + 1) * pieceMiB, sizeMiB) * MIB];
            // both come in order, and there may be very many
            while ((own[next]?.to ?? Infinity) <= from) next++;
            const isOwn = (own[next]?.from ?? Infinity) < to;
            // what is below the disk never changes
            if (!isOwn && changed === null && from >= below) continue;
            await take({ index, unchanged: !isOwn && changed !== null, read: () => served.read(from, to - from) });
          }
        });
        await serving.catch((cause: Error) => {
          if (!/load snapshot|find snapshot/.test(cause.message)) throw cause;
          const message = `The volume ${volume} has no snapshot ${id}`;
          throw new Problem('snapshot-missing', message, undefined, { transient: true, cause });
        });
      }),
    );
  }

  /** Throws a transient `disk-full` as all that makes a volume. */
  async write(
    volume: VolumeSpec,
    { pieceMiB, each }: { pieceMiB: number; each: AsyncIterable<WrittenPiece> },
    signal?: AbortSignal,
  ): Promise<void> {
    if (await this.#volumes.exists(volume.id)) return;
    const uid = this.#names.readerUid;
    await withScratch(this.#names.cacheDir, volume.id, (scratch) =>
      this.#volumes.publish(volume, async (partial) => {
        await run('qemu-img', ['create', '-q', '-f', 'qcow2', partial, `${volume.sizeMiB}M`]);
        await chown(partial, uid, uid);
        const disk = asOpened({ file: partial, format: 'qcow2', backing: null });
        const fileBytes = volume.sizeMiB * MIB + TABLES_BYTES;
        await withDisk(scratch, { disk, uid, fileBytes, signal }, async (served) => {
          for await (const { index, data } of each) await served.write(index * pieceMiB * MIB, data);
          await served.flush();
        });
      }),
    );
  }

  /** Up to where an image below a volume reaches, bytes. */
  async #reachOf(volume: string): Promise<number> {
    const below: DiskFile | null = await this.#volumes.imageOf(volume);
    return below === null ? 0 : below.virtualSizeMiB * MIB;
  }
}

async function stretches(
  path: string,
  wanted: { id: string; since: string | null; bytes: number },
): Promise<Stretch[] | null> {
  await using file = await open(path);
  return await ownStretches(file, wanted);
}
