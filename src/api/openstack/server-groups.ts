import { sql } from 'kysely';
import { z } from 'zod';
import { visible } from '../../identity/index.ts';
import { createServerGroup, deleteServerGroup, updateServerGroup } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { collection } from '../http/collection.ts';
import { oneOf } from '../http/filters.ts';
import { edit, routesOn } from '../http/route.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { coreStates, serverGroupPolicy } from '../states.ts';
import { byExternalIp } from './external-ip.ts';
import { makeRoutes } from './network-object-routes.ts';
import { labelChanges, labels } from './network-object.ts';
import { reconcileRoute } from './reconcile-route.ts';
import { presentServerGroup, serverGroups, serverGroupSchema } from './server-groups.schema.ts';

/** They are about VMs, and for whoever changes these. */
const managed = { tag: 'Instances', permission: 'RESOURCE.UPDATE' } as const;

export function serverGroupRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const groups = collection(app, dialect, {
    db,
    path: 'openstack-server-groups',
    tag: managed.tag,
    one: 'a server group',
    many: 'server groups',
    item: serverGroupSchema,
    view: serverGroups,
    lock: 'project',
    readable: (actor) => visible(actor, 'g.project'),
    filters: {
      ...labelFilters('g'),
      ...projectFilters('g'),
      state: oneOf(coreStates, sql`'OK'::text`),
      external_ip: byExternalIp(
        (instances) => sql<boolean>`g.uuid IN (SELECT server_group FROM instance WHERE uuid IN (${instances}))`,
      ),
    },
    sorts: { name: 'g.name', created: 'g.created' },
    order: ['g.created', 'g.uuid'],
    present: presentServerGroup,
  });

  makeRoutes(app, db, {
    managed,
    paths: ['openstack-server-groups', 'create_server_group'],
    summary: 'Make a server group',
    body: z.object({ ...labels, policy: serverGroupPolicy.optional().describe('Left out: affinity') }),
    make: createServerGroup,
    answer: groups.created,
  });
  const on = routesOn(app, db, { ...managed, find: groups.find });
  reconcileRoute(on, {
    prefix: '/openstack-server-groups/:uuid',
    one: 'the VMs of a group',
    event: 'server-group.pull',
  });
  on(edit, '/openstack-server-groups/:uuid/', {
    summary: 'Rename or describe a server group, or give it another policy',
    body: z.object({ ...labelChanges, policy: serverGroupPolicy.optional() }),
    run: (tx, { actor, found, body }) => updateServerGroup(tx, actor, found, body),
    answer: groups.changed,
  });
  on('DELETE', '/openstack-server-groups/:uuid/', {
    summary: 'Delete a server group; 409 while VMs are in it',
    refuses: [409],
    run: (tx, { actor, found }) => deleteServerGroup(tx, actor, found),
    answer: gone,
  });
}
