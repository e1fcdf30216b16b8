import { fromKysely, PgBoss } from 'pg-boss';
import { deadlines, type Tx } from '../db/index.ts';

const queue = 'workflow.wake';

/**
 * Wake-ups between processes: a durable job says "look at this run", nothing more. The rows are the truth, so a job that
 * comes twice or late does no harm, and it is done as soon as it is handed over. The only file that knows pg-boss.
 */
export class Wakeups {
  readonly #boss: PgBoss;

  /** `connection` as pg takes it. */
  constructor(connection: { connectionString?: string; host?: string; database?: string; user?: string }) {
    this.#boss = new PgBoss({
      ...deadlines,
      ...connection,
      schema: 'jobs',
      max: 4,
      useListenNotify: true,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
    });
    // PostgreSQL may go away for a while: pg-boss reconnects by itself, and the engine's sweep finds what was missed
    this.#boss.on('error', () => {});
  }

  async start(look: (workflow: string) => void): Promise<void> {
    await this.#boss.start();
    if ((await this.#boss.getQueue(queue)) === null) {
      // handing over takes no time: a wake-up that is in hand for longer is in a dead one
      const limits = { expireInSeconds: 10, deleteAfterSeconds: 60 };
      await this.#boss.createQueue(queue, { policy: 'standard', notify: true, ...limits });
    }
    const options = { batchSize: 100, burstWhenBatchFull: true, notifyPollingIntervalSeconds: 2 };
    await this.#boss.work<{ workflow: string }>(queue, options, (jobs) => {
      for (const job of jobs) look(job.data.workflow);
      return Promise.resolve();
    });
  }

  /** Part of the caller's transaction: the wake-up exists exactly when what it announces does. */
  async wakeIn(tx: Tx, workflow: string): Promise<void> {
    await this.#boss.send(queue, { workflow }, { db: fromKysely(tx) });
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false, close: true });
  }
}
