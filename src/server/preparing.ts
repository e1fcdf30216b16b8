import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Preparation } from '../api/index.ts';
import type { ImageImports } from '../catalogue/index.ts';
import { asProblem, stored } from '../common/problem.ts';
import { type Database, isOutage, outageProblem } from '../db/index.ts';
import type { BackendFacts, Driver } from '../drivers/driver.ts';

/** Before it is tried again, ms: doubled each time. */
const pauses = { first: 250, longest: 30_000 };

export interface PrepareOptions {
  db: Database;
  cloud: string;
  driver: Driver;
  images: ImageImports;
  preparation: Preparation;
  log: Logger;
  /** Whether an image of ours shall be there before somebody wants it. */
  ready: boolean;
}

/**
 * Makes the tiny image and proves the accelerator, so that the first order is quick. A failure is shown, not fatal: null.
 */
export async function prepare(options: PrepareOptions): Promise<BackendFacts | null> {
  try {
    return await prepareBackend(options);
  } catch (error) {
    const problem = isOutage(error) ? outageProblem(error) : asProblem(error);
    options.log.error({ err: error }, 'the preparation failed, and will be tried again');
    const { message, transient } = problem;
    options.preparation.update({ state: transient ? 'running' : 'erred', message, error: stored(problem) });
    return null;
  }
}

/** After a failure, until it succeeds: the database or the room that it lacked may come back. Null: `stopped`. */
export async function prepareAgain(options: PrepareOptions, stopped: AbortSignal): Promise<BackendFacts | null> {
  for (let pause = pauses.first; ; pause = Math.min(2 * pause, pauses.longest)) {
    await sleep(pause, undefined, { signal: stopped }).catch(() => {});
    if (stopped.aborted) return null;
    const facts = await prepare(options);
    if (facts !== null) return facts;
  }
}

async function prepareBackend(options: PrepareOptions): Promise<BackendFacts> {
  const { db, cloud, driver, images, preparation, ready } = options;
  const rows = await db.selectFrom('image').select(['uuid', 'source']).where('removed', 'is', null).execute();
  const tiny = rows.find(({ source }) => source.kind === 'builtin' && source.name === 'tiny');
  if (tiny !== undefined && ready && driver.builtinImages) {
    await images.bring({ image: tiny.uuid, cloud }, (fraction, message) => {
      preparation.update({ fraction: fraction * 0.8, message: `tiny image: ${message}` });
    });
  }
  preparation.update({ fraction: 0.8, message: 'proving the accelerator' });
  const facts = await driver.facts();
  preparation.accelerator = facts.accelerator;
  preparation.evidence = facts.evidence;
  const message = `accelerator: ${facts.accelerator}`;
  preparation.update({ state: 'done', fraction: 1, message, error: null });
  return facts;
}
