import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { assertHeld, fenced } from '../common/fence.ts';
import { beatMs, LockSession } from './lock-session.ts';

/** Between two questions whether another process is done, ms: anything up to this. */
const pauseMs = 60;

/**
 * Advisory locks for every run that this process works on, and whatever else one process of a database does, all of one
 * session: when the process dies, it ends and its runs are free at once; when the process is stopped or cut off, the server
 * ends it within 8 s. A process that lost its session may finish its step: recording the result is compare-and-set on the attempt.
 * Before the next one it has to have the lock again; and before each effect `isHeld` tells whether others may have it by now.
 */
export class RunLocks {
  readonly #session: LockSession;
  /** No other process uses the database. */
  readonly #alone: boolean;
  /** With the session that each was granted to; null while it is asked for. */
  readonly #held = new Map<string, pg.Client | null>();
  /** Those that are asked for. */
  readonly #asked = new Map<string, Promise<boolean>>();
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #timer: NodeJS.Timeout;
  #beating = false;

  constructor(config: pg.ClientConfig, { alone = false }: { alone?: boolean } = {}) {
    this.#session = new LockSession(config, alone);
    this.#alone = alone;
    this.#timer = setInterval(() => this.#watch(), beatMs).unref();
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
    return (session != null && session === this.#session.client) || (this.#asked.get(run) ?? this.#grant(run));
  }

  /** Whether a lock that was taken is sure to be nobody else's at this moment. */
  isHeld(run: string): boolean {
    const session = this.#held.get(run);
    return this.#alone || (session != null && session === this.#session.client && !this.#session.isOver());
  }

  /** Calls `lost` with each lock that others may have from now on; returns the way to stop that. */
  onLost(lost: (run: string) => void): () => void {
    this.#emitter.on('lost', lost);
    return () => this.#emitter.off('lost', lost);
  }

  /** Does `work` while no other process does any for this; that it is done once in this one is for the caller to see to. */
  async exclusively<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (this.#alone) return work();
    while (!(await this.take(what))) {
      await sleep(Math.random() * pauseMs);
      assertHeld();
    }
    try {
      return await fenced(() => this.isHeld(what), work);
    } finally {
      await this.release(what);
    }
  }

  async release(run: string): Promise<void> {
    if (!this.#held.has(run)) return;
    // without a session, or when it fails, the lock is gone already
    if (this.#session.client !== null)
      await this.#session.ask((client) => answerOf(client, 'pg_advisory_unlock', run)).catch(() => {});
    this.#held.delete(run);
  }

  /** Ends the session when all that was asked of it is answered. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#session.stop();
  }

  #grant(run: string, also: (client: pg.Client) => Promise<void> = () => Promise.resolve()): Promise<boolean> {
    const asked = this.#ask(run, also).finally(() => this.#asked.delete(run));
    this.#asked.set(run, asked);
    return asked;
  }

  async #ask(run: string, also: (client: pg.Client) => Promise<void>): Promise<boolean> {
    this.#held.set(run, null);
    try {
      return await this.#session.ask(async (client) => {
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

  #watch(): void {
    const taken = [...this.#held].flatMap(([run, session]) => (session === null ? [] : [run]));
    if (taken.length === 0) return;
    if (this.#session.isOver()) return this.#loseAll(taken);
    if (this.#beating) return;
    this.#beating = true;
    // who is away for a moment is asked again by the next one
    void this.#beat(taken)
      .catch(() => {})
      .finally(() => {
        this.#beating = false;
      });
  }

  /** Says that we are there, and asks again for what was had by a session that was lost. */
  async #beat(taken: string[]): Promise<void> {
    await this.#session.ask((client) => client.query('SELECT'));
    for (const run of taken) if (this.#held.has(run) && !(await this.keep(run))) this.#emitter.emit('lost', run);
  }

  #loseAll(taken: string[]): void {
    this.#session.drop();
    this.#beating = false;
    for (const run of taken) {
      this.#held.delete(run);
      this.#emitter.emit('lost', run);
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
