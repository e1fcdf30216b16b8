import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { pullImage, requireImage } from '../../catalogue/index.ts';
import { audit } from '../../identity/index.ts';
import type { Collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { doneSchema } from '../http/schemas.ts';
import { uuidParams } from '../http/filters.ts';
import { imageSchema, type ImageRow } from './images.schema.ts';
import type { App } from '../http/app.ts';

const tags = ['Images'];

/** How an announced image gets its content. */
export function imageContentRoutes(
  app: App,
  { db, images: store }: ApiContext,
  { find, show }: Collection<ImageRow, z.input<typeof imageSchema>>,
): void {
  app.post(
    '/openstack-images/:uuid/pull/',
    {
      schema: {
        tags,
        summary: 'Make an image ready now that would be on first use, or try again',
        params: uuidParams,
        response: {
          202: doneSchema,
          403: detailSchema,
          404: detailSchema,
          409: detailSchema,
        },
      },
    },
    async (request, reply) => {
      const image = await find(request);
      requireImage(request.actor, image.project);
      if (image.source_kind !== 'url' && image.source_kind !== 'builtin') {
        throw new Problem('not-possible', 'Nothing can be downloaded for this image: PUT …/file/ uploads its content.');
      }
      if (image.state === 'ready')
        throw new Problem('wrong-state', 'Valid states for operation: pending, erred. The image is ready.');
      await db.transaction().execute((tx) => pullImage(tx, request.actor, image));
      return reply.code(202).send({ detail: 'pull was scheduled; GET the image shows how far it is' });
    },
  );

  // bytes go to this route as a stream; no other route takes them
  void app.register(async (uploads: App) => {
    uploads.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    uploads.put(
      '/openstack-images/:uuid/file/',
      {
        bodyLimit: 64 * 1024 ** 3,
        schema: {
          tags,
          summary: 'Upload the content of an announced image',
          params: uuidParams,
          consumes: ['application/octet-stream'],
          body: z.any().meta({ type: 'string', format: 'binary' }),
          response: {
            200: imageSchema,
            403: detailSchema,
            404: detailSchema,
            409: detailSchema,
            422: detailSchema,
          },
        },
      },
      async (request) => {
        const image = await find(request);
        const { project } = image;
        requireImage(request.actor, project);
        if (image.state === 'ready' || image.source_kind !== 'upload')
          throw new Problem('wrong-state', 'This image has its content already. Import a new one instead.');
        if (typeof (request.body as { pipe?: unknown } | null)?.pipe !== 'function') {
          throw new Problem('unsupported-media-type', 'Send the file itself as application/octet-stream.');
        }
        await audit(db, request.actor, 'image.upload', {
          object: image.uuid,
          ...(project === null ? {} : { project }),
        });
        await store.upload(image.uuid, request.body as NodeJS.ReadableStream);
        return show(request, image.uuid);
      },
    );
  });
}
