import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { headroomMiB } from '../common/disk-room.ts';
import { assertHeld } from '../common/fence.ts';
import { diskMiB, moveForGood } from '../common/files.ts';
import { Problem } from '../common/problem.ts';
import { Patience } from './patience.ts';
import { isName, type Place, type Thing } from './store.ts';
import { awayWithout, problemOf } from './trouble.ts';

const FRESH = '.new';

/** Names, and the directories that pieces stand in: with so many in one, some file systems are slow. */
const prefixes = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));

/** A directory on another disk or machine, of which each cloud has a directory of its own. */
export class DirectoryStore implements Place {
  readonly #root: string;
  readonly #target: string;
  readonly #home: string;
  readonly #patience: Patience;

  /** `home`: whose disk keeps its headroom, when the target is on it. */
  constructor(target: string, directory: string, cloud: string, home: string) {
    this.#target = target;
    this.#root = join(directory, `slipway-${cloud}`);
    this.#home = home;
    this.#patience = new Patience(target);
  }

  async prepare(label: string): Promise<string> {
    return this.#try(async () => {
      await mkdir(this.#root, { mode: 0o700 }).catch(ifThere);
      await mkdir(join(this.#root, 'copies'), { mode: 0o700 }).catch(ifThere);
      await mkdir(join(this.#root, 'records'), { mode: 0o700 }).catch(ifThere);
      await mkdir(join(this.#root, 'pieces'), { mode: 0o700 }).catch(ifThere);
      for (const prefix of prefixes) await mkdir(join(this.#root, 'pieces', prefix), { mode: 0o700 }).catch(ifThere);
      const said = await this.#label();
      if (said !== null) return said;
      await this.#write(join(this.#root, 'target.json'), Buffer.from(label));
      return label;
    });
  }

  async label(): Promise<string> {
    const said = await this.#try(() => this.#label());
    if (said === null) throw awayWithout(this.#target, this.#root);
    return said;
  }

  async #label(): Promise<string | null> {
    return readFile(join(this.#root, 'target.json'), 'utf8').catch(ifMissing);
  }

  put(thing: Thing, name: string, bytes: Buffer): Promise<void> {
    const path = this.#path(thing, name);
    return this.#try(async () => {
      await this.#requireRoom();
      assertHeld();
      await this.#write(path, bytes);
    });
  }

  get(thing: Thing, name: string): Promise<Buffer | null> {
    const path = this.#path(thing, name);
    return this.#try(async () => {
      const bytes = await readFile(path).catch(ifMissing);
      // where nothing is mounted any more everything is missing
      if (bytes === null && (await this.#label()) === null) throw awayWithout(this.#target, this.#root);
      return bytes;
    });
  }

  has(thing: Thing, name: string): Promise<boolean> {
    const path = this.#path(thing, name);
    return this.#try(async () => (await stat(path).catch(ifMissing)) !== null);
  }

  remove(thing: Thing, name: string): Promise<void> {
    const path = this.#path(thing, name);
    return this.#try(async () => {
      assertHeld();
      await rm(path, { force: true });
    });
  }

  async *list(thing: Thing): AsyncGenerator<string> {
    for (const directory of this.#directories(thing))
      for (const name of await this.#try(() => readdir(directory))) if (isName(thing, name)) yield name;
  }

  setAside(piece: string): Promise<void> {
    const path = this.#path('pieces', piece);
    // where nothing can be written it is told of all the same
    return this.#try(() => moveForGood(path, `${path}.wrong`).catch(() => {}));
  }

  async tidy(): Promise<void> {
    for (const directory of [
      ...this.#directories('pieces'),
      ...this.#directories('copies'),
      ...this.#directories('records'),
    ])
      for (const name of await this.#try(() => readdir(directory)))
        if (name.endsWith(FRESH)) await this.#try(() => rm(join(directory, name), { force: true }));
  }

  #directories(thing: Thing): string[] {
    const directory = join(this.#root, thing);
    return thing === 'pieces' ? prefixes.map((prefix) => join(directory, prefix)) : [directory];
  }

  #path(thing: Thing, name: string): string {
    if (!isName(thing, name)) throw new Error(`${thing} have no such names`);
    return join(this.#root, thing, thing === 'pieces' ? name.slice(0, 2) : '', name);
  }

  async #write(path: string, bytes: Buffer): Promise<void> {
    const fresh = `${path}.${randomUUID()}${FRESH}`;
    try {
      let file: FileHandle | null = null;
      try {
        file = await open(fresh, 'wx', 0o600);
        await file.writeFile(bytes);
      } finally {
        await file?.close();
      }
      await moveForGood(fresh, path);
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => {});
      throw error;
    }
  }

  /** A target on the disk of the host leaves it what VMs and the database need. */
  async #requireRoom(): Promise<void> {
    const [there, here] = await Promise.all([stat(this.#root), stat(this.#home)]);
    if (there.dev !== here.dev) return;
    const { total, free } = await diskMiB(this.#root);
    if (free > headroomMiB(total)) return;
    const constraint = `It is on the disk of the state directory, which has ${free} MiB left; ${headroomMiB(total)} are kept for the database and running VMs.`;
    throw new Problem('target-full', `The target "${this.#target}" may take no more.`, undefined, { constraint });
  }

  /** Whatever goes wrong is told in words of ours, and soon. */
  async #try<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#patience.with(work);
    } catch (error) {
      throw problemOf(error, this.#target, basename(this.#root));
    }
  }
}

/** The directory must be there: without it nothing is mounted. */
function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'EEXIST') throw error;
}

function ifMissing(error: NodeJS.ErrnoException): null {
  if (error.code !== 'ENOENT') throw error;
  return null;
}
