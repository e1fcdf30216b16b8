/** Counts, by who has it, what is held for a while: connections of an address, streams of a user. */
export class Holders {
  readonly #counts = new Map<string, number>();
  /** What everybody holds together. */
  all = 0;

  of(holder: string): number {
    return this.#counts.get(holder) ?? 0;
  }

  /** One more of `holder`'s; returns what gives it back, once. */
  hold(holder: string): () => void {
    this.all++;
    this.#counts.set(holder, this.of(holder) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.all--;
      if (this.of(holder) === 1) this.#counts.delete(holder);
      else this.#counts.set(holder, this.of(holder) - 1);
    };
  }
}
