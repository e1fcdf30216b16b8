import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  BackendObject,
  GuestSpec,
  GuestState,
  ImageFacts,
  ImageSpec,
  RouterSpec,
  Told,
  VolumeSpec,
} from '../driver.ts';

/** What an image is: all are alike. */
export function factsOf({ sha256 }: Pick<ImageSpec, 'sha256'>): ImageFacts {
  return { virtualSizeMiB: 64, bytes: 1024, format: 'qcow2', sha256: sha256 ?? '0'.repeat(64) };
}

/** The names of what is there of a kind; what is just being written has another one. */
export async function namesIn(directory: string): Promise<string[]> {
  return (await readdir(directory).catch(() => [])).filter((name) => !name.endsWith('.new'));
}

/** What the driver was told of all whose files are below `dir`. */
export async function toldIn(dir: string): Promise<Told> {
  const read = async <T>(kind: string): Promise<T[]> => {
    const names = await namesIn(join(dir, kind));
    return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(dir, kind, name), 'utf8')) as T));
  };
  const guests = (await read<{ state: GuestState; guest?: GuestSpec }>('guest')).flatMap(({ state, guest: spec }) => {
    return spec === undefined ? [] : [{ spec, runs: state !== 'stopped' }];
  });
  const used = new Set(guests.flatMap(({ spec, runs }) => (runs ? spec.volumes.map(({ id }) => id) : [])));
  const volumes = await read<VolumeSpec>('volume');
  return {
    routers: await read<RouterSpec>('router'),
    guests,
    volumes: volumes.map((volume) => ({ ...volume, used: used.has(volume.id) })),
    images: (await read<ImageSpec>('image')).map((image) => ({ id: image.id, facts: factsOf(image) })),
  };
}

/** A guest that runs keeps itself, its volumes, its image and its router from being touched. */
export async function usesIn(dir: string, objects: BackendObject[]): Promise<(string | null)[]> {
  const guests = await Promise.all(
    (await namesIn(join(dir, 'guest'))).map(async (id) => ({ id, text: await readFile(join(dir, 'guest', id), 'utf8') })),
  );
  const running = guests.filter(({ text }) => (JSON.parse(text) as { state: GuestState }).state !== 'stopped');
  return objects.map(({ id }) => {
    const user = id === null ? undefined : running.find((guest) => guest.id === id || guest.text.includes(id));
    return user === undefined ? null : `the guest ${user.id} runs with it`;
  });
}
