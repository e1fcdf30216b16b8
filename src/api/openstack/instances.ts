import { sql } from 'kysely';
import { requirePermission, visible } from '../../identity/index.ts';
import { instanceView } from '../../instances/index.ts';
import { collection } from '../http/collection.ts';
import { statusSchema } from '../http/schemas.ts';
import type { ApiContext } from '../context.ts';
import { consoleRoute } from './instance-console.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { repeatable, uuidParams } from '../http/filters.ts';
import { instanceActionRoutes } from './instance-actions.ts';
import { instanceChangeRoutes } from './instance-changes.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { reconcileRoute } from './reconcile-route.ts';
import { instanceSchema, presentInstance } from './instances.schema.ts';
import { setStateByHand } from '../../actions/index.ts';
import type { App } from '../http/app.ts';

const tag = 'Instances';
const tags = [tag];

/** The VMs as Waldur's instances; each has the UUID of its marketplace resource. */
export function instanceRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db } = context;
  const { find, show } = collection(app, dialect, {
    db,
    path: 'openstack-instances',
    tag,
    one: 'an instance',
    many: 'instances',
    item: instanceSchema,
    view: instanceView,
    // what is terminated is no instance any more; its marketplace resource remains
    readable: (actor) => sql<boolean>`${visible(actor, 'i.project')} AND i.state <> 'TERMINATED'`,
    filters: {
      ...labelFilters('i'),
      ...projectFilters('i'),
      state: repeatable(20, (words) => sql<boolean>`i.state = ANY(${words})`),
      runtime_state: repeatable(20, (words) => sql<boolean>`i.runtime_state = ANY(${words})`),
      external_ip: repeatable(
        45,
        (texts) => sql<boolean>`i.uuid IN (SELECT t.instance FROM floating_ip f JOIN address a ON a.floating_ip = f.uuid
          JOIN port t ON t.uuid = f.port WHERE host(a.address) = ANY(${texts}))`,
      ),
    },
    sorts: { name: 'i.name', created: 'i.created', modified: 'i.modified', state: 'i.state' },
    order: sql`i.created DESC, i.uuid`,
    present: presentInstance,
  });
  const prefix = '/openstack-instances/:uuid';
  instanceChangeRoutes(app, context, { prefix, tag, one: 'an instance', item: instanceSchema, find, show });
  instanceActionRoutes(app, context, find, { prefix, tag, one: 'an instance' });
  consoleRoute(app, context, find, { prefix, tag, one: 'an instance' });

  reconcileRoute(app, context, {
    prefix,
    tag,
    one: 'a VM',
    event: 'instance.pull',
    find: async (request) => {
      const { uuid, project } = await find(request);
      return { uuid, project, permission: 'INSTANCE.POWER' };
    },
  });

  for (const [action, state] of [
    ['set_ok', 'OK'],
    ['set_erred', 'ERRED'],
  ] as const) {
    app.post(
      `${prefix}/${action}/`,
      {
        schema: {
          tags,
          summary: `Say that a VM is ${state}, when nothing is being done with it; staff only`,
          params: uuidParams,
          response: { 200: statusSchema, 404: detailSchema, 409: detailSchema },
        },
      },
      async (request) => {
        requirePermission(request.actor, 'CLOUD.OPERATE', null);
        const vm = await find(request);
        await db.transaction().execute((tx) => setStateByHand(tx, request.actor, vm.uuid, state));
        return { status: `The state of the instance is ${state}` };
      },
    );
  }
}
