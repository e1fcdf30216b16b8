import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { PaceLimits } from '../common/pace.ts';
import { asProblem, Problem } from '../common/problem.ts';
import { uploadsDir } from '../common/uploads.ts';
import { type Database, throughOutage } from '../db/index.ts';
import type { ClaimRoom, Driver, ImageFacts, ImageSpec, Progress } from '../drivers/driver.ts';
import { claimRoom, takenMiB } from './claim.ts';
import { receive, type Upload, uploadPace } from './upload.ts';

/** An image that took minutes to bring is not given up because the database is away for a moment. */
const patienceMs = 60_000;

/** How far the making of an image is. */
export interface ImageProgress {
  /** 0 to 1. */
  fraction: number;
  message: string;
  /** Estimated from what it took so far; null: too early to say. */
  remainingMs: number | null;
}

interface Work {
  began: number;
  fraction: number;
  message: string;
  /** How many wait for it. */
  waiting: number;
  /** Ends the work that nobody else waits for. */
  readonly abort: AbortController;
  /** Whether its row may claim something else than what is there. */
  claims: boolean;
  /** The last one has left, and sees to what is claimed: nobody joins any more. */
  leaving: Promise<void> | null;
}

interface Row {
  source: ImageSpec['source'] | { kind: 'url'; url: string };
  sha256: string | null;
  checksum_url: string | null;
  state: 'pending' | 'importing' | 'ready' | 'erred';
  catalogue: string | null;
  error_message: string;
  size_bytes: string | null;
  disk_mib: number | null;
  min_disk_mib: number;
}

/** Makes images ready on the backend: downloads, uploads and builds, wherever they are asked for from. */
export class ImageImports {
  readonly #db: Database;
  readonly #driver: Driver;
  /** Files that are being uploaded. */
  readonly #uploads: string;
  readonly #pace: PaceLimits;
  readonly #log: Logger;
  readonly #work = new Map<string, Work>();

  constructor(db: Database, driver: Driver, home: string, log: Logger, pace = uploadPace) {
    this.#db = db;
    this.#driver = driver;
    this.#uploads = uploadsDir(home);
    this.#pace = pace;
    this.#log = log;
  }

  /** For a start, before anybody works: what an end of the process has cut off holds no room; uploads have to be made anew. */
  async forgetInterrupted(): Promise<void> {
    await rm(this.#uploads, { recursive: true, force: true });
    await sql`
      UPDATE image SET claim_mib = ${takenMiB},
        state = CASE WHEN source ->> 'kind' = 'upload' AND state = 'importing' THEN 'pending' ELSE state END
      WHERE state <> 'ready' OR claim_mib <> ${takenMiB}
    `.execute(this.#db);
  }

  /** Brings an image in the background; its row says how it ends. */
  begin(image: string): void {
    void this.bring(image).catch((error) => this.#log.warn({ err: error, image }, 'an image could not be imported'));
  }

  /** Brings an image, or joins those who wait for it. One that is ready is looked up, or brought again as it was. */
  async bring(image: string, watch: Progress = () => {}, signal?: AbortSignal): Promise<void> {
    const claim = this.#claims(image);
    await this.#join(image, 'waiting for the backend', () =>
      this.#bring(image, watch, signal, (spec, progress, stop) =>
        this.#driver.ensureImage(spec, progress, claim, stop),
      ),
    );
  }

  /** Writes the bytes to the disk first, then has the driver check and take them. */
  async upload(image: string, sent: Upload): Promise<void> {
    if (this.#work.has(image)) {
      const remedy = 'Wait until it has ended; GET the image to see how far it is.';
      throw new Problem('upload-running', 'Another upload of this image is under way.', remedy);
    }
    const file = join(this.#uploads, image);
    const claim = this.#claims(image);
    await this.#join(image, 'uploading', async ({ abort }) => {
      try {
        await mkdir(this.#uploads, { recursive: true, mode: 0o700 });
        await receive(sent, file, claim, this.#pace, abort.signal);
        const take = (spec: ImageSpec, progress: Progress) => this.#driver.importImage(spec, file, progress, claim);
        await this.#bring(image, () => {}, undefined, take);
      } finally {
        await rm(file, { force: true });
      }
    });
  }

  progress(image: string): ImageProgress | null {
    const work = this.#work.get(image);
    if (work === undefined) return null;
    const { fraction, message, began } = work;
    const early = fraction < 0.02;
    return {
      fraction,
      message,
      remainingMs: early ? null : Math.round(((performance.now() - began) * (1 - fraction)) / fraction),
    };
  }

  /** Takes an image whose row is removed from the backend, and ends what is being done for it. */
  async remove(image: string): Promise<void> {
    this.#work.get(image)?.abort.abort(new Problem('image-removed', 'The image was deleted.'));
    await this.#driver.removeImage(image);
    await this.#db.updateTable('image').set({ size_bytes: null, claim_mib: 0 }).where('uuid', '=', image).execute();
  }

  /** For those who have joined. */
  async #bring(
    image: string,
    watch: Progress,
    signal: AbortSignal | undefined,
    work: (spec: ImageSpec, progress: Progress, signal: AbortSignal) => Promise<ImageFacts>,
  ): Promise<void> {
    const row = await this.#row(image);
    if (row.state !== 'ready') await this.#recordState(image, { state: 'importing', error_message: '' });
    const stop = this.#work.get(image)?.abort.signal as AbortSignal;
    const progress: Progress = (fraction, message) => {
      Object.assign(this.#work.get(image) ?? {}, { fraction, message });
      watch(fraction, message);
    };
    try {
      const facts = await work(
        specOf(image, row),
        progress,
        signal === undefined ? stop : AbortSignal.any([stop, signal]),
      );
      if (!isSaid(row, facts)) await this.#ready(image, facts);
    } catch (error) {
      const alone = this.#work.get(image)?.waiting === 1;
      if (alone) await this.#failed(image, row, signal?.aborted === true ? null : asProblem(error));
      throw error;
    }
  }

  /** An image of a volume is ready when the run that makes it says so. */
  async #ready(image: string, { bytes, sha256, virtualSizeMiB }: ImageFacts): Promise<void> {
    const change = sql`
      UPDATE image i SET state = n.state, error_message = '', size_bytes = n.size_bytes, disk_mib = n.disk_mib,
        min_disk_mib = n.min_disk_mib, sha256 = n.sha256
      FROM (
        SELECT uuid, ${String(bytes)}::bigint AS size_bytes, ${virtualSizeMiB}::int AS disk_mib,
          CASE WHEN source ->> 'kind' = 'volume' THEN state ELSE 'ready' END AS state,
          greatest(min_disk_mib, ${virtualSizeMiB}) AS min_disk_mib,
          CASE WHEN source ->> 'kind' <> 'builtin' THEN ${sha256}::text END AS sha256
        FROM image WHERE uuid = ${image}) n
      WHERE i.uuid = n.uuid
    `;
    this.#claimed(image);
    await throughOutage(() => change.execute(this.#db), patienceMs);
  }

  /** What the catalogue offers stays on offer: the next order tries again. */
  async #failed(image: string, row: Row, problem: Problem | null): Promise<void> {
    if (row.state === 'ready') return;
    const retried = problem === null || row.catalogue !== null || row.source.kind === 'builtin';
    const error_message = problem === null ? '' : `${problem.message} ${problem.remedy}`;
    await this.#recordState(image, { state: retried ? 'pending' : 'erred', error_message });
  }

  async #recordState(image: string, change: { state: Row['state']; error_message: string }): Promise<void> {
    const update = this.#db.updateTable('image').set(change).where('uuid', '=', image).where('state', '<>', 'ready');
    await throughOutage(() => update.execute(), patienceMs);
  }

  #row(image: string): Promise<Row> {
    const columns = ['source', 'sha256', 'checksum_url', 'state', 'catalogue', 'error_message'] as const;
    const sizes = ['size_bytes', 'disk_mib', 'min_disk_mib'] as const;
    return this.#db
      .selectFrom('image')
      .select([...columns, ...sizes])
      .where('uuid', '=', image)
      .executeTakeFirstOrThrow();
  }

