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
    const known = this.#known(key) ?? { count: 0, since: 0 };
    const since = known.count >= this.#held ? known.since : Date.now();
    const counted = { count: known.count + 1, since };
    this.#counts.delete(key);
    this.#counts.set(key, counted);
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= this.#keys) break;
      this.#counts.delete(oldest);
    }
    return this.#told(counted);
  }

  /** null: nothing is known of it any more. */
  get(key: string): { count: number; seconds: number } | null {
    const known = this.#known(key);
    return known === null ? null : this.#told(known);
  }

  #known(key: string): Count | null {
    const found = this.#counts.get(key);
    return found === undefined || found.since + this.#ms <= Date.now() ? null : found;
  }

  #told({ count, since }: Count): { count: number; seconds: number } {
    return { count, seconds: Math.ceil((since + this.#ms - Date.now()) / 1000) };
  }
}
