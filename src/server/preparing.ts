import type { Logger } from 'pino';
import type { Preparation } from '../api/index.ts';
import type { ImageImports } from '../catalogue/index.ts';
import { asProblem, stored } from '../common/problem.ts';
import type { Database } from '../db/index.ts';
import type { BackendFacts, Driver } from '../drivers/driver.ts';
import { patiently } from './database.ts';

/** Makes the tiny image and proves the accelerator, so that the first order is quick; failures are shown, not fatal. */
export async function prepare(
  db: Database,
  driver: Driver,
  images: ImageImports,
  preparation: Preparation,
  log: Logger,
): Promise<BackendFacts | null> {
  try {
    const query = db.selectFrom('image').select(['uuid', 'source']).where('removed', 'is', null);
    const rows = await patiently(() => query.execute());
    const tiny = rows.find(({ source }) => source.kind === 'builtin' && source.name === 'tiny');
    if (tiny !== undefined) {
      await images.bring(tiny.uuid, (fraction, message) => {
        preparation.update({ fraction: fraction * 0.8, message: `tiny image: ${message}` });
      });
    }
    preparation.update({ fraction: 0.8, message: 'proving the accelerator' });
    const facts = await driver.facts();
    preparation.accelerator = facts.accelerator;
    preparation.evidence = facts.evidence;
    preparation.update({ state: 'done', fraction: 1, message: `accelerator: ${facts.accelerator}` });
    return facts;
  } catch (error) {
    const problem = asProblem(error);
    log.error({ err: error }, 'the preparation failed');
    preparation.update({ state: 'erred', message: problem.message, error: stored(problem) });
    return null;
  }
}
