import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import { type Actor, audit, mayOperate, mayUse, usableProject, visible } from '../../identity/index.ts';
import { reference } from '../../orders/index.ts';
import type { ApiContext, App } from '../context.ts';
import { conflict, detailSchema, forbidden, HttpError, notFound } from '../errors.ts';
import { baseUrl, envelope, paged, pageQuery, window } from '../paging.ts';
import { named, nameFilters, uuidParams } from './filters.ts';
import { type Readers, reader } from './reader.ts';

const tags = ['Images'];

const imageSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    project: z.string().nullable().meta({ description: 'null: public' }),
    ssh_user: z.string().meta({ description: 'Login user' }),
    readiness: z
      .enum(['agent', 'cloud-init', 'ssh', 'none'])
      .meta({ description: 'How a guest of it shows that it is ready' }),
    min_disk: z.int().meta({ description: 'MiB' }),
    min_ram: z.int().meta({ description: 'MiB' }),
    state: z.enum(['pending', 'ready', 'erred']),
    size: z.int().nullable().meta({ description: 'Bytes on the host' }),
    sha256: z.string().nullable(),
    error_message: z.string(),
    progress: z.number().nullable().meta({ description: '0 to 1 while it is being made ready' }),
    message: z.string(),
    created: z.iso.datetime(),
  })
  .meta({ id: 'Image' });

type ImageAnswer = z.input<typeof imageSchema>;

const images: Readers<Omit<ImageAnswer, 'progress' | 'message'>> = reader(
  sql`SELECT m.uuid, m.name, m.description, m.project, m.ssh_user, m.readiness, m.min_disk_mib AS min_disk,
    m.min_memory_mib AS min_ram, m.state, m.size_bytes::float8 AS size, m.sha256, m.error_message, m.created FROM image m`,
  'openstack-images',
);

const importBody = z.object({
  name: z.string().min(1).max(150),
  description: z.string().max(4096).default(''),
  ssh_user: z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'Must be a Unix user name, such as debian or ubuntu.'),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'Must be the SHA-256 of the file, 64 hex digits: sha256sum FILE prints it.')
    .transform((hex) => hex.toLowerCase()),
  url: z
    .url({ protocol: /^https?$/, error: 'Must be an http or https URL.' })
    .max(2000)
    .optional()
    .describe('Where to download from; left out: upload with PUT …/file/'),
  readiness: z.enum(['cloud-init', 'ssh', 'none']).default('ssh'),
  min_disk: z.int().min(1).max(16_777_216).default(1024).describe('MiB'),
  min_ram: z.int().min(64).max(16_777_216).default(512).describe('MiB'),
  project: reference.nullable().optional().describe('Only this project sees it; left out: public, which staff may'),
});

function invalid(field: string, message: string): InvalidRequest {
  const errors = new FieldErrors();
  errors.add([field], message);
  return new InvalidRequest(errors);
}

