import { readdir } from 'node:fs/promises';
import { isUuid } from '../common/uuid.ts';
import { type BucketSettings, BucketStore } from './bucket.ts';
import { DirectoryStore } from './directory.ts';
import type { Place } from './store.ts';
import { problemOf } from './trouble.ts';

/** What the settings say of a target: an absolute path, or a bucket. */
export type TargetSettings = { name: string; directory: string } | BucketSettings;

/** The place of a cloud on a target. `home`: whose disk keeps its headroom, when the target is on it. */
export function placeOf(settings: TargetSettings, cloud: string, home: string): Place {
  if ('s3' in settings) return new BucketStore(settings, cloud);
  return new DirectoryStore(settings.name, settings.directory, cloud, home);
}

const PLACE = /^slipway-(.*)$/;

/** The UUIDs of the clouds that have a place on a target. Throws `target-away`. */
export async function cloudsAt(settings: TargetSettings): Promise<string[]> {
  if ('s3' in settings) return new BucketStore(settings, '').clouds();
  const { directory } = settings;
  const entries = await readdir(directory).catch((error: unknown) => {
    throw problemOf(error, directory, directory);
  });
  return entries.flatMap((entry) => PLACE.exec(entry)?.[1] ?? []).filter(isUuid);
}
