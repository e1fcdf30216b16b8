import { z } from 'zod';
import { imageState } from '../states.ts';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { changeImage, createImage, type ImageChange, removeImage, requireImage } from '../../catalogue/index.ts';
import { definedFields } from '../../common/defined-fields.ts';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import { type CloudName, cloudOf, usableProject, visible } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import { equals, type Filters, flag, nameFilters, oneOf } from '../http/filters.ts';
import { edit, routesOn } from '../http/route.ts';
import { imageCaptureRoutes } from './image-capture.ts';
import { imageContentRoutes } from './image-content.ts';
import { announced } from './image-request.ts';
import { changeBody, imageSchema, imageView, newImageBody, presentImage, settingsFilters } from './images.schema.ts';
import type { App } from '../http/app.ts';
import { forProjects } from '../identity/project-filters.ts';
import { ofOffering } from '../marketplace/offering-filter.ts';

const filters: Filters = {
  ...nameFilters('m.name'),
  // a tenant is a project, and sees the public ones too
  tenant: forProjects('m', 'm.cloud'),
  tenant_uuid: forProjects('m', 'm.cloud'),
  project_uuid: forProjects('m', 'm.cloud'),
  // every offering has every image
  offering_uuid: ofOffering,
  ...settingsFilters,
  show_duplicate_names: {
    schema: z.literal('true', 'All images are shown, whatever their names: leave it out.'),
    where: () => sql<boolean>`true`,
  },
  state: oneOf(imageState.options, 'm.state'),
  is_rescue_image: flag(sql<boolean>`m.is_rescue_image`),
  in_catalogue: flag(sql<boolean>`m.catalogue IS NOT NULL`),
  catalogue: equals('m.catalogue'),
};

/** The project that a body names as the one that sees an image; null: everybody. */
function viewer(db: Database): (request: FastifyRequest) => Promise<{ project: string | null }> {
  return async ({ actor, body }) => {
    const { project: wanted } = body as { project?: string | null };
    if (wanted == null) return { project: null };
    const project = parseUuid(wanted);
    if (project !== null && (await usableProject(db, actor, project))) return { project };
    throw invalid(
      'project',
      'Object does not exist: no project of this UUID is available to you. GET /api/projects/ lists those that are.',
    );
  };
}

export function imageRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, images: store, clouds } = context;
  const homeOf = (project: string | null): CloudName => (project === null ? clouds.first : cloudOf(project));
  const images = collection(app, dialect, {
    db,
    path: 'openstack-images',
    tag: 'Images',
    one: 'an image',
    many: 'images; in_catalogue=true: the well-known ones, downloaded on first use',
    item: imageSchema,
    view: imageView,
    readable: (actor) => sql<boolean>`m.removed IS NULL AND (m.project IS NULL OR ${visible(actor, 'm.project')})`,
    filters,
    sorts: { name: 'm.name', created: 'm.created' },
    // what is the cloud's own first
    order: [sql`m.catalogue IS NOT NULL`, 'm.created', 'm.name', 'm.uuid'],
    present: (image, as) => presentImage(image, image.state === 'ready' ? null : store.progress(image.uuid), as),
  });
  const tag = 'Images';
  routesOn(app, db, { tag, find: viewer(db) })('POST', '/openstack-images/', {
    summary: 'Import an image by URL, or announce one to upload',
    permission: ({ actor, found }) => requireImage(actor, found.project),
    body: newImageBody,
    run: (tx, { actor, found, body }) =>
      createImage(tx, actor, { ...announced(body, found.project, store.catalogue), cloud: homeOf(found.project) }),
    answer: images.created,
  });
  // who sees an image may change until it is locked: so it is asked then whether the actor may
  const on = routesOn(app, db, { tag, find: images.find, refuses: [409] });
  on(edit, '/openstack-images/:uuid/', {
    summary: 'Change an image',
    body: changeBody,
    run: async (tx, { request, actor, found, body: { min_disk, min_ram, project, ...same } }) => {
      const change: ImageChange = {
        ...same,
        ...definedFields({ min_disk_mib: min_disk, min_memory_mib: min_ram }),
        ...(project === undefined ? {} : await viewer(tx)(request)),
      };
      await changeImage(tx, actor, found.uuid, change);
    },
    // staff that is limited to a project may have hidden it from itself
    answer: images.changed,
  });
  on('DELETE', '/openstack-images/:uuid/', {
    summary: 'Delete an image that no VM uses',
    run: (tx, { actor, found }) => removeImage(tx, actor, found.uuid),
    answer: gone,
  });

  imageContentRoutes(app, context, images);
  imageCaptureRoutes(app, context, images);
}
