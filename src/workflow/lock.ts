import pg from 'pg';
import { deadlines } from '../db/index.ts';

/**
 * One database session that holds an advisory lock for every run this process works on: when the process dies, the
 * session dies and all of its runs are free at once, with no lease to wait for.
 * A process that lost its session may finish its step: recording the result is compare-and-set on the attempt.
 */
export class RunLocks {
  readonly #config: pg.ClientConfig;
  readonly #held = new Set<string>();
  #client: pg.Client | null = null;
  /** One question at a time, in the order they come. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(config: pg.ClientConfig) {
    this.#config = { ...deadlines, ...config };
  }

  /** Takes the lock of a run, or says false when this or another process has it. Throws when the database is away. */
  async take(run: string): Promise<boolean> {
    if (this.#held.has(run)) return false;
    this.#held.add(run);
    const taken = await this.#ask('SELECT pg_try_advisory_lock($1) AS answer', run).catch((error) => {
      this.#held.delete(run);
      throw error;
    });
    if (!taken) this.#held.delete(run);
    return taken;
  }

  async release(run: string): Promise<void> {
    // without a session, or when it fails, the lock is gone already
    if (this.#client !== null) await this.#ask('SELECT pg_advisory_unlock($1) AS answer', run).catch(() => {});
    this.#held.delete(run);
  }

  async stop(): Promise<void> {
    await this.#last.catch(() => {});
    await this.#client?.end().catch(() => {});
    this.#client = null;
  }

  #ask(question: string, run: string): Promise<boolean> {
    const answer = this.#last
      .catch(() => {})
      .then(async () => {
        const client = this.#client ?? (await this.#open());
        try {
          const { rows } = await client.query<{ answer: boolean }>(question, [key(run)]);
          return rows[0]?.answer === true;
        } catch (error) {
          // a lock that is granted after we stopped waiting must not stay ours: the session ends, and with it all locks
          this.#client = null;
          void client.end().catch(() => {});
          throw error;
        }
      });
    this.#last = answer;
    return answer;
  }

  async #open(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    const forget = (): void => {
      if (this.#client === client) this.#client = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    await client.connect();
    this.#client = client;
    return client;
  }
}

/** The first 63 bits of a UUID: as good as unique among the runs of a database. */
function key(run: string): string {
  return (BigInt(`0x${run.replaceAll('-', '').slice(0, 16)}`) >> 1n).toString();
}
