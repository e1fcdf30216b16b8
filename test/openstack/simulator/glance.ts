import { z } from 'zod';
import { type Asked, page, Refused, type Routes } from './answers.ts';
import { newId, type SimImage, type World } from './world.ts';

const create = z.looseObject({ id: z.string().optional(), name: z.string(), tags: z.array(z.string()).default([]) });

const patch = z.array(z.object({ op: z.literal('replace'), path: z.string(), value: z.string() }));

/** What a body that is no JSON was. */
const uploaded = z.object({ size: z.int(), sha256: z.string() });

/** The image service: an id may be chosen, once for ever. */
export function glanceRoutes(world: World): Routes {
  const image = ({ params: [id = ''] }: Asked): SimImage => {
    const found = world.images.get(id);
    if (found === undefined) throw html(404, `Failed to find image ${id}`);
    return found;
  };
  return {
    'POST /v2/images': ({ body }) => {
      const { id = newId(), name, tags, ...properties } = create.parse(body);
      if (world.images.has(id) || world.burnt.has(id)) throw html(409, `Image ID ${id} already exists!`);
      const made: SimImage = { id, name, status: 'queued', tags, properties, content: null };
      world.images.set(id, made);
      return { status: 201, body: shown(made) };
    },
    'GET /v2/images': (asked) => {
      const [tag, name] = [asked.query.get('tag'), asked.query.get('name')];
      const found = [...world.images.values()].filter((each) => {
        return (tag === null || each.tags.includes(tag)) && (name === null || each.name === name);
      });
      const { status, body } = page('images', found.map(shown), asked, world.pageCap);
      const { images_links: more, ...rest } = body as Record<string, unknown>;
      return { status, body: { ...rest, ...(more === undefined ? {} : { next: '/v2/images?marker=…' }) } };
    },
    'GET /v2/images/:': (asked) => ({ status: 200, body: shown(image(asked)) }),
    'PATCH /v2/images/:': (asked) => {
      const found = image(asked);
      for (const { path, value } of patch.parse(asked.body)) {
        const key = path.slice(1);
        if (!(key in found.properties)) throw html(409, `Unable to replace, ${key} does not exist.`);
        found.properties[key] = value;
      }
      return { status: 200, body: shown(found) };
    },
    'PUT /v2/images/:/file': (asked) => {
      const found = image(asked);
      if (found.status !== 'queued')
        throw html(409, `Image status transition from ${found.status} to saving is not allowed`);
      Object.assign(found, { status: 'active', content: uploaded.parse(asked.body) });
      return { status: 204 };
    },
    'GET /v2/images/:/file': (asked) => {
      if (image(asked).status !== 'active') throw html(403, 'It has no content.');
      // a disk that may boot
      const disk = Buffer.alloc(1 << 20);
      disk.writeUInt16LE(0xaa55, 510);
      return { status: 200, body: disk, headers: { 'content-type': 'application/octet-stream' } };
    },
    'DELETE /v2/images/:': (asked) => {
      const { id } = image(asked);
      world.images.delete(id);
      world.burnt.add(id);
      return { status: 204 };
    },
  };
}

/** Glance answers with a page. */
function html(status: number, text: string): Refused {
  const body = `<html>\n <head>\n  <title>${status}</title>\n </head>\n <body>\n  <h1>${status}</h1>\n  ${text}<br /><br />\n </body>\n</html>`;
  return new Refused({ status, body, headers: { 'content-type': 'text/html' } });
}

function shown({ id, name, status, tags, properties, content }: SimImage): Record<string, unknown> & { id: string } {
  const size = content?.size ?? null;
  return { id, name, status, tags, ...properties, size, virtual_size: size === null ? null : 64 << 20 };
}
