/** Work on one key is done in the order in which it was asked for, never two at once; that on other keys goes on beside. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Begins `work` when all that was asked for the key before has ended, well or not; never before this returns. */
  take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const result = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const ended = result
      .then(
        () => {},
        () => {},
      )
      .finally(() => {
        if (this.#last.get(key) === ended) this.#last.delete(key);
      });
    this.#last.set(key, ended);
    return result;
  }

  /** Returns when all that was asked for by now has ended. */
  async ended(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
