import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import { LineSplitter } from './lines.ts';

/** Far above any answer to what we ask; bounds what a subverted QEMU can make us hold. */
const MAX_MESSAGE_BYTES = 4 << 20;

const message = z.object({
  QMP: z.unknown().optional(),
  event: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  id: z.number().optional(),
  return: z.unknown().optional(),
  error: z.object({ class: z.string(), desc: z.string() }).optional(),
});

interface Pending {
  command: string;
  resolve: (result: unknown) => void;
  reject: (problem: Problem) => void;
  timer: NodeJS.Timeout;
}

interface QmpEvents {
  /** Name and data of an event, as QEMU's QMP reference lists them: `SHUTDOWN`, `{ guest: true, reason: '...' }`. */
  event: [name: string, data: Record<string, unknown>];
  close: [];
}

/** A QEMU Machine Protocol connection. A QMP socket serves one client: a second one waits for its greeting for ever. */
export class QmpClient extends EventEmitter<QmpEvents> {
  readonly #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #greeted: () => void = () => {};

  private constructor(socket: Socket) {
    super();
    this.#socket = socket;
    const splitter = new LineSplitter(MAX_MESSAGE_BYTES);
    socket.on('data', (chunk: Buffer) => {
      for (const line of splitter.push(chunk)) this.#receive(line);
    });
    socket.once('close', () => {
      for (const pending of this.#pending.values()) pending.reject(lost(pending.command));
      this.#clear();
      this.emit('close');
    });
  }

  /** Shakes hands on a connected socket within `timeoutMs`, or closes it and throws a transient `Problem`. */
  static async open(socket: Socket, timeoutMs: number): Promise<QmpClient> {
    const client = new QmpClient(socket);
    try {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(late('greeting', timeoutMs)), timeoutMs);
        client.once('close', () => {
          clearTimeout(timer);
          reject(lost('greeting'));
        });
        client.#greeted = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      await client.execute('qmp_capabilities', {}, timeoutMs);
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  }

  /**
   * Runs one command and returns its `return` member. Throws a `Problem`: `qmp-error` when QEMU refuses, a transient
   * one when it does not answer within `timeoutMs` or is gone.
   */
  execute(command: string, args: Record<string, unknown> = {}, timeoutMs = 5000): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(lost(command));
      const id = this.#nextId++;
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(late(command, timeoutMs));
      }, timeoutMs);
      this.#pending.set(id, { command, resolve, reject, timer });
      this.#socket.write(`${JSON.stringify({ execute: command, arguments: args, id })}\n`);
    });
  }

  get closed(): boolean {
    return this.#socket.destroyed;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(line: string): void {
    const parsed = message.safeParse(parseJson(line));
    if (!parsed.success) return;
    const { event, data, id, error } = parsed.data;
    if (event !== undefined) this.emit('event', event, data ?? {});
    else if (parsed.data.QMP !== undefined) this.#greeted();
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || pending === undefined) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    if (error === undefined) pending.resolve(parsed.data.return);
    else {
      const remedy = 'Read the server log for what was asked; if the guest hangs, reset or restart it.';
      pending.reject(new Problem('qmp-error', `QEMU refused ${pending.command}: ${error.desc}`, remedy));
    }
  }

  #clear(): void {
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function lost(command: string): Problem {
  const remedy = 'It is tried again; the state of the guest says whether QEMU ended.';
  return new Problem('qmp-closed', `QEMU closed the connection before it answered ${command}`, remedy, {
    transient: true,
  });
}

function late(command: string, timeoutMs: number): Problem {
  const remedy =
    'It is tried again; if it stays so, the machine is overloaded or QEMU hangs: stop the VM, which ends that, too.';
  return new Problem('qmp-timeout', `QEMU did not answer ${command} within ${timeoutMs} ms`, remedy, {
    transient: true,
  });
}
