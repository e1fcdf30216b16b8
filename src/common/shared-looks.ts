/** Looks at what is followed by many: who is as far as another looks together with that one. */
export class SharedLooks<T> {
  /** Looks that are under way and were begun behind the last news, by what is looked at and from where. */
  readonly #looks = new Map<string, Promise<T>>();

  /** Something has come: whoever looks from now on needs a look of its own. */
  news(): void {
    this.#looks.clear();
  }

  /** The look that is under way for `key`, or what `look` begins. */
  share(key: string, look: () => Promise<T>): Promise<T> {
    const known = this.#looks.get(key);
    if (known !== undefined) return known;
    const own = look().finally(() => {
      if (this.#looks.get(key) === own) this.#looks.delete(key);
    });
    this.#looks.set(key, own);
    return own;
  }
}
