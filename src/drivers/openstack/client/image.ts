import type { Readable } from 'node:stream';
import { z } from 'zod';
import { orNull } from './absent.ts';
import { nothing, type Session } from './session.ts';

const image = z.looseObject({
  id: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  tags: z.array(z.string()).default([]),
  size: z.number().nullable().default(null),
  /** Bytes of the disk as a guest sees it. */
  virtual_size: z.number().nullable().default(null),
});
/** A glance image, as far as it is looked at; its properties stand beside its fields. */
export type Image = z.output<typeof image>;

const UPLOAD_MS = 3_600_000;

/** Glance: the one service that lets us choose the id. */
export class Images {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  withTag(tag: string): Promise<Image[]> {
    return this.#session.list('image', '/v2/images', 'images', image, { tag, visibility: 'private' });
  }

  named(name: string): Promise<Image[]> {
    return this.#session.list('image', '/v2/images', 'images', image, { name, visibility: 'private' });
  }

  image(id: string): Promise<Image | null> {
    const asked = { method: 'GET', service: 'image', path: `/v2/images/${id}`, answer: image } as const;
    return orNull(this.#session.call(asked));
  }

  /** Without its content yet. Throws a `Refusal` with 409 when there is one of this id. */
  create(id: string, name: string, tags: string[], properties: Record<string, string>): Promise<Image> {
    const given = { id, name, tags, disk_format: 'qcow2', container_format: 'bare', visibility: 'private' };
    const body = { ...given, ...properties };
    return this.#session.call({ method: 'POST', service: 'image', path: '/v2/images', body, answer: image });
  }

  /** Other values for properties that it has. */
  async describe(id: string, properties: Record<string, string>): Promise<void> {
    const body = Object.entries(properties).map(([key, value]) => ({ op: 'replace', path: `/${key}`, value }));
    const asked = { method: 'PATCH', service: 'image', path: `/v2/images/${id}`, body, answer: nothing } as const;
    await this.#session.call({ ...asked, type: 'application/openstack-images-v2.1-json-patch' });
  }

  upload(id: string, content: () => Readable, signal?: AbortSignal): Promise<void> {
    return this.#session.upload(`/v2/images/${id}/file`, content, UPLOAD_MS, signal);
  }

  /** Writes its content to a file. */
  download(id: string, file: string, signal?: AbortSignal): Promise<void> {
    return this.#session.download(`/v2/images/${id}/file`, file, UPLOAD_MS, signal);
  }

  /** 409 while volumes stand on it, where the backend clones. */
  async delete(id: string, signal?: AbortSignal): Promise<void> {
    const asked = { method: 'DELETE', service: 'image', path: `/v2/images/${id}`, answer: nothing } as const;
    await orNull(this.#session.call({ ...asked, signal }));
  }
}
