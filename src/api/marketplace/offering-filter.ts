import { type Filter, nothing, repeatable } from '../http/filters.ts';
import { sql } from 'kysely';
import { parseUuid } from '../../common/uuid.ts';

/** Repeatable: what an offering can be ordered with, of something that all offerings have. */
export const ofOffering: Filter = repeatable(500, (values) => {
  const uuids = values.map((value) => parseUuid(value) ?? nothing);
  return sql<boolean>`EXISTS (SELECT FROM offering o WHERE o.uuid = ANY(${uuids}::uuid[]))`;
});
