import { Duplex, type Writable } from 'node:stream';

/** What who opens a console is shown of what was said before, bytes. */
export const REPLAY_BYTES = 64 << 10;
/** What a reader may leave unread, bytes: what comes beyond it passes by, and that is said. */
const MAX_UNREAD = 256 << 10;

/** The serial console of one guest, over all of its runs: what it says goes to everybody who has it open, what they type to it. */
export class ConsoleFeed {
  #recent: Buffer[] = [];
  #recentBytes = 0;
  readonly #readers = new Set<ConsoleStream>();
  #input: Writable | null = null;

  /** What is typed goes there from now on; null: the guest does not run, and what is typed is lost. */
  set input(input: Writable | null) {
    this.#input = input;
  }

  /** The guest, or who has heard it before, has said so. */
  say(data: Buffer): void {
    this.#keep(data);
    for (const reader of this.#readers) reader.hear(data);
  }

  /** What it has said last, in place of what was known: nobody is told. */
  remember(data: Buffer): void {
    [this.#recent, this.#recentBytes] = [[], 0];
    this.#keep(data);
  }

  /** What was said last. */
  recent(): string {
    return Buffer.concat(this.#recent).toString();
  }

  /** Begins with what was said last, and ends with `end`. */
  open(): Duplex {
    const stream = new ConsoleStream((data, done) => {
      if (this.#input?.writable !== true) done();
      // a guest that goes away takes what is typed along
      else this.#input.write(data, () => done());
    });
    for (const data of this.#recent) stream.hear(data);
    this.#readers.add(stream);
    return stream.once('close', () => void this.#readers.delete(stream));
  }

  /** The guest is no more, or somebody else's. */
  end(): void {
    this.#input = null;
    for (const reader of this.#readers) reader.push(null);
    this.#readers.clear();
  }

  #keep(data: Buffer): void {
    const kept = data.subarray(-REPLAY_BYTES);
    this.#recent.push(kept);
    this.#recentBytes += kept.length;
    // a guest may speak byte by byte, and each would be held with all that holds it
    if (this.#recent.length > 64) this.#recent = [Buffer.concat(this.#recent)];
    while (this.#recentBytes > REPLAY_BYTES) {
      const [first = kept] = this.#recent;
      const gone = Math.min(first.length, this.#recentBytes - REPLAY_BYTES);
      this.#recent.splice(0, 1, ...(gone === first.length ? [] : [first.subarray(gone)]));
      this.#recentBytes -= gone;
    }
  }
}

/** One opening of a console. A reader that is slow misses what it has no room for, and holds nobody up. */
class ConsoleStream extends Duplex {
  readonly #type: (data: Buffer, done: () => void) => void;
  #missed = 0;

  constructor(type: (data: Buffer, done: () => void) => void) {
    super({ allowHalfOpen: false, readableHighWaterMark: MAX_UNREAD });
    this.#type = type;
  }

  hear(data: Buffer): void {
    if (this.readableLength + data.length > MAX_UNREAD) {
      this.#missed += data.length;
      return;
    }
    if (this.#missed > 0) this.push(`\r\n[${this.#missed} bytes of the console were left out here]\r\n`);
    this.#missed = 0;
    this.push(data);
  }

  override _read(): void {}

  override _write(data: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#type(data, done);
  }
}
