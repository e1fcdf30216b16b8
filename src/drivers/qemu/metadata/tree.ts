/** What can be read at a path: a document, or a directory that lists its entries. */
export type Entry = string | Buffer | Directory;

export class Directory {
  readonly #entries: Map<string, Entry>;
  readonly #listing: string;

  /** Entries without content are left out. `listing` is what reading it gives, if not the names of the entries. */
  constructor(entries: Record<string, Entry | null>, listing?: string) {
    const filled = Object.entries(entries).filter((each): each is [string, Entry] => each[1] !== null);
    this.#entries = new Map(filled);
    const names = filled.map(([name, entry]) => (entry instanceof Directory ? `${name}/` : name));
    this.#listing = listing ?? names.join('\n');
  }

  /** The document at a path, or null when there is none. */
  read([name, ...rest]: string[]): string | Buffer | null {
    if (name === undefined) return this.#listing;
    const entry = this.#entries.get(name);
    if (entry instanceof Directory) return entry.read(rest);
    return entry === undefined || rest.length > 0 ? null : entry;
  }
}
