import { sql } from 'kysely';
import type { Logger } from 'pino';
import { inContext } from '../common/log-context.ts';
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
    const query = this.#db.selectFrom('image').select(['uuid', 'request_id']);
    const downloads = query.where('removed', 'is', null).where('state', '=', 'importing');
    const wanted = await downloads.where(sql<boolean>`source ->> 'kind' IN ('url', 'builtin')`).execute();
    for (const image of wanted) {
      if (this.#images.progress(image.uuid) === null) causedBy(image, () => this.#images.begin(image.uuid));
    }
    const removed = await query.where('removed', 'is not', null).where('size_bytes', 'is not', null).execute();
    for (const image of removed) {
      // one that cannot be removed holds up no other
      const remove = () => this.#images.remove(image.uuid).catch((error: unknown) => this.failed(error));
      await causedBy(image, remove);
    }
  }
}

/** What is done for an image is done for the request that wanted it. */
function causedBy<T>({ uuid, request_id }: { uuid: string; request_id: string | null }, work: () => T): T {
  const fields = { image: uuid, ...(request_id === null ? {} : { request_id }) };
  return inContext({ fields, traceparent: null }, work);
}
