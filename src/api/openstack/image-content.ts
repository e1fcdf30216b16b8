import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { maxUploadBytes, pullImage, requireImage } from '../../catalogue/index.ts';
import { audit } from '../../identity/index.ts';
import type { Collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { compression } from '../http/json-bodies.ts';
import { conditionHeaders, isConditional, requireVersion } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { detailSchema } from '../http/errors.ts';
import { doneSchema } from '../http/schemas.ts';
import { uuidParams } from '../http/filters.ts';
import { imageSchema, type ImageRow } from './images.schema.ts';
import type { App } from '../http/app.ts';

const uploadSchema = {
  tags: ['Images'],
  summary: 'Upload the content of an announced image',
  params: uuidParams,
  headers: z.looseObject(conditionHeaders),
  consumes: ['application/octet-stream'],
  body: z.any().meta({ type: 'string', format: 'binary' }),
  response: {
    200: imageSchema,
    ...Object.fromEntries([403, 404, 408, 409, 412, 422, 507].map((status) => [status, detailSchema])),
  },
};

/** How an announced image gets its content. */
export function imageContentRoutes(
  app: App,
  { db, images: store, clouds }: ApiContext,
  { find, show }: Collection<ImageRow, typeof imageSchema>,
): void {
  const on = routesOn(app, db, { tag: 'Images', find, refuses: [409] });
  on('POST', '/openstack-images/:uuid/pull/', {
    summary: 'Make an image ready now that would be on first use, or try again',
    permission: ({ actor, found }) => requireImage(actor, found.project),
    run: (tx, { actor, found }) => pullImage(tx, actor, found, clouds.first),
    answer: {
      status: 202,
      schema: doneSchema,
      body: () => ({ detail: 'pull was scheduled; GET the image shows how far it is' }),
    },
  });

  // bytes go to this route as a stream; no other route takes them
  void app.register(async (uploads: App) => {
    uploads.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    uploads.put(
      '/openstack-images/:uuid/file/',
      { bodyLimit: maxUploadBytes, config: { stream: true, conditional: true }, schema: uploadSchema },
      async (...sent) => upload(...sent),
    );
  });

  async function upload(request: FastifyRequest, reply: FastifyReply): Promise<z.input<typeof imageSchema>> {
    const image = await find(request);
    if (isConditional(request))
      await db.transaction().execute(async (tx) => requireVersion(request, await find.version(tx, request)));
    const { project } = image;
    requireImage(request.actor, project);
    if (image.state === 'ready' || image.source_kind !== 'upload')
      throw new Problem('wrong-state', 'This image has its content already. Import a new one instead.');
    const compressed = compression(request);
    if (compressed !== null) throw compressed;
    if (typeof (request.body as { pipe?: unknown } | null)?.pipe !== 'function') {
      throw new Problem('unsupported-media-type', 'Send the file itself as application/octet-stream.');
    }
    await audit(db, request.actor, 'image.upload', {
      object: image.uuid,
      ...(project === null ? {} : { project }),
    });
    const { 'content-length': length } = request.headers;
    // of a body that is refused nobody reads the rest
    reply.header('connection', 'close');
    const bytes = request.body as Readable;
    await store.upload(
      { image: image.uuid, cloud: image.cloud ?? clouds.first },
      { bytes, length: length === undefined ? null : Number(length) },
    );
    return show(request, image.uuid);
  }
}
