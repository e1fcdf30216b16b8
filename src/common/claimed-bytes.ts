const mib = 2 ** 20;
/** Of a file whose length nobody says, so much room is claimed at a time, MiB. */
const stepMiB = 64;

/** Claims room on the host for a file that comes in pieces, always before it is written. */
export class ClaimedBytes {
  readonly #claim: (mib: number) => Promise<void>;
  #claimedMiB: number;
  /** Bytes that have come. */
  received = 0;

  private constructor(claim: (mib: number) => Promise<void>, claimedMiB: number) {
    this.#claim = claim;
    this.#claimedMiB = claimedMiB;
  }

  /** `claim` raises the claim to so many MiB in all, or throws; `length` of the file in bytes, null: nobody says. */
  static async begin(claim: (mib: number) => Promise<void>, length: number | null): Promise<ClaimedBytes> {
    const claimedMiB = length === null ? stepMiB : Math.ceil(length / mib);
    await claim(claimedMiB);
    return new ClaimedBytes(claim, claimedMiB);
  }

  /** So many bytes more have come; throws what the claim throws. */
  async take(bytes: number): Promise<void> {
    this.received += bytes;
    if (this.received > this.#claimedMiB * mib) await this.#claim((this.#claimedMiB += stepMiB));
  }
}
