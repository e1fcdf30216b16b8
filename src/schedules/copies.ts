import { type RawBuilder, sql } from 'kysely';

/**
 * The backups of schedules with a target that are to be copied there, the oldest first: each that is behind the last one of which there is, or
 * was, a copy. Where one could not begin it is tried again after a minute.
 */
export const uncopied = (cloud: string): RawBuilder<unknown> => sql`
  SELECT b.uuid AS backup, b.due, c.uuid AS schedule, c.target, c.project, c.waiting, u.uuid AS user,
    coalesce(split_part(u.username, '#', 1), '') AS username
  FROM schedule c JOIN backup b ON b.schedule = c.uuid LEFT JOIN app_user u ON u.uuid = coalesce(c.activated_by, c.created_by)
  WHERE c.target IS NOT NULL AND b.state = 'OK' AND (NOT c.waiting OR c.modified < now() - interval '1 minute')
    AND b.due > coalesce((SELECT max(k.due) FROM backup_copy k WHERE k.schedule = c.uuid), '-infinity')
    AND c.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud})
  ORDER BY b.due`;

/**
 * The copies that their schedules keep no longer on their target. Of good ones: what is too old, and what is beyond so many, but never the newest. Of
 * failed ones all but the newest, for it says why. One that was found damaged is left to people.
 */
export const surplusCopies = (cloud: string): RawBuilder<unknown> => sql`
  SELECT made.uuid, made.project, u.uuid AS user, coalesce(u.username, '') AS username FROM (
    SELECT k.uuid, k.project, k.created_by, k.modified, k.state, k.backed_up, c.target_days AS days, c.target_most AS most,
      row_number() OVER (PARTITION BY k.schedule, k.target, k.state ORDER BY k.due DESC) AS place
    FROM backup_copy k JOIN schedule c ON c.uuid = k.schedule
    WHERE k.state IN ('OK', 'ERRED') AND k.damage = '') made
  LEFT JOIN app_user u ON u.uuid = made.created_by
  WHERE place > 1 AND made.project IN (SELECT p.uuid FROM project p WHERE p.cloud = ${cloud})
    AND CASE WHEN state = 'ERRED' THEN made.modified < now() - interval '1 hour'
      ELSE (days > 0 AND backed_up <= now() - days * interval '24 hours') OR (most > 0 AND place > most) END`;
