import pg from 'pg';

/**
 * One database session that holds an advisory lock for every run this process works on: when the process dies, the
 * session dies and all of its runs are free at once, with no lease to wait for.
 * A process that lost its session may finish its step: recording the result is compare-and-set on the attempt.
 */
export class RunLocks {
  readonly #config: pg.ClientConfig;
  readonly #held = new Set<string>();
  #client: pg.Client | null = null;
  #opening: Promise<pg.Client> | null = null;

  constructor(config: pg.ClientConfig) {
    this.#config = config;
  }

  /** Takes the lock of a run, or says false when this or another process has it. */
  async take(run: string): Promise<boolean> {
    if (this.#held.has(run)) return false;
    this.#held.add(run);
    try {
      const client = await this.#session();
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [key(run)]);
      if (rows[0]?.taken === true) return true;
      this.#held.delete(run);
      return false;
    } catch (error) {
      this.#held.delete(run);
      throw error;
    }
  }

  async release(run: string): Promise<void> {
    try {
      await this.#client?.query('SELECT pg_advisory_unlock($1)', [key(run)]);
    } catch {
      // the session is gone, and the lock with it
    } finally {
      this.#held.delete(run);
    }
  }

  async stop(): Promise<void> {
    await this.#client?.end().catch(() => {});
    this.#client = null;
  }

  async #session(): Promise<pg.Client> {
    if (this.#client !== null) return this.#client;
    this.#opening ??= this.#open().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
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
