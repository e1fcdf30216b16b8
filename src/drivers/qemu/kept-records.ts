import type { BackendObject, Told } from '../driver.ts';
import type { ImageStore } from './images/index.ts';
import type { Volumes } from './volumes.ts';

/** What was kept of each volume and image. What was interrupted is neither. */
export async function keptRecords(
  volumes: Volumes,
  images: ImageStore,
  inUse: (volumes: BackendObject[]) => Promise<(string | null)[]>,
): Promise<Pick<Told, 'volumes' | 'images'>> {
  const ids = await volumes.list();
  const uses = await inUse(ids.map((id) => ({ kind: 'volume', id, detail: id })));
  return {
    volumes: await settledOf(
      ids.map(async (id, index) => ({ ...(await volumes.told(id)), used: uses[index] != null })),
    ),
    images: await settledOf((await images.list()).map(async (id) => ({ id, facts: await images.facts(id) }))),
  };
}

async function settledOf<T>(wanted: Promise<T>[]): Promise<T[]> {
  return (await Promise.allSettled(wanted)).flatMap((found) => (found.status === 'fulfilled' ? [found.value] : []));
}
