import { EventEmitter } from 'node:events';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { SharedLooks } from '../../common/shared-looks.ts';
import { type Database, type Listener, onlyRowOf, olderThan, type Prune, pruneRows } from '../../db/index.ts';

/** A position is good for so long; changes are kept for twice as long. */
const goodDays = 1;
/** More changes than these at once are not told one by one. */
const maxChanges = 1000;

export const changeKinds = [
  'project',
  'project_settings',
  'order',
  'instance',
  'volume',
  'snapshot',
  'backup',
  'backup_copy',
  'snapshot_schedule',
  'backup_schedule',
  'power_schedule',
  'network',
  'subnet',
  'port',
  'floating_ip',
  'security_group',
] as const;

const changeRow = z.strictObject({
  object: z.string(),
  kind: z.enum(changeKinds),
  /** That changed it last. */
  transaction: z.int(),
  /** All else is null then. */
  deleted: z.boolean(),
  name: z.string().nullable(),
  state: z.string().nullable(),
  runtime_state: z.string().nullable(),
  error_message: z.string().nullable(),
  instance: z.string().nullable(),
});
export type Change = z.output<typeof changeRow>;

const lookRow = z.strictObject({
  epoch: z.string(),
  oldest: z.int(),
  next: z.int(),
  now: z.int(),
  changes: z.array(changeRow),
});

/** How far a reader has come: behind all transactions before `transaction`, at a time, in one database. */
interface Position {
  epoch: string;
  transaction: number;
  time: number;
}

export interface Look {
  /** Whence to look next. */
  position: string;
  /** What has changed; null: not all of it can be told any more. */
  changes: Change[] | null;
}

/**
 * Tells readers what has changed in a project. Transactions commit in another order than they begin in: a position is the oldest
 * one that was under way at the look, so that a later look from there misses none. What was told already may come again, as it is now.
 */
export class ProjectChanges {
  readonly #db: Database;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #looks = new SharedLooks<Look>();

