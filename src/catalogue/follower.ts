import { sql } from 'kysely';
import type { Logger } from 'pino';
import { Loop } from '../common/loop.ts';
import type { Database } from '../db/index.ts';
import type { ImageImports } from './imports.ts';

/** A signal that was lost, with the process or on the way, costs so long. */
const everyMs = 10_000;

/** Makes the backend have what rows say of images: downloads that were asked for, and removals, also interrupted ones. */
export class ImageFollower extends Loop {
  readonly #db: Database;
  readonly #images: ImageImports;
  readonly #log: Logger;

  constructor(db: Database, images: ImageImports, log: Logger) {
    super(everyMs);
    this.#db = db;
    this.#images = images;
    this.#log = log;
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'images could not be compared with the backend');
  }

  protected async look(): Promise<void> {
    const query = this.#db.selectFrom('image').select('uuid');
    const downloads = query.where('removed', 'is', null).where('state', '=', 'importing');
    const wanted = await downloads.where(sql<boolean>`source ->> 'kind' IN ('url', 'builtin')`).execute();
    for (const { uuid } of wanted) if (this.#images.progress(uuid) === null) this.#images.begin(uuid);
    const removed = await query.where('removed', 'is not', null).where('size_bytes', 'is not', null).execute();
    for (const { uuid } of removed) {
      // one that cannot be removed holds up no other
      await this.#images.remove(uuid).catch((error: unknown) => this.failed(error));
    }
  }
}
