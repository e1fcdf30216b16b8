import { keyOf } from './key.ts';
import { placeOf, type TargetSettings } from './places.ts';
import { Seal } from './seal.ts';
import { Target } from './target.ts';
import { requireKey } from './targets.ts';

/** The place of a cloud on a target, for who has lost all else: `words` are those of its key. Throws as `Targets.open`. */
export async function targetAt(settings: TargetSettings, cloud: string, home: string, words: string): Promise<Target> {
  const key = keyOf(words, 'the file');
  const store = placeOf(settings, cloud, home);
  requireKey(await store.label(), key, settings.name);
  return new Target(settings.name, store, new Seal(key));
}
