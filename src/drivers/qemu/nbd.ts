import type { Socket } from 'node:net';
import { Problem } from '../../common/problem.ts';

const GREETING = Buffer.from('NBDMAGICIHAVEOPT', 'latin1');
const EXPORT_NAME = 1;
const REQUEST_MAGIC = 0x25609513;
const REPLY_MAGIC = 0x67446698;
const ENOSPC = 28;
const commands = { read: 0, write: 1, end: 2, flush: 3 } as const;
/** FIXED_NEWSTYLE and NO_ZEROES, of both sides. */
const FLAGS = 3;

/**
 * A disk behind `qemu-nbd`, one request at a time. Throws `command-failed` for what the server cannot do, and when it is gone.
 * https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md
 */
export class NbdDisk {
  readonly #socket: Socket;
  readonly #said: AsyncIterator<Buffer>;
  #left: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#said = (socket as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** Shakes hands for the only disk that is there. */
  static async of(socket: Socket): Promise<NbdDisk> {
    const disk = new NbdDisk(socket);
    const greeting = await disk.#take(18);
    if (!greeting.subarray(0, 16).equals(GREETING)) throw failed('it speaks something else');
    const wanted = Buffer.alloc(20);
    wanted.writeUInt32BE(FLAGS, 0);
    GREETING.copy(wanted, 4, 8);
    wanted.writeUInt32BE(EXPORT_NAME, 12);
    await disk.#send(wanted);
    // the size of the disk, and what can be done with it
    await disk.#take(10);
    return disk;
  }

  async read(offset: number, length: number): Promise<Buffer> {
    await this.#ask('read', offset, length);
    return this.#take(length);
  }

  async write(offset: number, data: Buffer): Promise<void> {
    await this.#ask('write', offset, data.length, data);
  }

  /** Returns when all that was written is on the disk. */
  async flush(): Promise<void> {
    await this.#ask('flush', 0, 0);
  }

  /** The server ends with it. */
  close(): void {
    this.#socket.end(header('end', 0, 0));
  }

  async #ask(command: keyof typeof commands, offset: number, length: number, data?: Buffer): Promise<void> {
    await this.#send(header(command, offset, length));
    if (data !== undefined) await this.#send(data);
    const reply = await this.#take(16);
    if (reply.readUInt32BE(0) !== REPLY_MAGIC) throw failed('it answers in words that are not known');
    const error = reply.readUInt32BE(4);
    if (error === ENOSPC) throw failed('No space left on device');
    if (error !== 0) throw failed(`it cannot ${command} ${length} bytes at ${offset}: error ${error}`);
  }

  async #send(data: Buffer): Promise<void> {
    if (this.#socket.destroyed) throw failed('it is gone');
    if (this.#socket.write(data)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done).off('close', done);
        resolve();
      };
      this.#socket.on('drain', done).on('close', done);
    });
  }

  async #take(length: number): Promise<Buffer> {
    const parts = [this.#left];
    let have = this.#left.length;
    while (have < length) {
      const { value, done } = await this.#said.next().catch((cause: Error) => {
        throw failed(cause.message);
      });
      if (done === true) throw failed('it has ended');
      parts.push(value);
      have += value.length;
    }
    const all = parts.length === 1 ? this.#left : Buffer.concat(parts, have);
    this.#left = all.subarray(length);
    return all.subarray(0, length);
  }
}

function header(command: keyof typeof commands, offset: number, length: number): Buffer {
  const request = Buffer.alloc(28);
  request.writeUInt32BE(REQUEST_MAGIC, 0);
  request.writeUInt16BE(commands[command], 6);
  request.writeBigUInt64BE(BigInt(offset), 16);
  request.writeUInt32BE(length, 24);
  return request;
}

function failed(why: string): Problem {
  return new Problem('command-failed', `qemu-nbd does not serve a disk: ${why}.`, undefined, { transient: true });
}
