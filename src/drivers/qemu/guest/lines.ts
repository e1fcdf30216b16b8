/**
 * Splits a byte stream into lines. A line longer than `maxBytes` is thrown away whole, so a peer that never sends a
 * newline costs no more than that much memory.
 */
export class LineSplitter {
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #length = 0;
  #skipping = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Takes a chunk and returns the lines that it completes, without their line ends. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#keep(chunk.subarray(start, end));
      if (!this.#skipping) lines.push(Buffer.concat(this.#parts).toString().replace(/\r$/, ''));
      this.#parts = [];
      this.#length = 0;
      this.#skipping = false;
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
    return lines;
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length > this.#maxBytes) {
      this.#skipping = true;
      this.#parts = [];
    } else if (!this.#skipping && part.length > 0) this.#parts.push(part);
  }
}
