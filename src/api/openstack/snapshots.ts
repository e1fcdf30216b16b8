import { z } from 'zod';
import { createSnapshot, restoreSnapshot, terminateSnapshot, updateSnapshot } from '../../actions/index.ts';
import { sql } from 'kysely';
import { visible } from '../../identity/index.ts';
import { type SnapshotView, snapshotView, type VolumeView } from '../../storage/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { type Collection, collection } from '../http/collection.ts';
import { oneOf, references } from '../http/filters.ts';
import { edit, routesOn } from '../http/route.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { coreStates, snapshotRuntimeState } from '../states.ts';
import { keptShape } from './kept-shape.ts';
import { reconcileRoute } from './reconcile-route.ts';
import { presentRestoration, presentSnapshot, restorationSchema, snapshotSchema } from './snapshots.schema.ts';
import type { volumeSchema } from './volumes.schema.ts';

const path = 'openstack-snapshots';
const one = `/${path}/:uuid`;

const { name, ...said } = keptShape;
const shape = {
  ...said,
  metadata: z.record(z.string().max(255), z.unknown()).optional().describe('Whatever you like to keep beside it'),
};

/** Who may stop a VM may keep what it has; what takes away or makes a disk is for who may that. */
const taking = { tag: 'Storage', permission: 'INSTANCE.POWER', refuses: [409] } as const;

/** Snapshots, and what is made of and by them: `volumes` are those that they are of. */
export function snapshotRoutes(
  app: App,
  context: ApiContext,
  dialect: Dialect,
  volumes: Collection<VolumeView, typeof volumeSchema>,
): void {
  const { db, engine } = context;
  const snapshots = collection(app, dialect, {
    db,
    path,
    tag: 'Storage',
    one: 'a snapshot',
    many: 'snapshots',
    item: snapshotSchema,
    view: snapshotView,
    readable: (actor) => sql<boolean>`${visible(actor, 's.project')} AND s.state <> 'TERMINATED'`,
    filters: {
      ...labelFilters('s'),
      ...projectFilters('s'),
      state: oneOf(coreStates, 's.state'),
      runtime_state: oneOf(snapshotRuntimeState.options, 's.runtime_state'),
      source_volume: references('s.volume'),
      source_volume_uuid: references('s.volume'),
      backup: references('s.backup'),
      backup_uuid: references('s.backup'),
    },
    sorts: { name: 's.name', created: 's.created', size: 's.size_mib', state: 's.state' },
    order: ['-s.created', 's.uuid'],
    present: presentSnapshot,
  });
  routesOn(app, db, { ...taking, find: volumes.find })('POST', '/openstack-volumes/:uuid/snapshot/', {
    summary: 'Keep a volume as it is now, while its VM runs',
    body: z.object({ name, ...shape }),
    run: (tx, { actor, found, body }) => createSnapshot(tx, engine, actor, found.uuid, body),
    answer: snapshots.created,
  });
  changeRoutes(app, context, snapshots);
  routesOn(app, db, { ...taking, permission: 'VOLUME.MANAGE', find: snapshots.find })('POST', `${one}/restore/`, {
    summary: 'Make a new volume of a snapshot',
    body: z.object({ name, description: shape.description }),
    run: (tx, { actor, found, body }) => restoreSnapshot(tx, engine, actor, found.uuid, body),
    // the clients of Waldur take no 201 for it
    answer: { ...volumes.created, status: 200 },
  });
  routesOn(app, db, { tag: 'Storage', find: snapshots.find })('GET', `${one}/restorations/`, {
    summary: 'List the volumes that were made of a snapshot',
    answer: {
      status: 200,
      schema: z.array(restorationSchema),
      body: ({ request, found }) =>
        found.restorations.map((volume) => presentRestoration(volume, presenter(request, dialect))),
    },
  });
}

function changeRoutes(
  app: App,
  { db, engine }: ApiContext,
  snapshots: Collection<SnapshotView, typeof snapshotSchema>,
): void {
  const on = routesOn(app, db, { ...taking, find: snapshots.find });
  on(edit, `${one}/`, {
    summary: 'Rename or describe a snapshot, or say until when it is kept',
    body: z.object({ name: name.optional(), ...shape }),
    run: (tx, { actor, found, body }) => updateSnapshot(tx, actor, found.uuid, body),
    answer: snapshots.changed,
  });
  routesOn(app, db, { ...taking, permission: 'VOLUME.MANAGE', find: snapshots.find })('DELETE', `${one}/`, {
    summary: 'Delete a snapshot; its volume stays as it is',
    run: (tx, { actor, found }) => terminateSnapshot(tx, engine, actor, found.uuid),
    answer: gone,
  });
  reconcileRoute(on, { prefix: one, one: 'a snapshot', event: 'snapshot.pull' });
}
