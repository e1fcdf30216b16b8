import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { flush, moveForGood, replaceFile, takenBytes } from '../common/files.ts';
import { notFound, Problem } from '../common/problem.ts';
import { isUuid } from '../common/uuid.ts';
import type { BackendObject, Trashed } from './driver.ts';

const note = z.object({
  kind: z.string(),
  object: z.string().nullable(),
  detail: z.string(),
  /** Epoch ms. */
  at: z.number(),
  bytes: z.number(),
  /** Where it was, below the state directory. */
  places: z.array(z.string()),
});

/**
 * Where files of users go that have no record: `trash/<id>/`, with a note of what they were and where. They are moved, on the
 * same disk and with their owners, so that they can be put back.
 */
export class Trash {
  readonly #home: string;
  readonly #root: string;

  constructor(home: string) {
    this.#home = home;
    this.#root = join(home, 'trash');
  }

  /** Moves what is there of `paths`, all below the state directory and of different names. Cut off, it can be done again. */
  async put({ kind, id, detail }: BackendObject, paths: string[]): Promise<void> {
    const there = paths.filter((path) => existsSync(path));
    if (there.length === 0) return;
    const directory = join(this.#root, randomUUID());
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const sizes = await Promise.all(there.map((path) => takenBytes(path)));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const places = there.map((path) => relative(this.#home, path));
    // the note first: what is not moved yet is found where it was
    await replaceFile(
      join(directory, 'note.json'),
      JSON.stringify({ kind, object: id, detail, at: Date.now(), bytes, places }),
      0o600,
    );
    for (const path of there) await moveForGood(path, join(directory, basename(path)));
    for (const from of new Set(there.map(dirname))) await flush(from);
  }

  /** What is there, oldest first. */
  async list(): Promise<Trashed[]> {
    const ids = (await readdir(this.#root).catch(() => [])).filter(isUuid);
    const found = await Promise.all(ids.map(async (id) => ({ id, note: await this.#note(id) })));
    return found
      .flatMap(({ id, note: written }) => (written === null ? [] : [{ id, ...written }]))
      .toSorted((one, other) => one.at - other.at);
  }

  /** Puts it back where it was. Throws `not-found`, and `trash-place-taken` before anything is moved. */
  async restore(id: string): Promise<void> {
    const written = isUuid(id) ? await this.#note(id) : null;
    if (written === null) throw notFound();
    const directory = join(this.#root, id);
    // a move or a restoration that was cut off has left some where they were
    const moved = written.places.filter((place) => existsSync(join(directory, basename(place))));
    const taken = moved.find((place) => existsSync(join(this.#home, place)));
    if (taken !== undefined) throw new Problem('trash-place-taken', `${join(this.#home, taken)} is there again.`);
    for (const place of moved) {
      await mkdir(dirname(join(this.#home, place)), { recursive: true, mode: 0o711 });
      await moveForGood(join(directory, basename(place)), join(this.#home, place));
    }
    await rm(directory, { recursive: true });
  }

  /** Deletes for good what was moved before `epochMs`, and returns it. */
  async empty(epochMs: number): Promise<Trashed[]> {
    const old = (await this.list()).filter(({ at }) => at < epochMs);
    for (const { id } of old) await rm(join(this.#root, id), { recursive: true, force: true });
    return old;
  }

  async #note(id: string): Promise<z.output<typeof note> | null> {
    const text = await readFile(join(this.#root, id, 'note.json'), 'utf8').catch(() => null);
    try {
      return note.parse(JSON.parse(text ?? 'null'));
    } catch {
      return null;
    }
  }
}
