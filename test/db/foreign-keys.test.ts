import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { setUpDatabase } from '../support/setup.ts';

const db = await setUpDatabase();

const user = 'rows of users are never deleted, and no list asks for it';
const offer = 'offerings, plans and categories are never deleted, and each has a large part of the rows that name it';
const quote = 'quotes are gone within the hour: there are never many';
const changing = 'only an instance that is being changed has one: there are never many';
const few = 'staff makes offerings, a handful of them';
const cloud = 'none is ever deleted, and it is renamed once at most';

/** Foreign keys that no index finds the rows of, and why none has to. */
const UNINDEXED: Record<string, string> = {
  'order.created_by': user,
  'order.reviewed_by': user,
  'instance.created_by': user,
  'instance.end_date_requested_by': user,
  'volume.created_by': user,
  'volume.end_date_requested_by': user,
  'snapshot.created_by': user,
  'backup.created_by': user,
  'backup_copy.created_by': user,
  'backup_copy.offering': offer,
  'backup_copy.plan': offer,
  'deleted_resource.deleted_by': user,
  'schedule.created_by': user,
  'schedule.activated_by': user,
  'role_grant.created_by': user,
  'order.offering': offer,
  'order.plan': offer,
  'order.old_plan': offer,
  'instance.offering': offer,
  'instance.plan': offer,
  'volume.offering': offer,
  'volume.plan': offer,
  'volume.type': 'there is one type of volumes, and it stays',
  'instance_rollback.flavor': changing,
  'instance_rollback.image': changing,
  'instance_rollback.rescue_image': changing,
  'instance_rollback.disk_image': changing,
  'offering.category': few,
  'offering.flavor': few,
  'quote.user_uuid': quote,
  'quote.project': quote,
  'quote.offering': quote,
  'quote.plan': quote,
  'quote.flavor': quote,
  'project.cloud': cloud,
  'offering.cloud': cloud,
  'image.cloud': cloud,
  'image_copy.cloud': cloud,
};

test('every foreign key has an index that begins with it, or a reason why it needs none', async () => {
  const { rows } = await sql<{ key: string; indexed: boolean }>`
    SELECT t.relname || '.' || a.attname AS key, EXISTS (SELECT FROM pg_index i
      WHERE i.indrelid = c.conrelid AND i.indkey[0] = a.attnum AND (i.indpred IS NULL
        OR pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname))) AS indexed
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
  `.execute(db);
  assert.ok(rows.length > 50, `${rows.length} keys`);
  const unindexed = rows.filter(({ indexed }) => !indexed).map(({ key }) => key);
  assert.deepEqual(unindexed.toSorted(), Object.keys(UNINDEXED).toSorted());
});
