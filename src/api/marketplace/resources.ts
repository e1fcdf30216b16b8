import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { record, requirePermission, usableProject, visible } from '../../identity/index.ts';
import { instanceView, powerActions } from '../../instances/index.ts';
import { collection } from '../http/collection.ts';
import { statusSchema } from '../http/schemas.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { references, repeatable, since, uuidParams } from '../http/filters.ts';
import { instanceActionRoutes } from '../openstack/instance-actions.ts';
import { instanceChangeRoutes } from '../openstack/instance-changes.ts';
import { consoleRoute } from '../openstack/instance-console.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { instanceSchema, presentInstance } from '../openstack/instances.schema.ts';
import { rowState } from './resource-common.ts';
import { resourceUpkeepRoutes } from './resource-upkeep.ts';
import { presentResource, resourceSchema, rowRuntimeState } from './resources.schema.ts';
import { runtimeOf } from './vm-runtime.ts';
import {
  changeOrderedVolume,
  listOrderedVolumes,
  orderedVolume,
  presentVolumeResource,
  volumeResourceSchema,
} from './volume-resources.ts';
import { orderTermination, terminateInstance, terminateVolume } from '../../actions/index.ts';
import { reference } from '../../common/reference.ts';
import type { App } from '../http/app.ts';

const tag = 'Resources';
const tags = [tag];

const choices = {
  delete_volumes: z.boolean().optional().describe('false: data volumes are kept and detached'),
  release_floating_ips: z.boolean().optional().describe('Left out: those that came with the VM'),
  action: z.enum(['destroy', 'force_destroy']).optional().describe('force_destroy: also when it runs'),
};
/** Waldur's own clients send the choices in `attributes`, Terraform beside it. */
const terminateBody = z
  .object({ ...choices, attributes: z.object(choices).meta({ id: 'TerminateAttributes' }).optional() })
  .nullish();
const terminationSchema = z
  .object({ order_uuid: z.string(), uuid: z.string().describe('The same') })
  .meta({ id: 'Termination' });
const suggestionSchema = z.object({ name: z.string() }).meta({ id: 'SuggestedName' });