  #claims(image: string): ClaimRoom {
    return (mib) => {
      this.#claimed(image);
      return throughOutage(() => claimRoom(this.#db, image, mib), patienceMs);
    };
  }

  #claimed(image: string): void {
    Object.assign(this.#work.get(image) ?? {}, { claims: true });
  }

  /** Shows that somebody works on an image, or waits for it, while `work` runs. The last one leaves claimed what is there. */
  async #join(image: string, message: string, work: (joined: Work) => Promise<void>): Promise<void> {
    for (let found; (found = this.#work.get(image)?.leaving); ) await found;
    const fresh = { began: performance.now(), fraction: 0, message, waiting: 0, claims: false };
    const joined: Work = this.#work.get(image) ?? { ...fresh, abort: new AbortController(), leaving: null };
    this.#work.set(image, joined);
    joined.waiting++;
    try {
      await work(joined);
    } finally {
      joined.waiting--;
      if (joined.waiting === 0) await (joined.leaving = this.#leave(image));
    }
  }

  async #leave(image: string): Promise<void> {
    if (this.#work.get(image)?.claims !== true) return void this.#work.delete(image);
    const update = sql`
      UPDATE image SET claim_mib = ${takenMiB} WHERE uuid = ${image} AND claim_mib IS DISTINCT FROM ${takenMiB}`;
    await throughOutage(() => update.execute(this.#db), patienceMs)
      .catch((error) => this.#log.warn({ err: error, image }, 'what an image has claimed could not be given back'))
      .finally(() => this.#work.delete(image));
  }
}

/**
 * Whether a row says already what has come of an image. Then it is left alone: orders hold it, one after the other, and who changed it would
 * wait for a moment without any.
 */
function isSaid(row: Row, { bytes, sha256, virtualSizeMiB }: ImageFacts): boolean {
  return (
    row.state === 'ready' &&
    row.error_message === '' &&
    row.size_bytes === String(bytes) &&
    row.disk_mib === virtualSizeMiB &&
    row.min_disk_mib >= virtualSizeMiB &&
    row.sha256 === (row.source.kind === 'builtin' ? null : sha256)
  );
}

/** What the backend is told. What was ready once is what disks stand on: only the same bytes may take its place. */
function specOf(id: string, { source, sha256, checksum_url, state }: Row): ImageSpec {
  if (source.kind === 'volume' && state === 'ready') return { id, source: { kind: 'upload' }, sha256 };
  if (source.kind !== 'url' || checksum_url === null || sha256 !== null) return { id, source, sha256 };
  return { id, source: { ...source, checksumUrl: checksum_url }, sha256 };
}
