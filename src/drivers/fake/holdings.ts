import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  BackendObject,
  BackendQuota,
  Capacity,
  GuestPause,
  GuestSpec,
  GuestState,
  ImageFacts,
  ImageSpec,
  RouterSpec,
  Told,
  Trashed,
  VolumeSpec,
} from '../driver.ts';
import { requireUnused } from '../require-unused.ts';
import { capabilitiesHere, deadlinesHere } from '../here.ts';
import { Trash } from '../trash.ts';
import { FakeDisk } from './disk.ts';
import { pausesIn } from './figures.ts';

/** The ids of the disks that a guest runs with. */
export function disksOf({ volumes, rescue }: Pick<GuestSpec, 'volumes' | 'rescue'>): string[] {
  return [...(rescue === null ? [] : [rescue.volume]), ...volumes.map(({ id }) => id)];
}

/** An image as it is there, with what it takes of the disk. */
export interface HeldImage extends ImageSpec {
  mib: number;
}

/** What an image is: all are alike but for that. */
export function factsOf({ sha256, mib }: HeldImage): ImageFacts {
  return { virtualSizeMiB: 64, bytes: mib * 2 ** 20, format: 'qcow2', sha256: sha256 ?? '0'.repeat(64) };
}

/** The names of what is there of a kind; what is just being written has another one. */
export async function namesIn(directory: string): Promise<string[]> {
  return (await readdir(directory).catch(() => [])).filter((name) => !name.endsWith('.new'));
}

/** What a driver has by itself, whatever rows say: files below `dir`, and a trash for those that nobody knows. */
export class Holdings {
  readonly #files: string;
  readonly #trash: Trash;
  readonly disk = new FakeDisk();
  /** Tests have it do less, or be less patient. */
  readonly capabilities = { ...capabilitiesHere };
  readonly deadlines = { ...deadlinesHere };
  readonly watch = null;
  /** For tests: floating IPs that it has in stock, in place of the cloud's block. */
  floating: string[] | null = null;
  /** For tests: what others let it have. */
  limits: BackendQuota[] = [];
  /** For tests: whether volumes can be made smaller. */
  shrinks = true;

  constructor(dir: string) {
    this.#files = dir;
    this.#trash = new Trash(dir);
  }

  capacity(): Promise<Capacity> {
    return Promise.resolve(this.disk.capacity());
  }

  floatingAddresses(): Promise<string[] | null> {
    return Promise.resolve(this.floating);
  }

  sizes(): Promise<null> {
    return Promise.resolve(null);
  }

  quotas(): Promise<BackendQuota[]> {
    return Promise.resolve(this.limits);
  }

  diskUsage(): Promise<Map<string, number>> {
    return Promise.resolve(this.disk.taken);
  }

  async pausedGuests(): Promise<Map<string, GuestPause>> {
    return pausesIn(join(this.#files, 'guest'), await namesIn(join(this.#files, 'guest')));
  }

  async guestState(guest: string): Promise<GuestState> {
    const text = await readFile(join(this.#files, 'guest', guest), 'utf8').catch(() => null);
    return text === null ? 'absent' : (JSON.parse(text) as { state: GuestState }).state;
  }

  async guestStates(): Promise<Map<string, GuestState>> {
    const ids = await namesIn(join(this.#files, 'guest'));
    return new Map(await Promise.all(ids.map(async (id) => [id, await this.guestState(id)] as const)));
  }

  async holdings(): Promise<BackendObject[]> {
    const found = (['guest', 'volume', 'image'] as const).map(async (kind) => {
      const names = await namesIn(join(this.#files, kind));
      return names.map((id) => ({ kind, id, detail: join(this.#files, kind, id) }));
    });
    return (await Promise.all(found)).flat();
  }

  async told(): Promise<Told> {
    const guests = (await this.#read<{ state: GuestState; guest?: GuestSpec }>('guest')).flatMap((written) => {
      const { state, guest: spec } = written;
      return spec === undefined ? [] : [{ spec, runs: state !== 'stopped' }];
    });
    const used = new Set(guests.flatMap(({ spec, runs }) => (runs ? disksOf(spec) : [])));
    const volumes = await this.#read<VolumeSpec>('volume');
    return {
      routers: await this.#read<RouterSpec>('router'),
      guests,
      volumes: volumes.map((volume) => ({ ...volume, used: used.has(volume.id) })),
      images: (await this.#read<HeldImage>('image')).map((image) => ({ id: image.id, facts: factsOf(image) })),
    };
  }

  /** A guest that runs keeps itself, its volumes, its image and its router from being touched. */
  async inUse(objects: BackendObject[]): Promise<(string | null)[]> {
    const ids = await namesIn(join(this.#files, 'guest'));
    const guests = await Promise.all(
      ids.map(async (id) => ({ id, text: await readFile(join(this.#files, 'guest', id), 'utf8') })),
    );
    const running = guests.filter(({ text }) => (JSON.parse(text) as { state: GuestState }).state !== 'stopped');
    return objects.map(({ id }) => {
      const user = id === null ? undefined : running.find((guest) => guest.id === id || guest.text.includes(id));
      return user === undefined ? null : `the guest ${user.id} runs with it`;
    });
  }

  async discard(object: BackendObject): Promise<void> {
    await requireUnused(this, object);
    const file = join(this.#files, object.kind, object.id ?? '');
    if (object.kind === 'router') await rm(file, { force: true });
    else await this.#trash.put(object, [file]);
  }

  trash(): Promise<Trashed[]> {
    return this.#trash.list();
  }

  restoreTrash(id: string): Promise<void> {
    return this.#trash.restore(id);
  }

  emptyTrash(epochMs: number): Promise<Trashed[]> {
    return this.#trash.empty(epochMs);
  }

  async #read<T>(kind: string): Promise<T[]> {
    const names = await namesIn(join(this.#files, kind));
    return Promise.all(
      names.map(async (name) => JSON.parse(await readFile(join(this.#files, kind, name), 'utf8')) as T),
    );
  }
}
