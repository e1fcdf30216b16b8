import { sql } from 'kysely';

/** Place of the first volume of an instance, by its alias, that has snapshots; null: none has. */
export const firstSnapshot = (instance: string) => sql`(
  SELECT min(w.position) FROM volume w JOIN snapshot k ON k.volume = w.uuid AND k.reserved
  WHERE w.instance = ${sql.ref(`${instance}.uuid`)})`;
