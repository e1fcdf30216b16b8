import { sql } from 'kysely';
import { olderThan, type Prune, pruneRows } from '../db/index.ts';

/**
 * Images and flavors that were removed so many days ago, once no VM or volume names them, not even one that is gone. What
 * came with Slipway stays: by its row a start knows that staff does not want it back.
 */
export function pruneCatalogue(days: number): Prune[] {
  return [
    pruneRows(
      'image',
      sql<boolean>`${olderThan('t.removed', days)} AND t.catalogue IS NULL AND t.source ->> 'kind' <> 'builtin'
        -- its content is still to be removed from the backend
        AND NOT EXISTS (SELECT FROM image_copy y WHERE y.image = t.uuid)
        AND NOT EXISTS (SELECT FROM instance i WHERE i.image = t.uuid)
        AND NOT EXISTS (SELECT FROM instance i WHERE i.rescue_image = t.uuid)
        AND NOT EXISTS (SELECT FROM instance_rollback r WHERE t.uuid IN (r.image, r.rescue_image, r.disk_image))
        AND NOT EXISTS (SELECT FROM volume v WHERE v.image = t.uuid)`,
    ),
    pruneRows(
      'flavor',
      sql<boolean>`${olderThan('t.removed', days)}
        AND NOT EXISTS (SELECT FROM instance i WHERE i.flavor = t.uuid)
        -- a resize that fails brings it back
        AND NOT EXISTS (SELECT FROM instance_rollback r WHERE r.flavor = t.uuid)
        AND NOT EXISTS (SELECT FROM offering o WHERE o.flavor = t.uuid)
        AND NOT EXISTS (SELECT FROM quote q WHERE q.flavor = t.uuid)`,
    ),
  ];
}
