import { isUuid } from '../common/uuid.ts';

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

/** Where each cloud that is there has a store of its own, which says of itself what it is. */
export interface Place extends Store {
  /** Makes the place of a cloud, and says of it what `label` is; one that is there stays. Returns what it says. */
  prepare(label: string): Promise<string>;
  /** What it says of itself. Throws `target-away` where nothing was prepared, as where nothing is mounted. */
  label(): Promise<string>;
}

const names: Record<Thing, (name: string) => boolean> = {
  pieces: (name) => /^[0-9a-f]{64}$/.test(name),
  copies: isUuid,
  // epoch ms
  records: (name) => /^\d{13}$/.test(name),
};

/** Whether a thing can be called so: what is not is somebody else's. */
export const isName = (thing: Thing, name: string): boolean => names[thing](name);
