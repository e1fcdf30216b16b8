import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { reference } from '../../common/reference.ts';
import { parseUuid } from '../../common/uuid.ts';
import { record, usableProject, visible } from '../../identity/index.ts';
import { instanceView, powerActions } from '../../instances/index.ts';
import { scheduled } from '../http/answers.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { uuidParams } from '../http/filters.ts';
import { versionOf } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { instanceActionRoutes } from '../openstack/instance-actions.ts';
import { consoleRoute } from '../openstack/instance-console.ts';
import { instanceSchema, presentInstance } from '../openstack/instances.schema.ts';
import { resourceChangeRoutes } from './resource-changes.ts';
import { resourceSorts, vmFilters } from './resource-filters.ts';
import { resourceEndRoutes } from './resource-end.ts';
import { resourceOfPath } from './resource-of-path.ts';
import { resourcePartRoutes } from './resource-parts.ts';
import { resourceUpkeepRoutes } from './resource-upkeep.ts';
import { presentResource } from './present-resource.ts';
import { resourceSchema } from './resources.schema.ts';
import { runtimeOf } from './vm-runtime.ts';
import { listOrderedVolumes, orderedVolume, presentVolumeResource, volumeResourceSchema } from './volume-resources.ts';
import type { App } from '../http/app.ts';

const tag = 'Resources';
const prefix = '/marketplace-resources/:uuid';
const suggestionSchema = z.object({ name: z.string() }).meta({ id: 'SuggestedName' });

export function resourceRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db } = context;
  const vms = collection(app, dialect, {
    db,
    path: 'marketplace-resources',
    tag,
    one: 'a VM',
    many: 'VMs, or with offering_type=OpenStack.Volume ordered volumes',
    item: resourceSchema,
    view: instanceView,
    readable: (actor) => visible(actor, 'i.project'),
    filters: vmFilters(dialect),
    unlessAsked: { parameters: ['state'], where: sql<boolean>`i.state <> 'TERMINATED'` },
    sorts: resourceSorts('i'),
    order: ['-i.created', 'i.uuid'],
    present: (vm, as) => presentResource(vm, as, runtimeOf(context, vm)),
    also: {
      item: volumeResourceSchema,
      show: async (request, as) => {
        const volume = await orderedVolume(db, request);
        if (volume !== null) request.version = versionOf(volume);
        return volume && presentVolumeResource(volume, as);
      },
      list: (request, page, as) => listOrderedVolumes({ db, dialect }, request, page, as),
    },
  });

  const find = resourceOfPath(db, vms.find);
  const one = 'a VM';
  resourceChangeRoutes(app, context, dialect, { find, show: vms.show });
  resourceUpkeepRoutes(app, context, find);
  instanceActionRoutes(app, context, vms.find, { prefix: `${prefix}/actions`, tag, one });
  consoleRoute(app, context, vms.find, { prefix, tag, one });

  const on = routesOn(app, db, { tag, find: vms.find });
  on('POST', `${prefix}/actions/:action/`, {
    summary: 'Any other action: refused by the names of those that there are',
    params: uuidParams.extend({ action: z.string() }),
    permission: 'INSTANCE.POWER',
    refuses: [409],
    run: (_tx, { request }) => {
      const { action } = request.params as { action: string };
      const actions = [...powerActions, 'change_flavor', 'rebuild', 'rescue', 'unrescue', 'cancel'];
      throw invalid('action', `"${action}" is not an action of a VM. Use one of: ${actions.join(', ')}.`);
    },
    answer: scheduled(''),
  });
  resourceEndRoutes(app, context, dialect, find);
  resourcePartRoutes(app, context, dialect, vms.find);
  on('GET', `${prefix}/details/`, {
    summary: 'The instance of a VM',
    answer: {
      status: 200,
      schema: instanceSchema,
      body: ({ request, found }) => presentInstance(found, presenter(request, dialect)),
    },
  });
  suggestNameRoute(app, context);
}

function suggestNameRoute(app: App, { db }: ApiContext): void {
  const find = async ({ actor, body }: FastifyRequest) => {
    const project = parseUuid((body as { project: string }).project) ?? '';
    if (!(await usableProject(db, actor, project))) throw invalid('project', 'Object does not exist.');
    return { project };
  };
  routesOn(app, db, { tag, find, permission: 'ORDER.CREATE' })('POST', '/marketplace-resources/suggest_name/', {
    summary: 'A name for the next VM of a project',
    body: z.object({ project: reference, offering: reference }),
    answer: {
      status: 200,
      schema: suggestionSchema,
      body: async ({ actor, found: { project } }) => {
        // nothing is changed
        record(actor, 'audited');
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
    },
  });
}
