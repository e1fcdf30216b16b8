import { z } from 'zod';
import { orNull } from './absent.ts';
import { nothing, type Session } from './session.ts';

const volume = z.object({
  id: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  /** GiB. */
  size: z.int(),
  created_at: z.string(),
  metadata: z.record(z.string(), z.string()).default({}),
  attachments: z.array(z.object({ server_id: z.string() })).default([]),
});
/** A cinder volume, as far as it is looked at. */
export type Volume = z.output<typeof volume>;

const snapshot = z.object({
  id: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  volume_id: z.string(),
  /** GiB. */
  size: z.int(),
});
export type Snapshot = z.output<typeof snapshot>;

const limits = z.object({
  limits: z.object({
    absolute: z.object({
      maxTotalVolumes: z.int(),
      totalVolumesUsed: z.int(),
      maxTotalSnapshots: z.int(),
      totalSnapshotsUsed: z.int(),
      /** GiB. */
      maxTotalVolumeGigabytes: z.int(),
      totalGigabytesUsed: z.int(),
    }),
  }),
});

export interface NewVolume {
  name: string;
  /** GiB. */
  size: number;
  image: string | null;
  snapshot: string | null;
  metadata: Record<string, string>;
  /** null: the one that the OpenStack takes by itself. */
  type: string | null;
}

/** Cinder. Nothing of it is unique but ids: see `Session.call`. */
export class Volumes {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** All of the project, or those of this very name. */
  list(name?: string): Promise<Volume[]> {
    return this.#session.list('volume', '/volumes/detail', 'volumes', volume, { name });
  }

  async volume(id: string): Promise<Volume | null> {
    const answer = z.object({ volume });
    const asked = this.#session.call({ method: 'GET', service: 'volume', path: `/volumes/${id}`, answer });
    return orNull(asked.then((found) => found.volume));
  }

  async create(made: NewVolume): Promise<Volume> {
    const { name, size, image, snapshot: from, metadata, type } = made;
    const body = {
      name,
      size,
      metadata,
      ...(image === null ? {} : { imageRef: image }),
      ...(from === null ? {} : { snapshot_id: from }),
      ...(type === null ? {} : { volume_type: type }),
    };
    const answer = z.object({ volume });
    const asked = { method: 'POST', service: 'volume', path: '/volumes', body: { volume: body }, answer } as const;
    return (await this.#session.call(asked)).volume;
  }

  /** Another name, with what is written beside it, in one act. */
  async identify(id: string, name: string, metadata: Record<string, string>): Promise<void> {
    const body = { volume: { name, metadata } };
    await this.#session.call({ method: 'PUT', service: 'volume', path: `/volumes/${id}`, body, answer: nothing });
  }

  async delete(id: string): Promise<void> {
    await this.#delete(`/volumes/${id}`);
  }

  /** To so many GiB; noted, and done later. */
  async extend(id: string, size: number): Promise<void> {
    await this.#act(id, { 'os-extend': { new_size: size } });
  }

  /** Begins to make an image of it; the id of that image. */
  async toImage(id: string, name: string): Promise<string> {
    const act = { image_name: name, disk_format: 'qcow2', container_format: 'bare', visibility: 'private' };
    const answer = z.object({ 'os-volume_upload_image': z.object({ image_id: z.string() }) });
    return (await this.#act(id, { 'os-volume_upload_image': act }, answer))['os-volume_upload_image'].image_id;
  }

  snapshots(name?: string): Promise<Snapshot[]> {
    return this.#session.list('volume', '/snapshots/detail', 'snapshots', snapshot, { name });
  }

  /** Also of a volume that is in use. */
  async snap(id: string, name: string): Promise<Snapshot> {
    const body = { snapshot: { volume_id: id, name, force: true } };
    const answer = z.object({ snapshot });
    return (await this.#session.call({ method: 'POST', service: 'volume', path: '/snapshots', body, answer })).snapshot;
  }

  async deleteSnapshot(id: string): Promise<void> {
    await this.#delete(`/snapshots/${id}`);
  }

  /** Why cinder could not do what it was asked with a volume, in its words; the latest last. */
  async messages(id: string): Promise<string[]> {
    const answer = z.object({ messages: z.array(z.object({ user_message: z.string() })) });
    const query = { resource_uuid: id };
    const said = await this.#session.call({ method: 'GET', service: 'volume', path: '/messages', query, answer });
    return said.messages.map(({ user_message }) => user_message);
  }

  async limits(): Promise<z.output<typeof limits>['limits']['absolute']> {
    const asked = { method: 'GET', service: 'volume', path: '/limits', answer: limits } as const;
    return (await this.#session.call(asked)).limits.absolute;
  }

  #act<T = void>(id: string, body: unknown, answer: z.ZodType<T> = nothing as unknown as z.ZodType<T>): Promise<T> {
    return this.#session.call({ method: 'POST', service: 'volume', path: `/volumes/${id}/action`, body, answer });
  }

  async #delete(path: string): Promise<void> {
    await orNull(this.#session.call({ method: 'DELETE', service: 'volume', path, answer: nothing }));
  }
}
