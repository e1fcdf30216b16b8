import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { newSession } from '../db/index.ts';

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
  /** One that is being opened. */
  #opening: Promise<pg.Client> | null = null;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  /** Takes the lock of a run, or says false when this or another process has it. Throws when the database is away. */
  async take(run: string): Promise<boolean> {
    return !this.#held.has(run) && this.#grant(run);
  }

  /** The same with a look behind the lock, in the same write; null when the lock is not had. */
  async takeAndRead<Row>(run: string, { sql, parameters }: CompiledQuery<Row>): Promise<Row[] | null> {
    if (this.#held.has(run)) return null;
    let found: Row[] = [];
    const granted = await this.#grant(run, async (client) => {
      ({ rows: found } = await client.query<Row & pg.QueryResultRow>(sql, [...parameters]));
    });
    return granted ? found : null;
  }

  /** Whether a lock that was taken is still held: when its session was lost meanwhile, it is asked for again. */
  async keep(run: string): Promise<boolean> {
    const session = this.#held.get(run);
    return (session != null && session === this.#client) || this.#grant(run);
  }

  async release(run: string): Promise<void> {
    if (!this.#held.has(run)) return;
    // without a session, or when it fails, the lock is gone already
    if (this.#client !== null) await this.#ask((client) => answerOf(client, 'pg_advisory_unlock', run)).catch(() => {});
    this.#held.delete(run);
  }

  /** Ends the session when all that was asked of it is answered. */
  async stop(): Promise<void> {
    await this.#opening?.catch(() => {});
    await this.#client?.end().catch(() => {});
    this.#client = null;
  }

  async #grant(run: string, also: (client: pg.Client) => Promise<void> = () => Promise.resolve()): Promise<boolean> {
    this.#held.set(run, null);
    try {
      return await this.#ask(async (client) => {
        const [granted] = await Promise.all([answerOf(client, 'pg_try_advisory_lock', run), also(client)]);
        if (granted) this.#held.set(run, client);
        else this.#held.delete(run);
        return granted;
      });
    } catch (error) {
      this.#held.delete(run);
      throw error;
    }
  }

  /** What is asked in one turn of the event loop leaves in one write, in its order. */
  async #ask<Answer>(question: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
    const client = this.#client ?? (await (this.#opening ??= this.#open()));
    try {
      return await question(client);
    } catch (error) {
      // a lock that is granted after we stopped waiting must not stay ours: the session ends, and with it all locks
      if (this.#client === client) this.#client = null;
      void client.end().catch(() => {});
      throw error;
    }
  }

  async #open(): Promise<pg.Client> {
    const client = newSession(this.#config);
    const forget = (): void => {
      if (this.#client === client) this.#client = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      this.#client = client;
      return client;
    } finally {
      this.#opening = null;
    }
  }
}

async function answerOf(
  client: pg.Client,
  question: 'pg_try_advisory_lock' | 'pg_advisory_unlock',
  run: string,
): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(`SELECT ${question}($1) AS answer`, [key(run)]);
  return rows[0]?.answer === true;
}

/** The first 63 bits of a UUID: as good as unique among the runs of a database. */
function key(run: string): string {
  return (BigInt(`0x${run.replaceAll('-', '').slice(0, 16)}`) >> 1n).toString();
}
