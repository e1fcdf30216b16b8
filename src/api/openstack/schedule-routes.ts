import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../db/index.ts';
import { type Permission, visible } from '../../identity/index.ts';
import {
  activateSchedule,
  type Changes,
  deactivateSchedule,
  deleteSchedule,
  isOfKind,
  type PlanView,
  type ScheduleKind,
  schedulePermissions,
  updateSchedule,
} from '../../schedules/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { type Answer, gone } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import { type Collection, collection, type CollectionOptions } from '../http/collection.ts';
import { flag, oneOf, references } from '../http/filters.ts';
import type { Versioned } from '../http/preconditions.ts';
import { edit, type Register, routesOn } from '../http/route.ts';
import { statusSchema } from '../http/schemas.ts';
import { labelFilters, projectFilters } from '../identity/project-filters.ts';
import { coreStates } from '../states.ts';

interface Schedules<Row extends PlanView, Item extends z.ZodObject, Body extends z.ZodType>
  extends Pick<CollectionOptions<Row, Item>, 'path' | 'tag' | 'one' | 'many' | 'item' | 'present'> {
  kind: ScheduleKind<Row>;
  /** The filter by what they are of, and its column. */
  of: { filter: string; column: 'volume' | 'instance' };
  /** What may be said anew, what that changes in words, and what of the row. */
  changes: Body;
  change: string;
  columns: (body: z.output<Body>) => Changes;
  /** Throws `InvalidRequest` where that cannot be. */
  check?: (tx: Tx, found: PlanView, body: z.output<Body>) => Promise<void>;
}

/** What it takes to have a schedule of a kind. */
export const permissionOf = ({ makes }: Pick<ScheduleKind<PlanView>, 'makes'>): Permission =>
  schedulePermissions[makes[0]];

/** The collection of one kind of schedules, and what can be done with each of them; how one is made is said by each kind. */
export function scheduleRoutes<Row extends PlanView, Item extends z.ZodObject, Body extends z.ZodType>(
  app: App,
  { db }: Pick<ApiContext, 'db'>,
  dialect: Dialect,
  { kind, of, changes, change, columns, check, ...options }: Schedules<Row, Item, Body>,
): Collection<Row, Item> {
  const source = references(`h.${of.column}`);
  const schedules = collection(app, dialect, {
    ...options,
    db,
    view: kind.view,
    readable: (actor) => sql<boolean>`${visible(actor, 'h.project')} AND ${isOfKind(kind)}`,
    filters: {
      ...labelFilters('h'),
      ...projectFilters('h'),
      state: oneOf(coreStates, sql`'OK'::text`),
      is_active: flag(sql<boolean>`h.next_run IS NOT NULL`),
      [of.filter]: source,
      [`${of.filter}_uuid`]: source,
    },
    sorts: { name: 'h.name', created: 'h.created', next_trigger_at: 'h.next_run' },
    order: ['-h.created', 'h.uuid'],
  });
  const { path, tag, one } = options;
  const find: Versioned<PlanView> = schedules.find;
  const on = routesOn(app, db, { tag, permission: permissionOf(kind), find });
  on(edit, `/${path}/:uuid/`, {
    summary: change,
    body: changes,
    run: async (tx, { actor, found, body }) => {
      await check?.(tx, found, body);
      await updateSchedule(tx, actor, found, columns(body));
    },
    answer: schedules.changed,
  });
  turnRoutes(on, path, one);
  return schedules;
}

/** 200, in Waldur's words. */
const said = (status: string): Answer<unknown, typeof statusSchema> => {
  return { status: 200, schema: statusSchema, body: () => ({ status }) };
};

function turnRoutes(on: Register<PlanView>, path: string, one: string): void {
  on('DELETE', `/${path}/:uuid/`, {
    summary: `Delete ${one}; what it has made stays`,
    run: (tx, { actor, found }) => deleteSchedule(tx, actor, found),
    answer: gone,
  });
  on('POST', `/${path}/:uuid/activate/`, {
    summary: `Have ${one} run from its next time on`,
    refuses: [409],
    run: (tx, { actor, found }) => activateSchedule(tx, actor, found),
    answer: said('A schedule was activated'),
  });
  on('POST', `/${path}/:uuid/deactivate/`, {
    summary: `Have ${one} run no more until it is activated`,
    refuses: [409],
    run: (tx, { actor, found }) => deactivateSchedule(tx, actor, found),
    answer: said('A schedule was deactivated'),
  });
}
