import type pg from 'pg';
import { newSession } from '../db/index.ts';

/** A session from which nothing came for so long is ended by the server, ms: its process was stopped, or is cut off. */
const silenceMs = 8_000;
/** Before that its process trusts in it no more, ms: what it has just begun is over by then. */
const marginMs = 1_000;
/** So often it says something, ms. */
export const beatMs = 1_000;

/**
 * One database session, opened again when it was lost. The server ends it when its process is silent, which is what frees the
 * locks of a process that was stopped or cut off; and that process knows by its own clock when this may have happened.
 */
export class LockSession {
  readonly #config: pg.ClientConfig;
  readonly #alone: boolean;
  #client: pg.Client | null = null;
  /** One that is being opened. */
  #opening: Promise<pg.Client> | null = null;
  /** When the last question was sent that it has answered. */
  #heardOf = Number.NEGATIVE_INFINITY;

  /** `alone`: no other process uses the database, and nobody waits for the end of it. */
  constructor(config: pg.ClientConfig, alone: boolean) {
    this.#config = config;
    this.#alone = alone;
  }

  /** The session of now; null: there is none. */
  get client(): pg.Client | null {
    return this.#client;
  }

  /** Whether the server may have ended the last one for its silence. */
  isOver(): boolean {
    return !this.#alone && performance.now() > this.#heardOf + silenceMs - marginMs;
  }

  /** What is asked in one turn of the event loop leaves in one write, in its order. */
  async ask<Answer>(question: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
    const client = this.#client ?? (await (this.#opening ??= this.#open()));
    const at = performance.now();
    try {
      const answer = await question(client);
      if (this.#client === client) this.#heardOf = at;
      return answer;
    } catch (error) {
      // a lock that is granted after we stopped waiting must not stay ours: the session ends, and with it all locks
      this.#drop(client);
      throw error;
    }
  }

  /** Gives it up: what was had by it is had no more. */
  drop(): void {
    if (this.#client !== null) this.#drop(this.#client);
  }

  /** Ends it when all that was asked of it is answered. */
  async stop(): Promise<void> {
    await this.#opening?.catch(() => {});
    await this.#client?.end().catch(() => {});
    this.#client = null;
  }

  /** Once for each: all questions that wait may fail with it, and every `end` waits for the connection anew. */
  #drop(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    void client.end().catch(() => {});
  }

  async #open(): Promise<pg.Client> {
    const client = newSession(this.#config);
    client.on('error', () => this.#drop(client));
    client.on('end', () => this.#drop(client));
    try {
      await client.connect();
      if (!this.#alone) await client.query(`SET idle_session_timeout = ${silenceMs}`);
      this.#client = client;
      return client;
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    } finally {
      this.#opening = null;
    }
  }
}
