import { sql } from 'kysely';
import { z } from 'zod';
import { copyBackup, terminateCopy, verifyCopy } from '../../actions/index.ts';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import { enums, findOne } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import { backupView, copyView } from '../../instances/index.ts';
import { restoreCopy } from '../../orders/index.ts';
import type { ApiContext } from '../context.ts';
import { wayscloud } from '../dialects/wayscloud.ts';
import { gone, scheduled, type Shown } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { collection } from '../http/collection.ts';
import { equals, nameFilters, oneOf, references } from '../http/filters.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { copySchema, presentCopy } from './backup-copies.schema.ts';
import { keptShape } from './kept-shape.ts';
import { newVm, restorationBody, restorationOf } from './restoration.ts';

const path = 'backup-copies';
const one = `/${path}/:uuid`;
const tag = 'Instances';

/** Copies of backups on targets, which Waldur has no word for. */
export function backupCopyRoutes(app: App, context: ApiContext): void {
  const { db, engine } = context;
  const copies = collection(app, wayscloud, {
    db,
    path,
    tag,
    one: 'a copy of a backup',
    many: 'copies of backups',
    item: copySchema,
    view: copyView,
    readable: (actor) => sql<boolean>`${visible(actor, 'y.project')} AND y.state <> 'TERMINATED'`,
    filters: {
      ...nameFilters('y.name'),
      target: equals('y.target'),
      state: oneOf(enums['backup_copy.state'], 'y.state'),
      backup: references('y.backup'),
      instance_uuid: references('y.instance'),
      project: references('y.project'),
      project_uuid: references('y.project'),
    },
    sorts: { name: 'y.name', created: 'y.created', backed_up: 'y.backed_up', state: 'y.state' },
    order: ['-y.created', 'y.uuid'],
    present: presentCopy,
  });
  copyRoute(app, context, copies.created);
  const on = routesOn(app, db, { tag, find: copies.find, refuses: [409] });
  on('POST', `${one}/verify/`, {
    summary: 'Read a copy of a backup back from its target, and find out what is wrong with it',
    permission: 'INSTANCE.POWER',
    run: (tx, { actor, found }) => verifyCopy(tx, engine, actor, found.uuid),
    answer: scheduled('verification'),
  });
  on('POST', `${one}/restore/`, {
    summary: 'Make a new VM of a copy of a backup',
    permission: 'ORDER.APPROVE',
    body: restorationBody,
    run: (tx, { actor, found, body }) => restoreCopy(tx, engine, actor, found.uuid, restorationOf(body)),
    answer: newVm(db, wayscloud),
  });
  on('DELETE', `${one}/`, {
    summary: 'Delete a copy of a backup from its target',
    permission: 'VOLUME.MANAGE',
    run: (tx, { actor, found }) => terminateCopy(tx, engine, actor, found.uuid),
    answer: gone,
  });
}

function copyRoute(app: App, { db, engine, settings }: ApiContext, answer: Shown<typeof copySchema>['created']): void {
  routesOn(app, db, { tag, find: backupOfPath(db), permission: 'INSTANCE.POWER', refuses: [409] })(
    'POST',
    '/openstack-backups/:uuid/copy/',
    {
      summary: 'Copy a backup to a target, off this machine',
      body: z.object({
        target: z.string().max(32).optional().describe('Left out: the only one that the cloud has'),
        name: keptShape.name.optional().describe('Left out: that of the backup'),
      }),
      run: (tx, { actor, found, body }) => {
        const wanted = { backup: found.uuid, target: body.target, name: body.name };
        return copyBackup(
          tx,
          engine,
          actor,
          wanted,
          settings.targets.map(({ name }) => name),
        );
      },
      answer,
    },
  );
}

function backupOfPath(db: ApiContext['db']): Find<{ uuid: string; project: string }> {
  return async ({ actor, params }) => {
    const uuid = parseUuid((params as { uuid: string }).uuid);
    const readable = sql<boolean>`b.uuid = ${uuid} AND b.state <> 'TERMINATED' AND ${visible(actor, 'b.project')}`;
    const backup = uuid === null ? null : await findOne(db, backupView, readable);
    if (backup === null) throw notFound();
    return backup;
  };
}
