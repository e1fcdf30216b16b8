import type { Logger } from 'pino';
import type { TrashEntry } from '../api/index.ts';
import { Loop } from '../common/loop.ts';
import type { Settings } from '../common/settings.ts';
import { notFound } from '../common/problem.ts';
import type { Driver } from '../drivers/driver.ts';
import type { Clouds } from './clouds.ts';

const everyMs = 3_600_000;
const dayMs = 24 * everyMs;

type Kept = Pick<Settings, 'keep_trash_days'>;

/** Puts something of the trash of any cloud back where it was. Throws `not-found`, `trash-place-taken`. */
export async function restoreTrash(clouds: Clouds, entry: string): Promise<void> {
  const there = await clouds.each(async (driver) => (await driver.trash()).some(({ id }) => id === entry));
  const [cloud] = [...there].find(([, has]) => has) ?? [];
  if (cloud === undefined) throw notFound();
  await clouds.of(cloud).restoreTrash(entry);
}

/** What is in the trash of a cloud, for the API. */
export async function trashEntries(driver: Driver, { keep_trash_days }: Kept): Promise<TrashEntry[]> {
  return (await driver.trash()).map(({ id: uuid, object: id, at, ...entry }) => {
    return { ...entry, uuid, id, at: new Date(at), kept_until: new Date(at + keep_trash_days * dayMs) };
  });
}

/** Deletes for good what has been in the trash for long enough, once an hour. */
export class TrashCollector extends Loop {
  readonly #driver: Driver;
  readonly #keptMs: number;
  readonly #log: Logger;

  constructor(driver: Driver, { keep_trash_days }: Kept, log: Logger) {
    super(everyMs);
    this.#driver = driver;
    this.#keptMs = keep_trash_days * dayMs;
    this.#log = log;
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'the trash could not be emptied');
  }

  protected async look(): Promise<void> {
    for (const { kind, object, detail } of await this.#driver.emptyTrash(Date.now() - this.#keptMs)) {
      this.#log.info({ kind, object, detail }, 'what was in the trash for long enough is deleted');
    }
  }
}
