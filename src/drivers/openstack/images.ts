import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { Turns } from '../../common/turns.ts';
import type { ClaimRoom, ImageFacts, ImageSpec, Progress } from '../driver.ts';
import { checkSum } from '../qemu/images/checksum.ts';
import { withBootable } from '../qemu/images/bootable.ts';
import type { ImageStore } from '../qemu/images/index.ts';
import type { Captures } from './capture.ts';
import { Refusal, type OpenStack } from './client/index.ts';
import type { Names } from './names.ts';
import type { CinderVolumes } from './volumes.ts';

/** Without these nova rescues no server that boots from a volume. */
const RESCUE = { hw_rescue_device: 'disk', hw_rescue_bus: 'virtio' };

/** What an image is, written down with it: glance itself has neither our checksum nor what we have looked at. */
const properties = z.object({
  slipway_sha256: z.string(),
  slipway_bytes: z.coerce.number(),
  slipway_size_mib: z.coerce.number(),
});

/** Images in glance, by our own ids. What comes from strangers is brought here first, looked at as everywhere, and then uploaded. */
export class GlanceImages {
  readonly #stack: OpenStack;
  readonly #names: Names;
  readonly #store: ImageStore;
  readonly #volumes: CinderVolumes;
  readonly #captures: Captures;
  readonly #turns = new Turns();

  /** `store` holds an image until it is uploaded. */
  constructor(stack: OpenStack, names: Names, store: ImageStore, volumes: CinderVolumes, captures: Captures) {
    this.#stack = stack;
    this.#names = names;
    this.#store = store;
    this.#volumes = volumes;
    this.#captures = captures;
  }

  async ensure(image: ImageSpec, progress: Progress, claim: ClaimRoom, signal?: AbortSignal): Promise<ImageFacts> {
    const { source } = image;
    if (source.kind === 'builtin' && source.name !== 'tiny') {
      const message = 'This built-in image is told who it is by a disk that OpenStack does not give it.';
      throw new Problem('openstack-unfit', message, 'Import a cloud image with cloud-init.');
    }
    const bring = async (): Promise<ImageFacts> => {
      if (source.kind !== 'volume') return this.#store.ensure(image, progress, claim, signal);
      await claim(await this.#volumes.size(source.volume));
      const write = (file: string): Promise<void> => this.#captures.read(image.id, source.volume, file, signal);
      return this.#store.importWritten(image, write, progress, claim, signal);
    };
    return this.#have(image, bring, { progress, claim, signal });
  }

  import(
    image: ImageSpec,
    file: string,
    progress: Progress,
    claim: ClaimRoom,
    signal?: AbortSignal,
  ): Promise<ImageFacts> {
    const bring = () => this.#store.importFile(image, file, progress, claim);
    return this.#have(image, bring, { progress, claim, signal });
  }

  /** One that volumes stand on stays until they are gone, where the OpenStack clones: that is transient. */
  async remove(id: string, signal?: AbortSignal): Promise<void> {
    await this.#store.remove(id);
    await this.#captures.clear(id);
    await this.#stack.images.delete(id, signal);
  }

  /** What is there, by id. */
  async all(): Promise<Map<string, ImageFacts>> {
    const found = await this.#stack.images.withTag(this.#names.cloud);
    return new Map(
      found.flatMap((image) => {
        const facts = factsOf(image);
        return facts === null || image.status !== 'active' ? [] : [[image.id, facts] as const];
      }),
    );
  }

  /** Of those who ask for one at once the first brings it: what it was made of goes when it is uploaded. */
  #have(image: ImageSpec, bring: () => Promise<unknown>, bringing: Bringing): Promise<ImageFacts> {
    return this.#turns.take(image.id, async () => (await this.#known(image)) ?? this.#give(image.id, bring, bringing));
  }

  async #known({ id, sha256 }: ImageSpec): Promise<ImageFacts | null> {
    const there = await this.#stack.images.image(id);
    const facts = there?.status === 'active' ? factsOf(there) : null;
    if (facts !== null && sha256 !== null) checkSum(sha256, facts.sha256);
    return facts;
  }

  /** An id that glance has once is never given again: what an upload has left that was cut off is uploaded again. */
  async #give(id: string, bring: () => Promise<unknown>, { progress, claim, signal }: Bringing): Promise<ImageFacts> {
    await bring();
    const heeded = signal ?? AbortSignal.any([]);
    const given = await withBootable(this.#store, id, claim, heeded, async ({ file, facts }) => {
      progress(0.9, 'Uploading to OpenStack');
      await this.#announce(id, facts);
      await this.#stack.images.upload(id, () => createReadStream(file), signal);
      return facts;
    });
    await this.#store.remove(id);
    return given;
  }

  /** Has an image of this id be there, with what it is and without content. */
  async #announce(id: string, facts: ImageFacts): Promise<void> {
    const { images } = this.#stack;
    const said = {
      slipway_sha256: facts.sha256,
      slipway_bytes: String(facts.bytes),
      slipway_size_mib: String(facts.virtualSizeMiB),
    };
    const creation = images.create(id, `${this.#names.cloud}-image-${id}`, [this.#names.cloud], { ...RESCUE, ...said });
    await creation.catch(async (error: unknown) => {
      if (!(error instanceof Refusal) || (error.status !== 409 && !error.outcomeUnknown)) throw error;
      const there = await images.image(id);
      if (there === null || there.status === 'active') throw error;
      // one that was begun with what was built then
      if (factsOf(there)?.sha256 !== facts.sha256) await images.describe(id, said);
    });
  }
}

interface Bringing {
  progress: Progress;
  claim: ClaimRoom;
  signal: AbortSignal | undefined;
}

function factsOf(image: Record<string, unknown>): ImageFacts | null {
  const { data } = properties.safeParse(image);
  if (data === undefined) return null;
  const { slipway_sha256: sha256, slipway_bytes: bytes, slipway_size_mib: virtualSizeMiB } = data;
  return { virtualSizeMiB, bytes, format: 'qcow2', sha256 };
}
