/** What lies on a target: pieces of disks, what copies are made of, and the records of the cloud. */
export type Thing = 'pieces' | 'copies' | 'records';

/**
 * Where sealed bytes lie, by names that are ours: of pieces 64 hex digits, of copies an UUID, of records their time. Whoever keeps them is trusted with nothing but
 * not to lose them. Throws `target-away`, `target-full`, `target-slow`, `target-refuses`.
 */
export interface Store {
  /** Once it returns, the bytes are there for good: whole, or not at all. */
  put(thing: Thing, name: string, bytes: Buffer): Promise<void>;
  /** null: there are none. */
  get(thing: Thing, name: string): Promise<Buffer | null>;
  has(thing: Thing, name: string): Promise<boolean>;
  /** What is not there is fine. */
  remove(thing: Thing, name: string): Promise<void>;
  list(thing: Thing): AsyncIterable<string>;
  /** Puts a piece that is wrong out of the way, where people still find it: it is sent anew by the next copy that needs it. */
  setAside(piece: string): Promise<void>;
  /** Removes what interrupted puts have left; nobody may be putting. */
  tidy(): Promise<void>;
}
