import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { asProblem, Problem } from '../common/problem.ts';
import { type Database, throughOutage } from '../db/index.ts';
import type { Driver, ImageFacts, ImageSpec } from '../drivers/driver.ts';

/** An image that took minutes to bring is not given up because the database is away for a moment. */
const patienceMs = 60_000;

interface ProgressNow {
  fraction: number;
  message: string;
}

/** Brings images to the backend outside orders: downloads in the background, uploads as they come in. */
export class ImageImports {
  readonly #db: Database;
  readonly #driver: Driver;
  readonly #home: string;
  readonly #log: Logger;
  readonly #progress = new Map<string, ProgressNow>();

  constructor(db: Database, driver: Driver, home: string, log: Logger) {
    this.#db = db;
    this.#driver = driver;
    this.#home = home;
    this.#log = log;
  }

  /** Goes on with the downloads that an end of the process has interrupted. */
  async start(): Promise<void> {
    const pending = await this.#db
      .selectFrom('image')
      .select(['uuid', 'source'])
      .where('state', '=', 'pending')
      .where('removed', 'is', null)
      .execute();
    for (const { uuid, source } of pending) if (source.kind === 'url') this.begin(uuid);
  }

  begin(image: string): void {
    void this.#import(image, (spec, progress) => this.#driver.ensureImage(spec, progress)).catch((error) =>
      this.#log.warn({ image, err: error }, 'an image could not be imported'),
    );
  }

  /** Writes the bytes to the disk first, then has the driver check and take them. */
  async upload(image: string, bytes: NodeJS.ReadableStream): Promise<void> {
    if (this.#progress.has(image)) {
      const remedy = 'Wait until it has ended; GET the image to see how far it is.';
      throw new Problem('upload-running', 'Another upload of this image is under way.', remedy);
    }
    this.#progress.set(image, { fraction: 0, message: 'uploading' });
    const dir = join(this.#home, 'cache', 'uploads');
    const file = join(dir, image);
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await pipeline(bytes, createWriteStream(file, { mode: 0o600 })).catch((cause) => {
        const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
        const remedy = full ? 'Free disk space in the state directory, then upload again.' : 'Upload again.';
        throw new Problem(full ? 'disk-full' : 'upload-broken', 'The upload did not arrive whole.', remedy, { cause });
      });
      await this.#import(image, (spec, progress) => this.#driver.importImage(spec, file, progress));
    } finally {
      this.#progress.delete(image);
      await rm(file, { force: true });
    }
  }

  progress(image: string): ProgressNow | null {
    return this.#progress.get(image) ?? null;
  }

  async #import(
    uuid: string,
    bring: (spec: ImageSpec, progress: (fraction: number, message: string) => void) => Promise<ImageFacts>,
  ): Promise<void> {
    const row = await this.#db
      .selectFrom('image')
      .select(['source', 'sha256'])
      .where('uuid', '=', uuid)
      .executeTakeFirstOrThrow();
    try {
      const spec = { id: uuid, source: row.source, sha256: row.sha256 };
      const facts = await bring(spec, (fraction, message) => this.#progress.set(uuid, { fraction, message }));
      const change = this.#db
        .updateTable('image')
        .set((eb) => ({
          state: 'ready' as const,
          error_message: '',
          size_bytes: String(facts.bytes),
          min_disk_mib: eb.fn<number>('greatest', ['min_disk_mib', eb.val(facts.virtualSizeMiB)]),
        }))
        .where('uuid', '=', uuid);
      await throughOutage(() => change.execute(), patienceMs);
    } catch (error) {
      const problem = asProblem(error);
      const message = `${problem.message} ${problem.remedy}`;
      const change = this.#db
        .updateTable('image')
        .set({ state: 'erred', error_message: message })
        .where('uuid', '=', uuid);
      await throughOutage(() => change.execute(), patienceMs);
      throw problem;
    } finally {
      this.#progress.delete(uuid);
    }
  }
}
