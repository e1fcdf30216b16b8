import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Server as Listener, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { Problem } from '../../../common/problem.ts';
import type { MetadataSource, Part } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { listed } from '../parts.ts';
import { externalAddress, inNamespace, METADATA } from '../network/index.ts';
import { type Answer, answer } from './answer.ts';
import type { Caller } from './caller.ts';
import { Tokens } from './tokens.ts';

const LISTENER = fileURLToPath(new URL('listener.ts', import.meta.url));
/** For the listener to open its port; 50 ms on an idle machine. */
const OPEN_MS = 10_000;
const RETRY_MS = 1000;
/** For the rows to say what a guest may know. */
const SOURCE_MS = 3000;
/** Connections of all guests together, and of one. */
const MAX_CONNECTIONS = 1024;
const MAX_CONNECTIONS_EACH = 16;

/**
 * The metadata service of all guests: one port in the external namespace. Routers lead 169.254.169.254 to it, and put
 * the caller's own address in place of its fixed one, which is how a guest is known. The port is opened by a process
 * that enters the namespace and passes it on, so what answers is the control plane; while that is away, guests are refused.
 */
export class MetadataService {
  readonly #names: HostNames;
  readonly #log: Logger;
  readonly #callerOf: (address: string) => Caller | null;
  readonly #tokens = new Tokens();
  readonly #connections = new Map<string, number>();
  readonly #stopped = new AbortController();
  readonly #http: Server;
  #source: MetadataSource = () => Promise.resolve(null);
  #listener: Listener | null = null;
  /** The namespace that the port is in, by the number that the kernel gave it. */
  #place: number | null = null;
  #opening: Promise<void> | null = null;

  /** `callerOf` gives the guest whose caller address this is; null: nobody's. */
  constructor(names: HostNames, log: Logger, callerOf: (address: string) => Caller | null) {
    this.#names = names;
    this.#log = log;
    this.#callerOf = callerOf;
    const limits = { headersTimeout: 5000, requestTimeout: 5000, keepAliveTimeout: 2000, maxHeaderSize: 8192 };
    this.#http = createServer({ ...limits, connectionsCheckingInterval: 1000 }, (request, response) => {
      void this.#handle(request, response);
    });
  }

  /** Begins to answer, soon: the port is opened, and opened again until that works, while other things go on. */
  start(source: MetadataSource): void {
    this.#source = source;
    void this.#openSoon();
  }

  /** Whether the port is open, in the namespace that has the name now, or is just being opened. */
  isOpen(): boolean {
    return this.#opening !== null || (this.#listener?.listening === true && this.#place === this.#external());
  }

  parts(): Part[] {
    return listed('host', null, { socket: [`metadata service in ${this.#names.externalNamespace}`] });
  }

  /** Opens the port anew, where it is not. */
  async mend(): Promise<void> {
    if (this.isOpen()) return;
    this.#listener?.close();
    await this.#openSoon();
  }

  #external(): number | null {
    return statSync(`/run/netns/${this.#names.externalNamespace}`, { throwIfNoEntry: false })?.ino ?? null;
  }

  stop(): void {
    this.#stopped.abort();
    this.#listener?.close();
    this.#http.closeAllConnections();
  }

  #openSoon(): Promise<void> {
    this.#opening ??= this.#listen().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        const place = this.#external();
        const listener = await this.#open();
        this.#place = place;
        listener.maxConnections = MAX_CONNECTIONS;
        listener.on('connection', (socket) => this.#accept(socket));
        this.#listener = listener;
        if (signal.aborted) listener.close();
        return;
      } catch (err) {
        this.#log.warn({ err }, 'the metadata service cannot be opened; it is tried again');
        await delay(RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  #open(): Promise<Listener> {
    const address = externalAddress(this.#names.settings.cloud);
    const argv = [process.execPath, LISTENER, address, String(METADATA.port)];
    const [program = '', ...args] = inNamespace(this.#names.externalNamespace, argv);
    return new Promise((resolve, reject) => {
      const env = { PATH: process.env['PATH'] };
      const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], timeout: OPEN_MS });
      let said = '';
      child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
      child.once('message', (_, handle) => resolve(handle as Listener));
      child.once('error', reject);
      child.once('close', () => {
        const remedy = 'It is tried again; if it stays so, restart the server.';
        reject(
          new Problem('metadata-not-opened', `The listener ended: ${said.slice(0, 500)}`, remedy, { transient: true }),
        );
      });
    });
  }

  #accept(socket: Socket): void {
    const from = socket.remoteAddress ?? '';
    const open = this.#connections.get(from) ?? 0;
    if (open >= MAX_CONNECTIONS_EACH) return void socket.destroy();
    this.#connections.set(from, open + 1);
    socket.once('close', () => {
      const left = (this.#connections.get(from) ?? 1) - 1;
      if (left > 0) this.#connections.set(from, left);
      else this.#connections.delete(from);
    });
    this.#http.emit('connection', socket);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    // Looked up at every question: a port may have been unplugged since the connection was made.
    const caller = this.#callerOf(request.socket.remoteAddress ?? '');
    const late = delay(SOURCE_MS, null, { ref: false }).then(() => Promise.reject(new Error('no answer in time')));
    const given = await Promise.race([
      answer({ method, url, headers }, caller, this.#tokens, (guest) => this.#source(guest)),
      late,
    ]).catch((err: unknown): Answer => {
      this.#log.warn({ err, guest: caller?.guest }, 'a question to the metadata service could not be answered');
      return { status: 503, body: 'Not available now\n', headers: { 'retry-after': '1' } };
    });
    const length = Buffer.byteLength(given.body);
    const type = given.type ?? 'text/plain';
    response.writeHead(given.status, { 'content-type': type, 'content-length': length, ...given.headers });
    response.end(given.body);
  }
}