export function resourceRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, engine } = context;
  const { find, show } = collection(app, dialect, {
    db,
    path: 'marketplace-resources',
    tag,
    one: 'a VM',
    many: 'VMs, or with offering_type=OpenStack.Volume ordered volumes',
    item: resourceSchema,
    view: instanceView,
    readable: (actor) => visible(actor, 'i.project'),
    filters: {
      ...labelFilters('i'),
      state: repeatable(20, (words) => sql<boolean>`i.state = ANY(${words.map(rowState)})`),
      runtime_state: repeatable(20, (words) => sql<boolean>`i.runtime_state = ANY(${words.map(rowRuntimeState)})`),
      ...projectFilters('i'),
      offering_uuid: references('i.offering'),
      offering: references('i.offering'),
      plan_uuid: references('i.plan'),
      scope: references('i.uuid'),
      created: since('i.created'),
      modified: since('i.modified'),
      category_uuid: references(sql`(SELECT o.category FROM offering o WHERE o.uuid = i.offering)`),
      offering_type: repeatable(50, (words) => sql<boolean>`'OpenStack.Instance' = ANY(${words})`),
    },
    unlessAsked: { parameters: ['state'], where: sql<boolean>`i.state <> 'TERMINATED'` },
    sorts: { name: 'i.name', created: 'i.created', modified: 'i.modified', state: 'i.state' },
    order: sql`i.created DESC, i.uuid`,
    present: (vm, as) => presentResource(vm, as, runtimeOf(context, vm.uuid)),
    also: {
      item: volumeResourceSchema,
      show: async (request, as) => {
        const volume = await orderedVolume(db, request);
        return volume && presentVolumeResource(volume, as);
      },
      list: (request, page, as) => listOrderedVolumes(db, request, page, as),
    },
  });

  /** Ends the volume that the path names; null: it names none. */
  async function endVolume(request: FastifyRequest): Promise<string | null> {
    const volume = await orderedVolume(db, request);
    if (volume === null) return null;
    requirePermission(request.actor, 'RESOURCE.TERMINATE', volume.project);
    return db.transaction().execute((tx) => terminateVolume(tx, engine, request.actor, volume.uuid));
  }

  const prefix = '/marketplace-resources/:uuid';
  instanceChangeRoutes<z.input<typeof resourceSchema> | z.input<typeof volumeResourceSchema>>(app, context, {
    prefix,
    tag,
    one: 'a VM',
    item: z.union([resourceSchema, volumeResourceSchema]),
    find,
    show,
    changeOther: (request) => changeOrderedVolume(context, request, presenter(request, dialect)),
  });
  resourceUpkeepRoutes(app, context, find);
  instanceActionRoutes(app, context, find, { prefix: `${prefix}/actions`, tag, one: 'a VM' });
  consoleRoute(app, context, find, { prefix, tag, one: 'a VM' });

  app.delete(
    '/marketplace-resources/:uuid/',
    {
      schema: {
        tags,
        summary: 'Delete a VM, running or not, with its system volume; or an ordered volume',
        params: uuidParams,
        response: { 204: z.null(), 404: detailSchema, 409: detailSchema },
      },
    },
    async (request, reply) => {
      if ((await endVolume(request)) !== null) return reply.code(204).send(null);
      const vm = await find(request);
      requirePermission(request.actor, 'RESOURCE.TERMINATE', vm.project);
      await db.transaction().execute((tx) => orderTermination(tx, engine, request.actor, vm.uuid, 'refuse'));
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${prefix}/actions/:action/`,
    {
      schema: {
        tags,
        summary: 'Any other action: refused by the names of those that there are',
        params: uuidParams.extend({ action: z.string() }),
        response: { 202: statusSchema, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request) => {
      const vm = await find(request);
      requirePermission(request.actor, 'INSTANCE.POWER', vm.project);
      const actions = [...powerActions, 'change_flavor', 'rebuild', 'rescue', 'unrescue'];
      throw invalid(
        'action',
        `"${request.params.action}" is not an action of a VM. Use one of: ${actions.join(', ')}.`,
      );
    },
  );

  app.post(
    `${prefix}/terminate/`,
    {
      schema: {
        tags,
        summary: 'Order the end of a stopped VM, or of a volume that no VM has',
        params: uuidParams,
        body: terminateBody,
        response: {
          200: terminationSchema,
          404: detailSchema,
          409: detailSchema,
        },
      },
    },
    async (request) => {
      const ended = await endVolume(request);
      if (ended !== null) return { order_uuid: dialect.id(ended), uuid: dialect.id(ended) };
      const vm = await find(request);
      requirePermission(request.actor, 'RESOURCE.TERMINATE', vm.project);
      const { attributes, ...beside } = request.body ?? {};
      const choice = { ...beside, ...attributes };
      const wanted = {
        force: choice.action === 'force_destroy',
        volumes: choice.delete_volumes === false ? ('keep' as const) : ('delete' as const),
        releaseFloatingIps: choice.release_floating_ips,
      };
      const ordered = await db
        .transaction()
        .execute((tx) => terminateInstance(tx, engine, request.actor, vm.uuid, wanted));
      const order = dialect.id(ordered);
      return { order_uuid: order, uuid: order };
    },
  );

  app.get(
    `${prefix}/details/`,
    {
      schema: {
        tags,
        summary: 'The instance of a VM',
        params: uuidParams,
        response: { 200: instanceSchema, 404: detailSchema },
      },
    },
    async (request) => presentInstance(await find(request), presenter(request, dialect)),
  );

  app.post(
    '/marketplace-resources/suggest_name/',
    {
      schema: {
        tags,
        summary: 'A name for the next VM of a project',
        body: z.object({ project: reference, offering: reference }),
        response: { 200: suggestionSchema },
      },
    },
    async (request) => {
      const project = parseUuid(request.body.project) ?? '';
      if (!(await usableProject(db, request.actor, project))) throw invalid('project', 'Object does not exist.');
      requirePermission(request.actor, 'ORDER.CREATE', project);
      // nothing is changed
      record(request.actor, 'audited');
      const { slug } = await db
        .selectFrom('project')
        .select('slug')
        .where('uuid', '=', project)
        .executeTakeFirstOrThrow();
      const { n } = await db
        .selectFrom('instance')
        .select((eb) => eb.fn.countAll().as('n'))
        .where('project', '=', project)
        .executeTakeFirstOrThrow();
      return { name: `${slug}-${Number(n) + 1}` };
    },
  );
}
