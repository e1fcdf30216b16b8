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
  readonly #first: string;
  readonly #log: Logger;

  /** What is everybody's comes to the cloud `first`, until another one wants it. */
  constructor(db: Database, images: ImageImports, first: string, log: Logger) {
    super(everyMs);
    this.#first = first;
    this.#db = db;
    this.#images = images;
    this.#log = log;
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'images could not be compared with the backend');
  }

  protected async look(): Promise<void> {
    const query = this.#db.selectFrom('image').select(['image.uuid as image', 'image.request_id']);
    const wanted = await query
      .leftJoin('project', 'project.uuid', 'image.project')
      .select('project.cloud as home')
      .where('image.removed', 'is', null)
      .where('state', '=', 'importing')
      .where(sql<boolean>`source ->> 'kind' IN ('url', 'builtin')`)
      .execute();
    for (const row of wanted) {
      const copy = { image: row.image, cloud: row.home ?? this.#first };
      if (this.#images.progress(copy.image) === null) causedBy(row, () => this.#images.begin(copy));
    }
    const removed = query.innerJoin('image_copy as y', 'y.image', 'image.uuid').select('y.cloud');
    for (const copy of await removed.where('removed', 'is not', null).execute()) {
      // one that cannot be removed holds up no other
      const remove = () => this.#images.remove(copy).catch((error: unknown) => this.failed(error));
      await causedBy(copy, remove);
    }
  }
}

/** What is done for an image is done for the request that wanted it. */
function causedBy<T>({ image, request_id }: { image: string; request_id: string | null }, work: () => T): T {
  const fields = { image, ...(request_id === null ? {} : { request_id }) };
  return inContext({ fields, traceparent: null }, work);
}
