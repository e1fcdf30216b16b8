import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { PaceLimits } from '../common/pace.ts';
import { asProblem, Problem } from '../common/problem.ts';
import { uploadsDir } from '../common/uploads.ts';
import { type Database, throughOutage } from '../db/index.ts';
import type { ClaimRoom, Driver, ImageFacts, ImageSpec, Progress } from '../drivers/driver.ts';
import { claimRoom, type Copy, takenMiB } from './claim.ts';
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

/** The backends of the clouds that there are. */
export interface Backends {
  /** Throws `cloud-unknown`. */
  of(cloud: string): Driver;
}

interface Row {
  source: ImageSpec['source'] | { kind: 'url'; url: string };
  sha256: string | null;
  checksum_url: string | null;
  state: 'pending' | 'importing' | 'ready' | 'erred';
  catalogue: string | null;
  error_message: string;
  /** Of the copy; null: it is not whole. */
  size_bytes: string | null;
  /** Whether something of the copy may be there. */
  begun: boolean;
  disk_mib: number | null;
  min_disk_mib: number;
}

/** Makes images ready on the clouds that want them: downloads, uploads and builds, wherever they are asked for from. */
export class ImageImports {
  readonly #db: Database;
  readonly #backends: Backends;
  /** Files that are being uploaded. */
  readonly #uploads: string;
  readonly #pace: PaceLimits;
  readonly #log: Logger;
  /** By image and cloud. */
  readonly #work = new Map<string, Work>();

  constructor(db: Database, backends: Backends, home: string, log: Logger, pace = uploadPace) {
    this.#db = db;
    this.#backends = backends;
    this.#uploads = uploadsDir(home);
    this.#pace = pace;
    this.#log = log;
  }

