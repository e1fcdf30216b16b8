import { slug } from './public-offerings.schema.ts';
import { visible, visibleCustomer } from '../../identity/index.ts';
import { type Filter, nothing, related, repeatable } from '../http/filters.ts';
import { sql } from 'kysely';
import { parseUuid } from '../../common/uuid.ts';

/** Repeatable: what an offering can be ordered with, of something that all offerings have. */
export const ofOffering: Filter = repeatable(500, (values) => {
  const uuids = values.map((value) => parseUuid(value) ?? nothing);
  return sql<boolean>`EXISTS (SELECT FROM offering o WHERE o.uuid = ANY(${uuids}::uuid[]))`;
});

/** Repeatable: rows whose `column` names an offering of such a slug. */
export function offeringSlug(column: string): Filter {
  return repeatable(
    150,
    (slugs) => sql<boolean>`${sql.ref(column)} IN (SELECT o.uuid FROM offering o WHERE ${slug} = ANY(${slugs}))`,
  );
}

/** Every customer that the actor sees may order every offering. */
export const forCustomers = related(
  (uuids, actor) => sql<boolean>`EXISTS (SELECT FROM customer c
    WHERE c.uuid = ${uuids} AND ${visibleCustomer(actor, 'c.uuid')})`,
);

/** Offerings of which something is there in projects that the actor sees, by what these are or whose. */
export function orderedBy(column: 'uuid' | 'customer'): Filter {
  return related(
    (uuids, actor) => sql<boolean>`EXISTS (
      SELECT FROM project p WHERE ${sql.ref(`p.${column}`)} = ${uuids} AND ${visible(actor, 'p.uuid')} AND (
        EXISTS (SELECT FROM instance i WHERE i.project = p.uuid AND i.offering = o.uuid AND i.state <> 'TERMINATED')
        OR EXISTS (SELECT FROM volume v WHERE v.project = p.uuid AND v.offering = o.uuid AND v.state <> 'TERMINATED')))`,
  );
}