  constructor(db: Database, listener: Listener) {
    this.#db = db;
    listener.on('project_changed', (project) => {
      this.#looks.news();
      for (const each of project === null ? this.#emitter.eventNames() : [project]) this.#emitter.emit(each);
    });
  }

  /** What has changed in a project from a position on, each object as it is now; null: nothing before now is asked for. */
  since(project: string, position: string | null): Promise<Look> {
    return this.#looks.share(`${project} ${position}`, () => this.#read(project, position));
  }

  async #read(project: string, position: string | null): Promise<Look> {
    const from = position === null ? null : parse(position);
    const { epoch, oldest, next, now, changes } = await onlyRowOf(this.#db, lookRow, lookFrom(project, from));
    const isGood =
      from !== null && from.epoch === epoch && from.transaction <= next && from.time > now - goodDays * 86_400;
    const told = isGood && changes.length <= maxChanges ? changes : null;
    // joined, it is one string in memory, and not five that refer to each other
    const at = [epoch, oldest, now].join('-');
    return { position: at, changes: position === null ? [] : told };
  }

  /** Calls `news` whenever something of the project may have changed; returns the way to stop that. */
  follow(project: string, news: () => void): () => void {
    this.#emitter.on(project, news);
    return () => this.#emitter.off(project, news);
  }
}

/** null: it is none of ours. */
function parse(position: string): Position | null {
  const [, epoch = '', transaction, time] = /^([0-9a-f]+)-(\d{1,15})-(\d{1,15})$/.exec(position) ?? [];
  return epoch === '' ? null : { epoch, transaction: Number(transaction), time: Number(time) };
}

/** What readers come from and go to, and what has changed between, by one snapshot. */
function lookFrom(project: string, from: Position | null): RawBuilder<unknown> {
  // a node of a newer version, in a rolling upgrade, has kinds that are not known here
  const known = sql.lit(`{${changeKinds.join()}}`);
  return sql`
    WITH changed AS (
      SELECT object, kind, transaction FROM object_change
      WHERE project = ${project} AND transaction >= ${from?.transaction ?? null}::bigint AND kind = ANY(${known}::text[])
      LIMIT ${maxChanges + 1}
    ),
    living AS (${living})
    SELECT left(md5(c.system_identifier || ' ' || 'object_change'::regclass::oid), 8) AS epoch,
      pg_snapshot_xmin(s)::text::bigint::float8 AS oldest, pg_snapshot_xmax(s)::text::bigint::float8 AS next,
      floor(extract(epoch FROM now()))::float8 AS now,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'object', object, 'kind', kind, 'transaction', transaction, 'deleted', uuid IS NULL, 'name', name, 'state', state,
        'runtime_state', runtime_state, 'error_message', error_message, 'instance', instance
      ) ORDER BY transaction, object), '[]') FROM changed LEFT JOIN living ON uuid = object) AS changes
    FROM pg_control_system() c, pg_current_snapshot() s`;
}

const of = (kind: string): RawBuilder<unknown> => sql`(SELECT object FROM changed WHERE kind = ${sql.lit(kind)})`;
/** What the backend has to follow. */
const followed = (revision: string): RawBuilder<unknown> => sql`
  CASE WHEN ${sql.ref(revision)} > p.network_applied THEN 'UPDATING' ELSE 'OK' END, NULL,
  CASE WHEN ${sql.ref(revision)} > p.network_applied THEN p.network_error ELSE '' END`;

/** Of what has changed that which is there, as it is. */
const living = sql`
  SELECT i.uuid, i.name, i.state, i.runtime_state, i.error_message, i.uuid AS instance
    FROM instance i WHERE i.state <> 'TERMINATED' AND i.uuid IN ${of('instance')}
  UNION ALL SELECT v.uuid, v.name, v.state, v.runtime_state, v.error_message, v.instance
    FROM volume v WHERE v.state <> 'TERMINATED' AND v.uuid IN ${of('volume')}
  UNION ALL SELECT k.uuid, k.name, k.state, k.runtime_state, k.error_message, NULL
    FROM snapshot k WHERE k.state <> 'TERMINATED' AND k.uuid IN ${of('snapshot')}
  UNION ALL SELECT b.uuid, b.name, b.state, NULL, b.error_message, b.instance
    FROM backup b WHERE b.state <> 'TERMINATED' AND b.uuid IN ${of('backup')}
  UNION ALL SELECT y.uuid, y.name, y.state, NULL, y.error_message, (SELECT i.uuid FROM instance i WHERE i.uuid = y.instance)
    FROM backup_copy y WHERE y.state <> 'TERMINATED' AND y.uuid IN ${of('backup_copy')}
  UNION ALL SELECT p.uuid, p.name, NULL, NULL, '', NULL
    FROM project p WHERE p.removed IS NULL AND p.uuid IN ${of('project_settings')}
  UNION ALL SELECT h.uuid, h.name, 'OK', NULL, h.error_message, h.instance
    FROM schedule h LEFT JOIN volume v ON v.uuid = h.volume LEFT JOIN instance i ON i.uuid = h.instance
    WHERE coalesce(v.state, i.state) <> 'TERMINATED' AND h.uuid IN (SELECT object FROM changed WHERE kind LIKE '%schedule')
  UNION ALL SELECT o.uuid, coalesce(i.name, v.name), o.state, NULL, coalesce(o.error->>'message', ''), o.instance
    FROM "order" o LEFT JOIN instance i ON i.uuid = o.instance LEFT JOIN volume v ON v.uuid = o.volume
    WHERE o.uuid IN ${of('order')}
  UNION ALL SELECT n.uuid, n.name, 'OK', NULL, '', NULL FROM network n WHERE n.uuid IN ${of('network')}
  UNION ALL SELECT s.uuid, s.name, ${followed('s.revision')}, NULL
    FROM subnet s JOIN project p ON p.uuid = s.project WHERE s.uuid IN ${of('subnet')}
  UNION ALL SELECT t.uuid, t.name, ${followed('t.revision')}, t.instance
    FROM port t JOIN project p ON p.uuid = t.project WHERE t.uuid IN ${of('port')}
  UNION ALL SELECT f.uuid, (SELECT host(a.address) FROM address a WHERE a.floating_ip = f.uuid), ${followed('f.revision')},
      (SELECT t.instance FROM port t WHERE t.uuid = f.port)
    FROM floating_ip f JOIN project p ON p.uuid = f.project WHERE f.uuid IN ${of('floating_ip')}
  UNION ALL SELECT g.uuid, g.name, ${followed('g.revision')}, NULL
    FROM security_group g JOIN project p ON p.uuid = g.project WHERE g.uuid IN ${of('security_group')}`;

/** Changes that no position needs any more. */
export function pruneChanges(): Prune[] {
  return [pruneRows('object_change', olderThan('t.changed', 2 * goodDays))];
}
