import { sql } from 'kysely';
import { z } from 'zod';
import { invalid, noSuch } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { type Actor, requirePermission, usableProject, visible } from '../../identity/index.ts';
import { volumeShape, type VolumeView, volumeView } from '../../storage/index.ts';
import { collection } from '../http/collection.ts';
import { statusSchema } from '../http/schemas.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { flag, references, repeatable, uuidParams } from '../http/filters.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { presentVolume, volumeSchema } from './volumes.schema.ts';
import {
  attachVolume,
  createVolume,
  detachVolume,
  extendVolume,
  retypeVolume,
  terminateVolume,
  updateVolume,
} from '../../actions/index.ts';
import { reference } from '../../common/reference.ts';
import type { App } from '../http/app.ts';

const tags = ['Storage'];
const answers = { 202: statusSchema, 404: detailSchema, 409: detailSchema };
const changes = z.object({ name: volumeShape.name.optional(), description: volumeShape.description });

export function volumeRoutes(app: App, { db, engine }: ApiContext, dialect: Dialect): void {
  const { find, show } = collection(app, dialect, {
    db,
    path: 'openstack-volumes',
    tag: 'Storage',
    one: 'a volume',
    many: 'volumes',
    item: volumeSchema,
    view: volumeView,
    readable: (actor) => sql<boolean>`${visible(actor, 'v.project')} AND v.state <> 'TERMINATED'`,
    filters: {
      ...labelFilters('v'),
      ...projectFilters('v'),
      state: repeatable(20, (words) => sql<boolean>`v.state = ANY(${words})`),
      runtime_state: repeatable(20, (words) => sql<boolean>`v.runtime_state = ANY(${words})`),
      instance: references('v.instance'),
      instance_uuid: references('v.instance'),
      attach_instance_uuid: {
        schema: z.string().max(500).describe('Only what can be attached to this instance'),
        where: (value) => sql<boolean>`v.state = 'OK' AND v.instance IS NULL
          AND v.project = (SELECT project FROM instance WHERE uuid = ${parseUuid(String(value))})`,
      },
      bootable: flag(sql<boolean>`v.image IS NOT NULL`),
    },
    sorts: { name: 'v.name', created: 'v.created', size: 'v.size_mib', state: 'v.state' },
    order: sql`v.created DESC, v.uuid`,
    present: presentVolume,
  });

  /** The volume of the path, which the actor may change. */
  async function managed(request: Parameters<typeof find>[0]): Promise<VolumeView> {
    const volume = await find(request);
    requirePermission(request.actor, 'VOLUME.MANAGE', volume.project);
    return volume;
  }

  app.post(
    '/openstack-volumes/',
    {
      schema: {
        tags,
        summary: 'Create a volume',
        body: z.object({ project: reference, ...volumeShape }),
        response: { 201: volumeSchema },
      },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const project = await projectFor(actor, body.project);
      const uuid = await db.transaction().execute((tx) => createVolume(tx, engine, actor, project, body));
      const answer = await show(request, uuid);
      return reply.code(201).header('location', answer.url).send(answer);
    },
  );

  async function projectFor(actor: Actor, given: string): Promise<string> {
    const project = parseUuid(given) ?? '';
    if (!(await usableProject(db, actor, project))) throw invalid('project', noSuch('project', 'projects'));
    requirePermission(actor, 'VOLUME.MANAGE', project);
    return project;
  }

  app.patch(
    '/openstack-volumes/:uuid/',
    {
      schema: {
        tags,
        summary: 'Rename or describe a volume',
        params: uuidParams,
        body: changes,
        response: { 200: volumeSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request) => {
      const { uuid } = await managed(request);
      const { body } = request;
      if (Object.values(body).every((value) => value === undefined))
        throw invalid('non_field_errors', 'Nothing to change: give name or description.');
      await db.transaction().execute((tx) => updateVolume(tx, request.actor, uuid, body));
      return show(request, uuid);
    },
  );

  app.delete(
    '/openstack-volumes/:uuid/',
    {
      schema: {
        tags,
        summary: 'Delete a volume that no VM has',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      const { uuid } = await managed(request);
      await db.transaction().execute((tx) => terminateVolume(tx, engine, request.actor, uuid));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/openstack-volumes/:uuid/attach/',
    {
      schema: {
        tags,
        summary: 'Attach a volume to a VM of its project, running or not',
        params: uuidParams,
        body: z.object({ instance: reference }),
        response: answers,
      },
    },
    async (request, reply) => {
      const { uuid } = await managed(request);
      const instance = parseUuid(request.body.instance) ?? '';
      await db.transaction().execute((tx) => attachVolume(tx, engine, request.actor, uuid, instance));
      return reply.code(202).send({ status: 'attach was scheduled' });
    },
  );

  app.post(
    '/openstack-volumes/:uuid/detach/',
    {
      schema: {
        tags,
        summary: 'Detach a volume from its VM, running or not',
        params: uuidParams,
        response: answers,
      },
    },
    async (request, reply) => {
      const { uuid } = await managed(request);
      await db.transaction().execute((tx) => detachVolume(tx, engine, request.actor, uuid));
      return reply.code(202).send({ status: 'detach was scheduled' });
    },
  );

  app.post(
    '/openstack-volumes/:uuid/extend/',
    {
      schema: {
        tags,
        summary: 'Make a volume larger; a running guest sees it at once',
        params: uuidParams,
        body: z.object({
          disk_size: volumeShape.size.optional().describe('MiB'),
          size: volumeShape.size.optional().describe('The same, as Terraform calls it'),
        }),
        response: answers,
      },
    },
    async (request, reply) => {
      const { uuid } = await managed(request);
      const { size: named, disk_size: size = named } = request.body;
      if (size === undefined) throw invalid('disk_size', 'This field is required.');
      await db.transaction().execute((tx) => extendVolume(tx, engine, request.actor, uuid, size));
      return reply.code(202).send({ status: 'extend was scheduled' });
    },
  );

  app.post(
    '/openstack-volumes/:uuid/retype/',
    {
      schema: {
        tags,
        summary: 'Give a volume another type',
        params: uuidParams,
        body: z.object({ type: reference }),
        response: answers,
      },
    },
    async (request, reply) => {
      const { uuid } = await managed(request);
      const type = parseUuid(request.body.type) ?? '';
      await db.transaction().execute((tx) => retypeVolume(tx, request.actor, uuid, type));
      return reply.code(202).send({ status: 'retype was scheduled' });
    },
  );
}
