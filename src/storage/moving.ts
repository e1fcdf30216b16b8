import { sql } from 'kysely';

/** Whether a volume, by its alias, is about to come to its instance or to go from it: it can be free after that. */
export const moving = (volume: string) => sql<boolean>`EXISTS (
  SELECT FROM workflow w WHERE w.subject = ${sql.ref(`${volume}.instance`)} AND w.input ->> 'volume' = ${sql.ref(`${volume}.uuid`)}::text
    AND (w.kind = 'volume.attach' AND w.state IN ('running', 'undoing')
      OR w.kind = 'volume.detach' AND w.state = 'running' AND NOT w.cancel_requested))`;
