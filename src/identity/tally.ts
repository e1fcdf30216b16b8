interface Count {
  count: number;
  /** From when on its time runs, epoch ms. */
  since: number;
}

/** Counts by key, in memory: each is forgotten some time after its `held`th, and the oldest of more keys than can be kept. */
export class Tally {
  readonly #counts = new Map<string, Count>();
  readonly #ms: number;
  readonly #held: number;
  readonly #keys: number;

  constructor({ minutes, held, keys }: { minutes: number; held: number; keys: number }) {
    this.#ms = minutes * 60_000;
    this.#held = held;
    this.#keys = keys;
  }

  /** Counts once more; the answer says the how manieth it is, and how many seconds it will still be known. */
  add(key: string): { count: number; seconds: number } {
    const known = this.get(key);
    const since = known !== null && known.count >= this.#held ? this.#counts.get(key)?.since : undefined;
    this.#counts.delete(key);
    this.#counts.set(key, { count: (known?.count ?? 0) + 1, since: since ?? Date.now() });
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= this.#keys) break;
      this.#counts.delete(oldest);
    }
    return this.get(key) ?? { count: 1, seconds: 0 };
  }

  /** null: nothing is known of it any more. */
  get(key: string): { count: number; seconds: number } | null {
    const found = this.#counts.get(key);
    const left = found === undefined ? 0 : found.since + this.#ms - Date.now();
    return found === undefined || left <= 0 ? null : { count: found.count, seconds: Math.ceil(left / 1000) };
  }
}
