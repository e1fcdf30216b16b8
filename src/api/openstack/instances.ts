import { coreStates, instanceRuntimeState } from '../states.ts';
import { sql } from 'kysely';
import { zoneName } from '../../common/zone.ts';
import { visible } from '../../identity/index.ts';
import { instanceView } from '../../instances/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import { consoleTicketRoute } from './console/routes.ts';
import { consoleRoute } from './instance-console.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { alwaysText, type Filters, oneOf, pairs, related } from '../http/filters.ts';
import { byStaffRoutes } from './by-staff-routes.ts';
import { backupScheduleRoutes } from './backup-schedules.ts';
import { byExternalIp } from './external-ip.ts';
import { edit, routesOn } from '../http/route.ts';
import { instancePartRoutes } from './instance-parts.ts';
import { instanceActionRoutes } from './instance-actions.ts';
import { changeInstance, instanceChanges, mayChangeInstance } from './instance-changes.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { powerScheduleRoutes } from './power-schedules.ts';
import { reconcileRoute } from './reconcile-route.ts';
import { instanceSchema, presentInstance } from './instances.schema.ts';
import type { App } from '../http/app.ts';

const tag = 'Instances';

const ofGroup = related(
  (groups) => sql<boolean>`i.uuid IN (SELECT t.instance FROM port t
    JOIN port_security_group s ON s.port = t.uuid WHERE s.security_group = ${groups})`,
);

const filters: Filters = {
  ...labelFilters('i'),
  ...projectFilters('i'),
  state: oneOf(coreStates, 'i.state'),
  runtime_state: oneOf(instanceRuntimeState.options, 'i.runtime_state'),
  metadata: pairs('i.metadata'),
  availability_zone_name: alwaysText(zoneName),
  security_group: ofGroup,
  security_group_uuid: ofGroup,
  attach_volume_uuid: related(
    (volumes) => sql<boolean>`i.state = 'OK' AND i.project IN (
        SELECT project FROM volume v WHERE v.uuid = ${volumes} AND v.state = 'OK' AND v.instance IS NULL)`,
  ),
  external_ip: byExternalIp((instances) => sql<boolean>`i.uuid IN (${instances})`),
};

/** The VMs as Waldur's instances; each has the UUID of its marketplace resource. */
export function instanceRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db } = context;
  const instances = collection(app, dialect, {
    db,
    path: 'openstack-instances',
    tag,
    one: 'an instance',
    many: 'instances',
    item: instanceSchema,
    view: instanceView,
    // what is terminated is no instance any more; its marketplace resource remains
    readable: (actor) => sql<boolean>`${visible(actor, 'i.project')} AND i.state <> 'TERMINATED'`,
    filters,
    sorts: { name: 'i.name', created: 'i.created', modified: 'i.modified', state: 'i.state' },
    order: ['-i.created', 'i.uuid'],
    present: presentInstance,
  });
  const { find } = instances;
  const [prefix, one] = ['/openstack-instances/:uuid', 'an instance'];
  const change = routesOn(app, db, { tag, find, permission: mayChangeInstance, refuses: [409] });
  change(edit, `${prefix}/`, {
    summary: `Rename, describe, protect or time ${one}`,
    body: instanceChanges,
    run: changeInstance,
    answer: instances.changed,
  });
  instanceActionRoutes(app, context, find, { prefix, tag, one });
  consoleRoute(app, context, find, { prefix, tag, one });
  consoleTicketRoute(app, context, find, { prefix, tag, one });
  instancePartRoutes(app, context, dialect, find, { prefix, tag, one });
  const power = routesOn(app, db, { tag, find, permission: 'INSTANCE.POWER' });
  reconcileRoute(power, { prefix, one: 'a VM', event: 'instance.pull' });
  powerScheduleRoutes(app, context, dialect, find);
  backupScheduleRoutes(app, context, dialect, find);
  byStaffRoutes(app, db, find, { prefix, tag, kind: 'instance', one: 'a VM' });
}
