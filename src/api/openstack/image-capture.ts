import { sql } from 'kysely';
import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { requireImage } from '../../catalogue/index.ts';
import { parseUuid } from '../../common/uuid.ts';
import { visible } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import type { Collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import { captureBody, imageSchema, type ImageRow } from './images.schema.ts';
import { requestCapture } from '../../actions/index.ts';
import type { App } from '../http/app.ts';

/** Images of what VMs have made of theirs. */
export function imageCaptureRoutes(
  app: App,
  { db, engine }: ApiContext,
  { show }: Collection<ImageRow, z.input<typeof imageSchema>>,
): void {
  app.post(
    '/openstack-instances/:uuid/create_image/',
    {
      schema: {
        tags: ['Images'],
        summary: 'Make an image of the disk of a stopped VM',
        params: uuidParams,
        body: captureBody,
        response: { 201: imageSchema, 403: detailSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const { actor, body, params } = request;
      const uuid = parseUuid(params.uuid);
      const seen = sql<boolean>`i.reserved AND ${visible(actor, 'i.project')}`;
      const vm = uuid === null ? null : await findInstance(db, uuid, seen);
      if (vm === null) throw notFound();
      requireImage(actor, vm.project);
      const image = await db.transaction().execute((tx) => requestCapture(tx, engine, actor, vm.uuid, body));
      const created = await show(request, image);
      return reply.code(201).header('location', created.url).send(created);
    },
  );
}
