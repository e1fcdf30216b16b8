import { sql } from 'kysely';
import { z } from 'zod';
import { purge, undelete } from '../../actions/index.ts';
import { enums } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import { type DeletedView, deletedView } from '../../instances/index.ts';
import { isAtRest } from '../../storage/index.ts';
import type { ApiContext } from '../context.ts';
import { type Presenter, presenter } from '../dialects/dialect.ts';
import { wayscloud } from '../dialects/wayscloud.ts';
import { gone } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { collection } from '../http/collection.ts';
import { contains, equals, oneOf, references } from '../http/filters.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';

const resourceTypes = { instance: 'OpenStack.Instance', volume: 'OpenStack.Volume' } as const;
const paths = { instance: 'openstack-instances', volume: 'openstack-volumes' } as const;

const deletedSchema = z
  .object({
    uuid: z.string().meta({ description: 'That of the VM or the volume' }),
    url: z.string(),
    resource_type: z.enum(resourceTypes),
    name: z.string(),
    state: z.enum(enums['deleted_resource.state']).meta({
      id: 'DeletedResourceState',
      description:
        'DELETING: for good; ERRED: that has failed, and is tried again. Only what is OK can be brought back',
    }),
    error_message: z.string().meta({ description: 'Why it could not be brought back, or not be deleted for good' }),
    project: z.string(),
    project_uuid: z.string(),
    project_name: z.string(),
    customer_uuid: z.string(),
    customer_name: z.string(),
    deleted: time,
    deleted_by: z.string().nullable(),
    deleted_by_username: z.string().nullable(),
    kept_until: time.meta({ description: 'It is deleted for good after that, or once its project is deleted' }),
    storage: z.int().meta({ description: 'What its disks count against the quota of storage, MiB' }),
    volumes: z.array(z.object({ uuid: z.string(), name: z.string(), size: z.int() }).meta({ id: 'DeletedVolume' })),
    internal_ips: z.array(z.string()).meta({ description: 'What the VM takes again where it is free' }),
  })
  .meta({ id: 'DeletedResource' });

const undeletedSchema = z
  .object({
    uuid: z.string(),
    url: z.string().meta({ description: 'Of the VM, which is UPDATING until it is back, or of the volume' }),
    changes: z.array(z.string()).meta({ description: 'What is not as it was, in sentences' }),
  })
  .meta({ id: 'UndeletedResource' });

const nameOf = sql`coalesce((SELECT name FROM instance WHERE uuid = d.instance), (SELECT name FROM volume WHERE uuid = d.volume))`;
const typeOf = sql`CASE WHEN d.volume IS NULL THEN 'OpenStack.Instance' ELSE 'OpenStack.Volume' END`;

/** What was deleted and can be brought back: only this dialect knows of it, for clients of Waldur what is deleted is gone. */
export function deletedResourceRoutes(app: App, { db, engine }: ApiContext): void {
  const deleted = collection(app, wayscloud, {
    db,
    path: 'deleted-resources',
    tag: 'Resources',
    one: 'a deleted VM or volume',
    many: 'deleted VMs and volumes',
    item: deletedSchema,
    view: deletedView,
    readable: (actor) => sql<boolean>`${visible(actor, 'd.project')} AND ${isAtRest('d')}`,
    filters: {
      name: contains(nameOf),
      name_exact: equals(nameOf),
      project: references('d.project'),
      project_uuid: references('d.project'),
      resource_type: oneOf(Object.values(resourceTypes), typeOf),
      state: oneOf(enums['deleted_resource.state'], 'd.state'),
    },
    sorts: { deleted: 'd.deleted', kept_until: 'd.kept_until' },
    order: ['-d.deleted', 'd.uuid'],
    present,
  });
  const on = routesOn(app, db, { tag: 'Resources', find: deleted.find, refuses: [409] });
  on('POST', '/deleted-resources/:uuid/undelete/', {
    summary: 'Bring back a deleted VM or volume',
    // it takes what an order takes
    permission: 'ORDER.APPROVE',
    run: (tx, { actor, found }) => undelete(tx, engine, actor, found.uuid),
    answer: {
      status: 200,
      schema: undeletedSchema,
      body: ({ request, found: { uuid }, done: { kind, changes } }) => {
        const as = presenter(request, wayscloud);
        return { uuid: as.id(uuid), url: as.url(paths[kind], uuid), changes };
      },
    },
  });
  on('DELETE', '/deleted-resources/:uuid/', {
    summary: 'Delete for good what was deleted',
    permission: 'RESOURCE.TERMINATE',
    run: (tx, { actor, found }) => purge(tx, engine, actor, found.uuid),
    answer: gone,
  });
}

function present(row: DeletedView, as: Presenter): z.input<typeof deletedSchema> {
  return {
    uuid: as.id(row.uuid),
    url: as.url('deleted-resources', row.uuid),
    resource_type: resourceTypes[row.kind],
    name: row.name,
    state: row.state,
    error_message: row.error_message,
    project: as.ref('projects', row.project),
    project_uuid: as.id(row.project),
    project_name: row.project_name,
    customer_uuid: as.id(row.customer),
    customer_name: row.customer_name,
    deleted: as.time(row.deleted),
    deleted_by: as.ref('users', row.deleted_by),
    deleted_by_username: row.deleted_by_username,
    kept_until: as.time(row.kept_until),
    storage: row.volumes.reduce((sum, { size_mib: size }) => sum + size, 0),
    volumes: row.volumes.map(({ uuid, name, size_mib: size }) => ({ uuid: as.id(uuid), name, size })),
    internal_ips: row.addresses,
  };
}
