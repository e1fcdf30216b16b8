import { Duplex } from 'node:stream';

const size = { width: 320, height: 200 };
/** Red, green and blue of each bar, from the left. */
const bars = [0xffffff, 0xffc800, 0x00b4d8, 0x2a9d3f, 0xd62828, 0x1d3557];

/** How long a message of a client is, RFB 3.8, by its first byte; null: more of it must come to know. */
const lengths: Record<number, (data: Buffer) => number | null> = {
  0: () => 20,
  2: (data) => (data.length < 4 ? null : 4 + 4 * data.readUInt16BE(2)),
  3: () => 10,
  4: () => 8,
  5: () => 6,
  6: (data) => (data.length < 8 ? null : 8 + Math.abs(data.readInt32BE(4))),
};

/** The screen of a guest that is none: an RFB server that shows a test card. */
export class FakeScreen extends Duplex {
  #heard = Buffer.alloc(0);
  /** What is to come of the handshake: the version, the kind of security, who shares. */
  readonly #greeting = [12, 1, 1];
  #shown = false;
  #shifts = [16, 8, 0];

  constructor() {
    super({ allowHalfOpen: false });
    this.push('RFB 003.008\n');
  }

  override _read(): void {}

  override _write(data: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#heard = Buffer.concat([this.#heard, data]);
    while (this.#take());
    done();
  }

  /** Takes one message, when it has come whole. What no server of its kind has offered is thrown away. */
  #take(): boolean {
    const [kind] = this.#heard;
    if (kind === undefined) return false;
    const [expected] = this.#greeting;
    const known = lengths[kind] ?? ((data: Buffer) => data.length);
    const length = expected ?? known(this.#heard);
    if (length === null || this.#heard.length < length) return false;
    // where red, green and blue are in a pixel
    if (expected === undefined && kind === 0) this.#shifts = [...this.#heard.subarray(14, 17)];
    this.#heard = this.#heard.subarray(length);
    if (expected === undefined) this.#answer(kind);
    else {
      this.#greeting.shift();
      this.#greet(this.#greeting.length);
    }
    return true;
  }

  #greet(left: number): void {
    // no password is asked for, and that is well
    if (left === 2) this.push(Buffer.from([1, 1]));
    if (left === 1) this.push(Buffer.alloc(4));
    if (left === 0) this.push(serverInit());
  }

  /** The picture never changes, so that it is sent once. */
  #answer(kind: number): void {
    if (kind !== 3 || this.#shown) return;
    this.#shown = true;
    this.push(picture(this.#shifts));
  }
}

function serverInit(): Buffer {
  const name = Buffer.from('fake');
  const head = Buffer.alloc(24);
  head.writeUInt16BE(size.width, 0);
  head.writeUInt16BE(size.height, 2);
  // 32 bits a pixel, 24 of depth, little-endian, true colour, 255 of each, red at 16, green at 8, blue at 0
  head.set([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0], 4);
  head.writeUInt32BE(name.length, 20);
  return Buffer.concat([head, name]);
}

/** One update of the whole screen, raw: bars. */
function picture([red = 0, green = 0, blue = 0]: number[]): Buffer {
  const { width, height } = size;
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(width, 8);
  head.writeUInt16BE(height, 10);
  const pixels = Buffer.alloc(4 * width * height);
  for (let at = 0; at < width * height; at++) {
    const bar = bars[Math.floor(((at % width) * bars.length) / width)] ?? 0;
    const pixel = ((bar >> 16) << red) | (((bar >> 8) & 255) << green) | ((bar & 255) << blue);
    pixels.writeUInt32LE(pixel >>> 0, 4 * at);
  }
  return Buffer.concat([head, pixels]);
}
