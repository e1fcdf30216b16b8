import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { deadlines } from './outage.ts';
import { type Channel, channels } from './notifications.ts';

const reconnectMs = 250;
/** A session that is dead without having said so is found within this and the deadline of a query. */
const heartbeatMs = 10_000;

interface Session {
  ended: Promise<void>;
}

/** Hears the notifications of all transactions: one LISTEN session for the process, however many wait for whatever. */
export class Listener {
  readonly #config: pg.ClientConfig;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | null = null;
  #listening: Promise<void> = Promise.resolve();
  readonly #stopped = new AbortController();

  constructor(config: pg.ClientConfig) {
    this.#config = { ...deadlines, ...config };
  }

  /** Listens from now on, and again whenever the session breaks. Throws when the first one cannot be opened. */
  async start(): Promise<void> {
    const first = await this.#listen();
    this.#listening = this.#keepListening(first);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#client?.end().catch(() => {});
    await this.#listening;
  }

  /**
   * Calls `heard` with what comes with a notification, and with null when any may have been missed; returns the way to stop that.
   */
  on(channel: Channel, heard: (payload: string | null) => void): () => void {
    this.#emitter.on(channel, heard);
    return () => this.#emitter.off(channel, heard);
  }

  async #keepListening(first: Session): Promise<void> {
    let session: Session | null = first;
    while (!this.#stopped.signal.aborted) {
      await session?.ended;
      await sleep(reconnectMs, undefined, { signal: this.#stopped.signal }).catch(() => {});
      if (!this.#stopped.signal.aborted) session = await this.#listen().catch(() => null);
    }
  }

  async #listen(): Promise<Session> {
    const client = new pg.Client(this.#config);
    const end = (): void => void client.end().catch(() => {});
    const ended = new Promise<void>((resolve) => void client.once('end', resolve));
    client.on('notification', ({ channel, payload = '' }) => this.#emitter.emit(channel, payload));
    client.on('error', () => {});
    this.#client = client;
    try {
      await client.connect();
      await client.query(channels.map((channel) => `LISTEN ${channel}`).join('; '));
    } catch (error) {
      end();
      throw error;
    }
    const heartbeat = setInterval(() => void client.query('SELECT 1').catch(end), heartbeatMs).unref();
    void ended.then(() => clearInterval(heartbeat));
    // what happened while nobody listened: everybody looks
    for (const channel of channels) this.#emitter.emit(channel, null);
    return { ended };
  }
}
