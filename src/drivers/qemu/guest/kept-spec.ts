import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../../common/files.ts';
import type { GuestSpec, Told } from '../../driver.ts';
import type { GuestPlaces } from './places.ts';
import { checkSpec } from './spec.ts';

const fileIn = (directory: string): string => join(directory, 'spec.json');

/** Writes down what a guest was told to be last: when its records are lost, that is all that is known of it. */
export function keepSpec(directory: string, spec: GuestSpec): Promise<void> {
  return replaceFile(fileIn(directory), JSON.stringify(spec), 0o600);
}

/** The guests of a host as they were told to be last, as far as that was kept, and whether they run. */
export async function toldGuests(places: GuestPlaces): Promise<Told['guests']> {
  const processes = places.processes();
  const found = (await places.known()).map(async (id): Promise<Told['guests']> => {
    const spec = await keptSpec(places.directory(id));
    return spec === null ? [] : [{ spec, runs: processes.has(id) }];
  });
  return (await Promise.all(found)).flat();
}

/** What was written down; null: nothing, or by a version that did not. */
async function keptSpec(directory: string): Promise<GuestSpec | null> {
  const text = await readFile(fileIn(directory), 'utf8').catch(() => null);
  return text === null ? null : withRescue(checkSpec(JSON.parse(text) as GuestSpec));
}

/** Older versions said by the seed alone that a guest is rescued: the first disk is that of the rescue system then. */
function withRescue(spec: GuestSpec): GuestSpec {
  const { id, image, seed, rescue, volumes } = spec;
  const [first, ...own] = volumes;
  if (rescue !== null || first === undefined || seed.instanceId.startsWith(id)) return spec;
  return { ...spec, rescue: { image, volume: first.id }, volumes: own };
}