  /** For a start, before anybody works: what an end of the process has cut off holds no room; uploads have to be made anew. */
  async forgetInterrupted(): Promise<void> {
    await rm(this.#uploads, { recursive: true, force: true });
    await sql`
      UPDATE image SET state = 'pending' WHERE source ->> 'kind' = 'upload' AND state = 'importing'
    `.execute(this.#db);
    await sql`UPDATE image_copy SET claim_mib = ${takenMiB} WHERE claim_mib <> ${takenMiB}`.execute(this.#db);
  }

  /** Brings an image in the background; its row says how it ends. */
  begin(copy: Copy): void {
    void this.bring(copy).catch((error) => this.#log.warn({ err: error, ...copy }, 'an image could not be imported'));
  }

  /** Brings an image to a cloud, or joins those who wait for it. One that is there is looked up, or brought again as it was. */
  async bring(copy: Copy, watch: Progress = () => {}, signal?: AbortSignal): Promise<void> {
    const [claim, driver] = [this.#claims(copy), this.#backends.of(copy.cloud)];
    await this.#join(copy, 'waiting for the backend', () =>
      this.#bring(copy, watch, signal, (spec, progress, stop) => driver.ensureImage(spec, progress, claim, stop)),
    );
  }

  /** Writes the bytes to the disk first, then has the driver check and take them. */
  async upload(copy: Copy, sent: Upload): Promise<void> {
    if (this.#work.has(keyOf(copy))) {
      const remedy = 'Wait until it has ended; GET the image to see how far it is.';
      throw new Problem('upload-running', 'Another upload of this image is under way.', remedy);
    }
    const file = join(this.#uploads, copy.image);
    const [claim, driver] = [this.#claims(copy), this.#backends.of(copy.cloud)];
    await this.#join(copy, 'uploading', async ({ abort }) => {
      try {
        await mkdir(this.#uploads, { recursive: true, mode: 0o700 });
        await this.#begun(copy);
        await receive(sent, file, claim, this.#pace, abort.signal);
        const take = (spec: ImageSpec, progress: Progress) => driver.importImage(spec, file, progress, claim);
        await this.#bring(copy, () => {}, undefined, take);
      } finally {
        await rm(file, { force: true });
      }
    });
  }

  /** Of the copy that was begun first. */
  progress(image: string): ImageProgress | null {
    const [, work] = [...this.#work].find(([key]) => key.startsWith(image)) ?? [];
    if (work === undefined) return null;
    const { fraction, message, began } = work;
    const early = fraction < 0.02;
    return {
      fraction,
      message,
      remainingMs: early ? null : Math.round(((performance.now() - began) * (1 - fraction)) / fraction),
    };
  }

  /** Takes an image whose row is removed from a cloud, and ends what is being done for it there. */
  async remove(copy: Copy): Promise<void> {
    this.#work.get(keyOf(copy))?.abort.abort(new Problem('image-removed', 'The image was deleted.'));
    await this.#backends.of(copy.cloud).removeImage(copy.image);
    await this.#db.deleteFrom('image_copy').where(isCopy(copy)).execute();
  }

  /** For those who have joined. */
  async #bring(
    copy: Copy,
    watch: Progress,
    signal: AbortSignal | undefined,
    work: (spec: ImageSpec, progress: Progress, signal: AbortSignal) => Promise<ImageFacts>,
  ): Promise<void> {
    const { image } = copy;
    const row = await this.#row(copy);
    if (!row.begun) await this.#begun(copy);
    if (row.state !== 'ready') await this.#recordState(image, { state: 'importing', error_message: '' });
    const stop = this.#work.get(keyOf(copy))?.abort.signal as AbortSignal;
    const progress: Progress = (fraction, message) => {
      Object.assign(this.#work.get(keyOf(copy)) ?? {}, { fraction, message });
      watch(fraction, message);
    };
    try {
      const facts = await work(
        specOf(image, row),
        progress,
        signal === undefined ? stop : AbortSignal.any([stop, signal]),
      );
      if (!isSaid(row, facts)) await this.#ready(copy, facts);
    } catch (error) {
      const alone = this.#work.get(keyOf(copy))?.waiting === 1;
      if (alone) await this.#failed(image, row, signal?.aborted === true ? null : asProblem(error));
      throw error;
    }
  }

  /** An image of a volume is ready when the run that makes it says so. */
  async #ready(copy: Copy, { bytes, sha256, virtualSizeMiB }: ImageFacts): Promise<void> {
    const { image, cloud } = copy;
    const change = sql`
      WITH there AS (
        UPDATE image_copy SET size_bytes = ${String(bytes)}::bigint WHERE image = ${image} AND cloud = ${cloud})
      UPDATE image i SET state = n.state, error_message = '', size_bytes = n.size_bytes, disk_mib = n.disk_mib,
        min_disk_mib = n.min_disk_mib, sha256 = n.sha256
      FROM (
        SELECT uuid, ${String(bytes)}::bigint AS size_bytes, greatest(disk_mib, ${virtualSizeMiB}) AS disk_mib,
          CASE WHEN source ->> 'kind' = 'volume' THEN state ELSE 'ready' END AS state,
          greatest(min_disk_mib, ${virtualSizeMiB}) AS min_disk_mib,
          CASE WHEN source ->> 'kind' <> 'builtin' THEN ${sha256}::text END AS sha256
        FROM image WHERE uuid = ${image}) n
      WHERE i.uuid = n.uuid
    `;
    this.#claimed(copy);
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

  #row({ image, cloud }: Copy): Promise<Row> {
    const columns = ['source', 'sha256', 'checksum_url', 'state', 'catalogue', 'error_message'] as const;
    const sizes = ['y.size_bytes', 'disk_mib', 'min_disk_mib'] as const;
    return this.#db
      .selectFrom('image')
      .leftJoin('image_copy as y', (on) => on.onRef('y.image', '=', 'uuid').on('y.cloud', '=', cloud))
      .select([...columns, ...sizes])
      .select((eb) => eb('y.image', 'is not', null).$castTo<boolean>().as('begun'))
      .where('uuid', '=', image)
      .executeTakeFirstOrThrow();
  }

  /** From now on something of it may be there: who removes the image looks for it. */
  async #begun({ image, cloud }: Copy): Promise<void> {
    const insert = this.#db.insertInto('image_copy').values({ image, cloud });
    await insert.onConflict((there) => there.doNothing()).execute();
  }

  #claims(copy: Copy): ClaimRoom {
    return (mib) => {
      this.#claimed(copy);
      return throughOutage(() => claimRoom(this.#db, copy, mib), patienceMs);
    };
  }

  #claimed(copy: Copy): void {
    Object.assign(this.#work.get(keyOf(copy)) ?? {}, { claims: true });
  }

  /** Shows that somebody works on an image, or waits for it, while `work` runs. The last one leaves claimed what is there. */
  async #join(copy: Copy, message: string, work: (joined: Work) => Promise<void>): Promise<void> {
    const key = keyOf(copy);
    for (let found; (found = this.#work.get(key)?.leaving); ) await found;
    const fresh = { began: performance.now(), fraction: 0, message, waiting: 0, claims: false };
    const joined: Work = this.#work.get(key) ?? { ...fresh, abort: new AbortController(), leaving: null };
    this.#work.set(key, joined);
    joined.waiting++;
    try {
      await work(joined);
    } finally {
      joined.waiting--;
      if (joined.waiting === 0) await (joined.leaving = this.#leave(copy));
    }
  }

  async #leave(copy: Copy): Promise<void> {
    const key = keyOf(copy);
    if (this.#work.get(key)?.claims !== true) return void this.#work.delete(key);
    const update = sql`
      UPDATE image_copy SET claim_mib = ${takenMiB} WHERE ${isCopy(copy)} AND claim_mib <> ${takenMiB}`;
    await throughOutage(() => update.execute(this.#db), patienceMs)
      .catch((error) => this.#log.warn({ err: error, ...copy }, 'what an image has claimed could not be given back'))
      .finally(() => this.#work.delete(key));
  }
}

const keyOf = ({ image, cloud }: Copy): string => `${image} ${cloud}`;
const isCopy = ({ image, cloud }: Copy) => sql<boolean>`image = ${image} AND cloud = ${cloud}`;

/**
 * Whether a row says already what has come of an image. Then it is left alone: orders hold it, one after the other, and who changed it would
 * wait for a moment without any.
 */
function isSaid(row: Row, { bytes, sha256, virtualSizeMiB }: ImageFacts): boolean {
  return (
    row.state === 'ready' &&
    row.error_message === '' &&
    row.size_bytes === String(bytes) &&
    row.disk_mib !== null &&
    row.disk_mib >= virtualSizeMiB &&
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
