import pg from 'pg';
import { deadlines } from '../db/index.ts';

/**
 * One database session that holds an advisory lock for every run this process works on: when the process dies, the
 * session dies and all of its runs are free at once, with no lease to wait for.
 * A process that lost its session may finish its step: recording the result is compare-and-set on the attempt. Before
 * the next one it has to have the lock again.
 */
export class RunLocks {
  readonly #config: pg.ClientConfig;
  /** With the session that each was granted to; null while it is asked for. */
  readonly #held = new Map<string, pg.Client | null>();
  #client: pg.Client | null = null;
  /** One question at a time, in the order they come. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(config: pg.ClientConfig) {
    this.#config = { ...deadlines, ...config };
  }

  /** Takes the lock of a run, or says false when this or another process has it. Throws when the database is away. */
  async take(run: string): Promise<boolean> {
    if (this.#held.has(run)) return false;
    return this.#grant(run);
  }

  /** Whether a lock that was taken is still held: when its session was lost meanwhile, it is asked for again. */
  async keep(run: string): Promise<boolean> {
    const session = this.#held.get(run);
    return (session != null && session === this.#client) || this.#grant(run);
  }

  async release(run: string): Promise<void> {
    if (!this.#held.has(run)) return;
    // without a session, or when it fails, the lock is gone already
    if (this.#client !== null) await this.#ask('SELECT pg_advisory_unlock($1) AS answer', run).catch(() => {});
    this.#held.delete(run);
  }

  async stop(): Promise<void> {
    await this.#last.catch(() => {});
    await this.#client?.end().catch(() => {});
    this.#client = null;
  }

  async #grant(run: string): Promise<boolean> {
    this.#held.set(run, null);
    const granted = await this.#ask('SELECT pg_try_advisory_lock($1) AS answer', run).catch((error) => {
      this.#held.delete(run);
      throw error;
    });
    if (granted === null) this.#held.delete(run);
    else this.#held.set(run, granted);
    return granted !== null;
  }

  /** The session that answered with yes. */
  #ask(question: string, run: string): Promise<pg.Client | null> {
    const answer = this.#last
      .catch(() => {})
      .then(async () => {
        const client = this.#client ?? (await this.#open());
        try {
          const { rows } = await client.query<{ answer: boolean }>(question, [key(run)]);
          return rows[0]?.answer === true ? client : null;
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
