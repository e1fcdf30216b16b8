import { sql } from 'kysely';
import { z } from 'zod';
import { changeImage, createImage, type ImageChange, removeImage } from '../../catalogue/index.ts';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import { type Actor, requirePermission, usableProject, visible } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { choice, equals, type Filters, flag, nameFilters, uuidParams } from '../http/filters.ts';
import { imageCaptureRoutes } from './image-capture.ts';
import { imageContentRoutes } from './image-content.ts';
import { announced } from './image-request.ts';
import { changeBody, imageSchema, images, newImageBody, presentImage } from './images.schema.ts';
import type { App } from '../http/app.ts';
import { forProjects } from '../identity/project-filters.ts';
import { ofOffering } from '../marketplace/offering-filter.ts';

const tags = ['Images'];

const filters: Filters = {
  ...nameFilters('m.name'),
  // a tenant is a project, and sees the public ones too
  tenant: forProjects('m'),
  tenant_uuid: forProjects('m'),
  project_uuid: forProjects('m'),
  // every offering has every image
  offering_uuid: ofOffering,
  state: choice(['pending', 'importing', 'ready', 'erred'], (states) => sql<boolean>`m.state = ANY(${states})`),
  is_rescue_image: flag(sql<boolean>`m.is_rescue_image`),
  in_catalogue: flag(sql<boolean>`m.catalogue IS NOT NULL`),
  catalogue: equals('m.catalogue'),
};

/** A project that a body names as the one that sees an image; null: everybody. */
async function viewer(db: Database, actor: Actor, wanted: string | null | undefined): Promise<string | null> {
  if (wanted == null) return null;
  const project = parseUuid(wanted);
  if (project !== null && (await usableProject(db, actor, project))) return project;
  throw invalid(
    'project',
    'Object does not exist: no project of this UUID is available to you. GET /api/projects/ lists those that are.',
  );
}

export function imageRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, images: store } = context;
  const found = collection(app, dialect, {
    db,
    path: 'openstack-images',
    tag: 'Images',
    one: 'an image',
    many: 'images; in_catalogue=true: the well-known ones, downloaded on first use',
    item: imageSchema,
    view: images,
    readable: (actor) => sql<boolean>`m.removed IS NULL AND (m.project IS NULL OR ${visible(actor, 'm.project')})`,
    filters,
    sorts: { name: 'm.name', created: 'm.created' },
    // what is the cloud's own first
    order: sql`m.catalogue IS NOT NULL, m.created, m.name, m.uuid`,
    present: (image, as) => presentImage(image, image.state === 'ready' ? null : store.progress(image.uuid), as),
  });
  const { find, show } = found;

  app.post(
    '/openstack-images/',
    {
      schema: {
        tags,
        summary: 'Import an image by URL, or announce one to upload',
        body: newImageBody,
        response: { 201: imageSchema, 403: detailSchema },
      },
    },
    async (request, reply) => {
      const { body, actor } = request;
      const project = await viewer(db, actor, body.project);
      requirePermission(actor, 'IMAGE.MANAGE', project);
      const image = announced(body, project, store.catalogue);
      const uuid = await db.transaction().execute((tx) => createImage(tx, actor, image));
      const created = await show(request, uuid);
      return reply.code(201).header('location', created.url).send(created);
    },
  );

  app.patch(
    '/openstack-images/:uuid/',
    {
      schema: {
        tags,
        summary: 'Change an image',
        params: uuidParams,
        body: changeBody,
        response: { 200: imageSchema, 403: detailSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request) => {
      const { actor } = request;
      const { uuid } = await find(request);
      const { min_disk, min_ram, project, ...same } = request.body;
      const change: ImageChange = {
        ...same,
        ...(min_disk === undefined ? {} : { min_disk_mib: min_disk }),
        ...(min_ram === undefined ? {} : { min_memory_mib: min_ram }),
        ...(project === undefined ? {} : { project: await viewer(db, actor, project) }),
      };
      await db.transaction().execute((tx) => changeImage(tx, actor, uuid, change));
      // staff that is limited to a project may have hidden it from itself
      return show(request, uuid);
    },
  );

  app.delete(
    '/openstack-images/:uuid/',
    {
      schema: {
        tags,
        summary: 'Delete an image that no VM uses',
        params: uuidParams,
        response: { 204: z.null(), 403: detailSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid } = await find(request);
      await db.transaction().execute((tx) => removeImage(tx, request.actor, uuid));
      await store.remove(uuid);
      return reply.code(204).send(null);
    },
  );

  imageContentRoutes(app, context, found);
  imageCaptureRoutes(app, context, found);
}
