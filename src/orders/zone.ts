import type { FieldErrors } from '../common/field-errors.ts';
import { parseUuid } from '../common/uuid.ts';
import { zoneName } from '../common/zone.ts';
import type { Tx } from '../db/index.ts';

/** Notes an `availability_zone` that is not the one that there is: by its name, UUID or URL. */
export async function checkZone(tx: Tx, wanted: string | undefined, errors: FieldErrors): Promise<void> {
  if (wanted === undefined || wanted === '' || wanted === zoneName) return;
  const { uuid } = await tx.selectFrom('cloud').select('uuid').executeTakeFirstOrThrow();
  if (parseUuid(wanted) === uuid) return;
  errors.add(['attributes', 'availability_zone'], `There is one zone, "${zoneName}": give that, or leave it out.`);
}