export function imageRoutes(app: App, { db, images: store }: ApiContext): void {
  const shown = (image: Omit<ImageAnswer, 'progress' | 'message'>): ImageAnswer => {
    const progress = image.state === 'pending' ? store.progress(image.uuid) : null;
    return { ...image, progress: progress?.fraction ?? null, message: progress?.message ?? '' };
  };
  const seen = (actor: Actor) =>
    sql<boolean>`m.removed IS NULL AND (m.project IS NULL OR ${visible(actor, 'm.project')})`;
  const one = async (request: { actor: Actor; params: { uuid: string } }, base: string) => {
    const found = await images.one(
      db,
      sql<boolean>`m.uuid = ${parseUuid(request.params.uuid)} AND ${seen(request.actor)}`,
      base,
    );
    if (found === null) throw notFound();
    return found;
  };
  /** Public images are the operator's; a project's are its own. */
  const mayChange = (actor: Actor, project: string | null): boolean =>
    project === null ? mayOperate(actor) : mayUse(actor, project);

  app.get(
    '/openstack-images/',
    {
      schema: {
        tags,
        summary: 'List images',
        querystring: z.object({ ...pageQuery, ...nameFilters }),
        response: { 200: envelope(imageSchema) },
      },
    },
    async (request, reply) => {
      const where = named(seen(request.actor), 'm.name', request.query);
      const { count, rows } = await images.page(
        db,
        where,
        sql`m.created, m.uuid`,
        window(request.query),
        baseUrl(request, '/api'),
      );
      return paged(request, reply, request.query, count, rows.map(shown));
    },
  );

  app.get(
    '/openstack-images/:uuid/',
    {
      schema: {
        tags,
        summary: 'Get an image',
        params: uuidParams,
        response: { 200: imageSchema, 404: detailSchema },
      },
    },
    async (request) => shown(await one(request, baseUrl(request, '/api'))),
  );

  app.post(
    '/openstack-images/',
    {
      schema: {
        tags,
        summary: 'Import an image by URL, or announce one to upload',
        description: 'qcow2 or raw. The checksum is verified, and the file inspected, before anything uses it.',
        body: importBody,
        response: { 201: imageSchema, 403: detailSchema },
      },
    },
    async (request, reply) => {
      const { body, actor } = request;
      const project = body.project == null ? null : parseUuid(body.project);
      if (project !== null && !(await usableProject(db, actor, project))) {
        throw invalid(
          'project',
          'Object does not exist: no project of this UUID is available to you. GET /api/projects/ lists those that are.',
        );
      }
      if (project === null && !mayOperate(actor))
        throw new HttpError(403, 'Only staff may add public images. Give a "project" of yours.');
      const uuid = await insertImage(db, actor, body, project);
      if (body.url !== undefined) store.begin(uuid);
      const made = await one({ actor, params: { uuid } }, baseUrl(request, '/api'));
      return reply.code(201).header('location', made.url).send(shown(made));
    },
  );

  app.put(
    '/openstack-images/:uuid/file/',
    {
      bodyLimit: 64 * 1024 ** 3,
      schema: {
        tags,
        summary: 'Upload the content of an announced image',
        description: 'application/octet-stream: the qcow2 or raw file itself.',
        params: uuidParams,
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
      const image = await one(request, '');
      if (!mayChange(request.actor, image.project)) throw forbidden();
      const row = await db
        .selectFrom('image')
        .select('source')
        .where('uuid', '=', image.uuid)
        .executeTakeFirstOrThrow();
      if (image.state === 'ready' || row.source.kind !== 'upload')
        throw conflict('This image has its content already. Import a new one instead.');
      if (typeof (request.body as { pipe?: unknown } | null)?.pipe !== 'function') {
        throw new HttpError(415, 'Send the file itself as application/octet-stream.');
      }
      const { project } = image;
      await audit(db, request.actor, 'image.upload', { object: image.uuid, ...(project === null ? {} : { project }) });
      await store.upload(image.uuid, request.body as NodeJS.ReadableStream);
      return shown(await one(request, baseUrl(request, '/api')));
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
      const image = await one(request, '');
      if (!mayChange(request.actor, image.project)) throw forbidden();
      const removed = await db.transaction().execute(async (tx) => {
        // first the lock, which waits for orders that have chosen the image; then, in a new snapshot, the look for VMs
        await sql`SELECT FROM image WHERE uuid = ${image.uuid} FOR UPDATE`.execute(tx);
        const { rows } = await sql`
          UPDATE image SET removed = now() WHERE uuid = ${image.uuid}
            AND NOT EXISTS (SELECT FROM instance i WHERE i.image = image.uuid AND i.reserved) RETURNING uuid
        `.execute(tx);
        if (rows.length > 0) await audit(tx, request.actor, 'image.delete', { object: image.uuid });
        return rows.length > 0;
      });
      if (!removed) throw conflict('VMs use this image: their disks stand on it. Delete them first.');
      await store.remove(image.uuid);
      return reply.code(204).send(null);
    },
  );
}

async function insertImage(
  db: Database,
  actor: Actor,
  body: z.output<typeof importBody>,
  project: string | null,
): Promise<string> {
  const source = body.url === undefined ? { kind: 'upload' } : { kind: 'url', url: body.url };
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('image')
      .values({
        project,
        name: body.name,
        description: body.description,
        ssh_user: body.ssh_user,
        readiness: body.readiness,
        min_disk_mib: body.min_disk,
        min_memory_mib: body.min_ram,
        source: JSON.stringify(source),
        sha256: body.sha256,
        state: 'pending',
      })
      .onConflict((clash) => clash.doNothing())
      .returning('uuid')
      .executeTakeFirst();
    if (row === undefined)
      throw invalid('name', 'There is a public image of this name already. Give another name, or delete that one.');
    await audit(tx, actor, 'image.create', { object: row.uuid, ...(project === null ? {} : { project }) });
    return row.uuid;
  });
}
