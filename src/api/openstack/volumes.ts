import { byStaffRoutes } from './by-staff-routes.ts';
import { reconcileRoute } from './reconcile-route.ts';
import { coreStates, volumeRuntimeState } from '../states.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid, uuidOf } from '../../common/uuid.ts';
import { visible } from '../../identity/index.ts';
import { volumeShape, type VolumeView, volumeView } from '../../storage/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { gone, scheduled } from '../http/answers.ts';
import { alwaysText, type Filters, flag, oneOf, references } from '../http/filters.ts';
import { type Register, edit, routesOn } from '../http/route.ts';
import { daysKept, forGood } from '../marketplace/for-good.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { projectOfBody } from './tenant-reference.ts';
import { snapshotScheduleRoutes } from './snapshot-schedules.ts';
import { snapshotRoutes } from './snapshots.ts';
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
import { zoneName } from '../../common/zone.ts';
import { reference } from '../../common/reference.ts';
import type { App } from '../http/app.ts';

const filters: Filters = {
  ...labelFilters('v'),
  ...projectFilters('v'),
  state: oneOf(coreStates, 'v.state'),
  runtime_state: oneOf(volumeRuntimeState.options, 'v.runtime_state'),
  instance: references('v.instance'),
  instance_uuid: references('v.instance'),
  attach_instance_uuid: {
    schema: z.string().max(500).describe('Only what can be attached to this instance'),
    where: (value) => sql<boolean>`v.state = 'OK' AND v.instance IS NULL
      AND v.project = (SELECT project FROM instance WHERE uuid = ${parseUuid(String(value))})`,
  },
  availability_zone_name: alwaysText(zoneName),
  snapshot: references('v.source_snapshot'),
  snapshot_uuid: references('v.source_snapshot'),
  bootable: flag(sql<boolean>`v.image IS NOT NULL OR v.instance IS NOT NULL AND v.position = 0`),
};

const newVolume = z.object({ project: reference, ...volumeShape });
const changes = z.object({ name: volumeShape.name.optional(), description: volumeShape.description });
const sizes = z.object({
  disk_size: volumeShape.size.optional().describe('MiB'),
  size: volumeShape.size.optional().describe('The same, as Terraform calls it'),
});

export function volumeRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, engine } = context;
  const volumes = collection(app, dialect, {
    db,
    path: 'openstack-volumes',
    tag: 'Storage',
    one: 'a volume',
    many: 'volumes',
    item: volumeSchema,
    view: volumeView,
    readable: (actor) => sql<boolean>`${visible(actor, 'v.project')} AND v.state <> 'TERMINATED'`,
    filters,
    sorts: { name: 'v.name', created: 'v.created', size: 'v.size_mib', state: 'v.state' },
    order: ['-v.created', 'v.uuid'],
    present: presentVolume,
  });
  const inProject = routesOn(app, db, { tag: 'Storage', find: projectOfBody(db), permission: 'VOLUME.MANAGE' });
  const on = routesOn(app, db, {
    tag: 'Storage',
    find: volumes.find,
    permission: 'VOLUME.MANAGE',
    refuses: [409],
  });

  inProject('POST', '/openstack-volumes/', {
    summary: 'Create a volume',
    body: newVolume,
    run: (tx, { actor, found, body }) => createVolume(tx, engine, actor, found.project, body),
    answer: volumes.created,
  });
  on(edit, '/openstack-volumes/:uuid/', {
    summary: 'Rename or describe a volume',
    body: changes,
    run: async (tx, { actor, found, body }) => {
      if (Object.values(body).every((value) => value === undefined))
        throw invalid('non_field_errors', 'Nothing to change: give name or description.');
      await updateVolume(tx, actor, found.uuid, body);
    },
    answer: volumes.changed,
  });
  on('DELETE', '/openstack-volumes/:uuid/', {
    summary: 'Delete a volume that no VM has',
    query: forGood.query,
    run: (tx, { actor, found, query }) => terminateVolume(tx, engine, actor, found.uuid, daysKept(context, query)),
    answer: gone,
  });
  volumeActionRoutes(on, engine);
  snapshotRoutes(app, context, dialect, volumes);
  snapshotScheduleRoutes(app, context, dialect, volumes.find);
  const prefix = '/openstack-volumes/:uuid';
  reconcileRoute(on, { prefix, one: 'a volume', event: 'volume.pull' });
  byStaffRoutes(app, db, volumes.find, { prefix, tag: 'Storage', kind: 'volume', one: 'a volume' });
}

/** What can be begun with a volume. */
function volumeActionRoutes(on: Register<VolumeView>, engine: ApiContext['engine']): void {
  on('POST', '/openstack-volumes/:uuid/attach/', {
    summary: 'Attach a volume to a VM of its project, running or not',
    body: z.object({ instance: reference }),
    run: (tx, { actor, found, body }) => attachVolume(tx, engine, actor, found.uuid, uuidOf(body.instance)),
    answer: scheduled('attach'),
  });
  on('POST', '/openstack-volumes/:uuid/detach/', {
    summary: 'Detach a volume from its VM, running or not',
    run: (tx, { actor, found }) => detachVolume(tx, engine, actor, found.uuid),
    answer: scheduled('detach'),
  });
  on('POST', '/openstack-volumes/:uuid/extend/', {
    summary: 'Make a volume larger; a running guest sees it at once',
    body: sizes,
    run: async (tx, { actor, found, body: { size: named, disk_size: size = named } }) => {
      if (size === undefined) throw invalid('disk_size', 'This field is required.');
      await extendVolume(tx, engine, actor, found.uuid, size);
    },
    answer: scheduled('extend'),
  });
  on('POST', '/openstack-volumes/:uuid/retype/', {
    summary: 'Give a volume another type',
    body: z.object({ type: reference }),
    run: (tx, { actor, found, body }) => retypeVolume(tx, actor, found.uuid, uuidOf(body.type)),
    answer: scheduled('retype'),
  });
}
