import { sql } from 'kysely';
import { z } from 'zod';
import { createBackup, requestRollback, terminateBackup, updateBackup } from '../../actions/index.ts';
import { requirePermission, visible } from '../../identity/index.ts';
import { type BackupView, backupView, instanceName } from '../../instances/index.ts';
import { cloneInstance, restoreBackup } from '../../orders/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { gone, scheduled } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { collection } from '../http/collection.ts';
import { oneOf, references } from '../http/filters.ts';
import type { Versioned } from '../http/preconditions.ts';
import { edit, routesOn } from '../http/route.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { coreStates } from '../states.ts';
import { backupSchema, presentBackup } from './backups.schema.ts';
import { keptShape } from './kept-shape.ts';
import { reconcileRoute } from './reconcile-route.ts';
import { newVm, restorationBody, restorationOf } from './restoration.ts';
import { vmOfPath } from './vm-of-path.ts';

const path = 'openstack-backups';
const one = `/${path}/:uuid`;
const tag = 'Instances';

/** Backups, and how they are made. */
export function vmBackupRoutes(app: App, context: ApiContext, dialect: Dialect): void {
  const { db, engine, settings } = context;
  const backups = collection(app, dialect, {
    db,
    path,
    tag,
    one: 'a backup of a VM',
    many: 'backups of VMs',
    item: backupSchema,
    view: backupView,
    readable: (actor) => sql<boolean>`${visible(actor, 'b.project')} AND b.state <> 'TERMINATED'`,
    filters: {
      ...labelFilters('b'),
      ...projectFilters('b'),
      state: oneOf(coreStates, 'b.state'),
      instance: references('b.instance'),
      instance_uuid: references('b.instance'),
    },
    sorts: { name: 'b.name', created: 'b.created', state: 'b.state' },
    order: ['-b.created', 'b.uuid'],
    present: (row, as) => {
      const targets = settings.targets.map(({ name }) => name);
      return presentBackup(row, as, targets);
    },
  });
  // who may stop a VM may keep it as it is; what takes away what disks hold is for who may that
  const taking = { tag, permission: 'INSTANCE.POWER', refuses: [409] } as const;
  routesOn(app, db, { ...taking, find: vmOfPath(db) })('POST', '/openstack-instances/:uuid/backup/', {
    summary: 'Keep a VM as it is now, with all of its volumes, while it runs',
    body: z.object(keptShape),
    run: (tx, { actor, found, body }) => createBackup(tx, engine, actor, found.uuid, body),
    // the clients of Waldur take no 201 for it
    answer: { ...backups.created, status: 200 },
  });
  const on = routesOn(app, db, { ...taking, find: backups.find });
  on(edit, `${one}/`, {
    summary: 'Rename or describe a backup, or say until when it is kept',
    body: z.object({ ...keptShape, name: keptShape.name.optional() }),
    run: (tx, { actor, found, body }) => updateBackup(tx, actor, found.uuid, body),
    answer: backups.changed,
  });
  routesOn(app, db, { ...taking, permission: 'VOLUME.MANAGE', find: backups.find })('DELETE', `${one}/`, {
    summary: 'Delete a backup; the VM stays as it is',
    run: (tx, { actor, found }) => terminateBackup(tx, engine, actor, found.uuid),
    answer: gone,
  });
  routesOn(app, db, { ...taking, permission: 'RESOURCE.TERMINATE', find: backups.find })('POST', `${one}/rollback/`, {
    summary: 'Take a stopped VM back to a backup of it: all of its disks, while addresses, ports and groups stay',
    run: (tx, { actor, found }) => requestRollback(tx, engine, actor, found),
    answer: scheduled('rollback'),
  });
  restoreRoute(app, context, dialect, backups.find);
  cloneRoute(app, context, dialect);
  reconcileRoute(on, { prefix: one, one: 'a backup', event: 'backup.pull' });
}

/** Whoever may order without asking may make a VM without an order. */
function restoreRoute(app: App, { db, engine }: ApiContext, dialect: Dialect, find: Versioned<BackupView>): void {
  routesOn(app, db, { tag, find, permission: 'ORDER.APPROVE', refuses: [409] })('POST', `${one}/restore/`, {
    summary: 'Make a new VM of a backup',
    body: restorationBody,
    run: (tx, { actor, found, body }) => restoreBackup(tx, engine, actor, found.uuid, restorationOf(body)),
    answer: newVm(db, dialect),
  });
}

/** It keeps the VM for as long as that takes. */
function cloneRoute(app: App, { db, engine }: ApiContext, dialect: Dialect): void {
  routesOn(app, db, { tag, find: vmOfPath(db), refuses: [409] })('POST', '/openstack-instances/:uuid/clone/', {
    summary: 'Make a new VM with the disks of another at one moment, while it runs',
    permission: ({ actor, found: { project } }) => {
      requirePermission(actor, 'ORDER.APPROVE', project);
      requirePermission(actor, 'INSTANCE.POWER', project);
    },
    body: restorationBody.extend({ name: instanceName }),
    run: (tx, { actor, found, body }) =>
      cloneInstance(tx, engine, actor, found.uuid, { ...restorationOf(body), name: body.name }),
    answer: newVm(db, dialect),
  });
}
