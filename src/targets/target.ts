import { Problem } from '../common/problem.ts';
import { Turns } from '../common/turns.ts';
import { type CopiedVolume, type Manifest, manifestOf, pieceBytes, textOf } from './manifest.ts';
import type { Seal } from './seal.ts';
import type { Store } from './store.ts';

const keptRecords = 7;

export interface Piece {
  index: number;
  data: Buffer;
}

/** What is wrong with a copy: how many of its pieces are gone, and how many are not what was sent. */
export interface Verdict {
  missing: number;
  wrong: number;
}

/**
 * Copies of backups, each a list of pieces. A piece lies there once, by a name that its content has: what is there already is not sent again,
 * and what is read back is known to be what was sent. A copy is there as soon as its manifest is, which is written last.
 */
export class Target {
  readonly name: string;
  readonly #store: Store;
  readonly #seal: Seal;
  readonly #turns = new Turns();

  constructor(name: string, store: Store, seal: Seal) {
    this.name = name;
    this.#store = store;
    this.#seal = seal;
  }

  /** Those who send and those who remove pieces, one after the other: what one counts on the other may not take away. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.take('', work);
  }

  has(piece: string): Promise<boolean> {
    return this.#store.has('pieces', piece);
  }

  /** Returns the name that it has there, and how many bytes were sent; null: it is zeros, which nobody keeps. */
  async send(data: Buffer): Promise<{ name: string; bytes: number } | null> {
    if (isZeros(data)) return null;
    const name = this.#seal.nameOf(data);
    if (await this.has(name)) return { name, bytes: 0 };
    const sealed = await this.#seal.close('pieces', name, data);
    await this.#store.put('pieces', name, sealed);
    return { name, bytes: sealed.length };
  }

  /** From now on the copy is there. */
  async finish(copy: string, manifest: Manifest): Promise<void> {
    await this.#store.put('copies', copy, await this.#seal.close('copies', copy, textOf(manifest)));
  }

  /** null: the target has no such copy. Throws `copy-damaged` when what it has is not what was written. */
  async manifest(copy: string): Promise<Manifest | null> {
    const sealed = await this.#store.get('copies', copy);
    if (sealed === null) return null;
    const text = await this.#seal.open('copies', copy, sealed);
    const manifest = text && manifestOf(text);
    if (manifest === null)
      throw damaged(`The target "${this.name}" has another list of the pieces of ${copy} than was written`);
    return manifest;
  }

  /** The ids of all copies that are there. */
  copies(): AsyncIterable<string> {
    return this.#store.list('copies');
  }

  /** The pieces of a disk in their order, each as it was sent. Throws `copy-damaged` at the first one that is not. */
  async *pieces({ pieces }: CopiedVolume): AsyncGenerator<Piece> {
    for (const [index, name] of pieces) {
      const data = await this.#read(name);
      if (data === 'missing' || data === 'wrong')
        throw damaged(`A piece of the copy on the target "${this.name}" is ${data}`);
      yield { index, data };
    }
  }

  /** Reads every piece of a copy back, and puts what is wrong aside. `read` hears of each, by how many are done. Throws `copy-damaged`. */
  async verify(copy: string, read: (done: number, of: number) => void): Promise<Verdict> {
    const manifest = await this.manifest(copy);
    if (manifest === null) throw damaged(`The target "${this.name}" has no list of the pieces of ${copy} any more`);
    const names = new Set(manifest.volumes.flatMap(({ pieces }) => pieces.map(([, name]) => name)));
    const verdict: Verdict = { missing: 0, wrong: 0 };
    let done = 0;
    for (const name of names) {
      const data = await this.#read(name);
      if (data === 'missing') verdict.missing++;
      if (data === 'wrong') {
        verdict.wrong++;
        await this.#store.setAside(name);
      }
      read(++done, names.size);
    }
    return verdict;
  }

  /** A copy that is not there is fine. Its pieces stay until `prune`. */
  async forget(copy: string): Promise<void> {
    await this.#store.remove('copies', copy);
  }

  /** Removes what no copy names, once every copy has been read; where one cannot be, nothing. Nobody may be sending. Returns how many. */
  async prune(): Promise<number> {
    const named = new Set<string>();
    for await (const copy of this.copies()) {
      const manifest = await this.manifest(copy);
      if (manifest === null) throw damaged(`The target "${this.name}" has lost the list of the pieces of ${copy}`);
      for (const { pieces } of manifest.volumes) for (const [, name] of pieces) named.add(name);
    }
    let removed = 0;
    for await (const name of this.#store.list('pieces')) {
      if (named.has(name)) continue;
      await this.#store.remove('pieces', name);
      removed++;
    }
    await this.#store.tidy();
    return removed;
  }

  /** Keeps the records of the cloud, sealed, if it does not yet, and takes the oldest away once there are more than 7. */
  async keepRecords(made: Date, read: () => Promise<Buffer>): Promise<void> {
    const name = String(made.getTime());
    if ((await this.#recordNames()).includes(name)) return;
    await this.#store.put('records', name, await this.#seal.close('records', name, await read()));
    for (const old of (await this.#recordNames()).slice(keptRecords)) await this.#store.remove('records', old);
  }

  /** The records of the cloud that are there, the latest first; those that are not what was written are left out. */
  async *records(): AsyncGenerator<{ made: Date; records: Buffer }> {
    for (const name of await this.#recordNames()) {
      const sealed = await this.#store.get('records', name);
      const records = sealed && (await this.#seal.open('records', name, sealed));
      if (records !== null) yield { made: new Date(Number(name)), records };
    }
  }

  async #recordNames(): Promise<string[]> {
    const names: string[] = [];
    for await (const name of this.#store.list('records')) names.push(name);
    return names.toSorted().toReversed();
  }

  async #read(name: string): Promise<Buffer | 'missing' | 'wrong'> {
    const sealed = await this.#store.get('pieces', name);
    if (sealed === null) return 'missing';
    const data = await this.#seal.open('pieces', name, sealed);
    return data !== null && this.#seal.nameOf(data) === name ? data : 'wrong';
  }
}

const zeros = Buffer.alloc(pieceBytes);
const isZeros = (data: Buffer): boolean => data.equals(zeros.subarray(0, data.length));

function damaged(what: string): Problem {
  return new Problem('copy-damaged', `${what}.`);
}
