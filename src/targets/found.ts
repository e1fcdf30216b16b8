import { readdir } from 'node:fs/promises';
import { isUuid } from '../common/uuid.ts';
import { DirectoryStore } from './directory.ts';
import { keyOf } from './key.ts';
import { Seal } from './seal.ts';
import { Target } from './target.ts';
import { requireKey } from './targets.ts';
import { problemOf } from './trouble.ts';

const PLACE = /^slipway-(.*)$/;

/** The UUIDs of the clouds that have a place in the directory of a target. Throws `target-away`. */
export async function cloudsAt(directory: string): Promise<string[]> {
  const entries = await readdir(directory).catch((error: unknown) => {
    throw problemOf(error, directory, directory);
  });
  return entries.flatMap((entry) => PLACE.exec(entry)?.[1] ?? []).filter(isUuid);
}

/** The place of a cloud in a directory, for who has no settings that name it: `words` are those of its key. Throws as `Targets.open`. */
export async function targetAt(directory: string, cloud: string, words: string): Promise<Target> {
  const key = keyOf(words, 'the file');
  const store = new DirectoryStore(directory, directory, cloud, directory);
  requireKey(await store.label(), key, directory);
  return new Target(directory, store, new Seal(key));
}
