import type { Logger } from 'pino';
import { inContext } from '../common/log-context.ts';
import { Loop } from '../common/loop.ts';
import { asProblem } from '../common/problem.ts';
import type { Database } from '../db/index.ts';
import type { RouterApplier } from './router.ts';

/** A signal that was lost, with the process or on the way, costs so long. */
const everyMs = 2_000;
/** A backend that fails is asked again after twice as long each time, up to this. */
const maxPauseMs = 60_000;

/**
 * Makes the backend follow the networks of all projects: rows say which revision is wanted and which was applied. Takes
 * no input, so that nothing asked for can be lost; requests only signal it, and wait for nothing.
 */
export class NetworkReconciler extends Loop {
  readonly #db: Database;
  readonly #routers: RouterApplier;
  readonly #log: Logger;
  readonly #failing = new Map<string, { times: number; until: number }>();

  constructor(db: Database, routers: RouterApplier, log: Logger) {
    super(everyMs);
    this.#db = db;
    this.#routers = routers;
    this.#log = log;
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'networks could not be compared');
  }

  protected async look(): Promise<void> {
    const rows = await this.#db
      .selectFrom('project')
      .select(['uuid', 'network_request_id as request'])
      .whereRef('network_applied', '<', 'network_revision')
      .execute();
    await Promise.all(
      rows.map(({ uuid, request }) => {
        const cause = request === null ? {} : { request_id: request };
        return inContext({ fields: { ...cause, project: uuid }, traceparent: null }, () => this.#apply(uuid));
      }),
    );
  }

  async #apply(project: string): Promise<void> {
    const failing = this.#failing.get(project);
    if (failing !== undefined && failing.until > performance.now()) return;
    try {
      await this.#routers.apply(project);
      this.#failing.delete(project);
    } catch (error) {
      const times = (failing?.times ?? 0) + 1;
      const pause = Math.min(everyMs * 2 ** times, maxPauseMs);
      this.#failing.set(project, { times, until: performance.now() + pause });
      const { message, remedy } = asProblem(error);
      this.#log.warn({ err: error, times }, 'a network could not be applied and will be tried again');
      const change = { network_error: `${message} ${remedy}` };
      await this.#db.updateTable('project').set(change).where('uuid', '=', project).execute();
    }
  }
}
