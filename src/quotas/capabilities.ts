import { z } from 'zod';
import type { FieldErrors } from '../common/field-errors.ts';
import type { Path } from '../common/fields.ts';
import { userDataBytes } from '../common/user-data.ts';
import { type Database, json, rowOf, type Tx } from '../db/index.ts';
import { sql } from 'kysely';
import { cloudOf } from '../identity/index.ts';
import type { Capabilities } from '../drivers/driver.ts';

const capabilitiesRow = z.strictObject({ capabilities: json['backend.capabilities'] });

/**
 * What the backend of a project can, as its driver has said; written down with every measure. Without a project, what one on
 * this machine can.
 */
export async function readCapabilities(db: Database | Tx, project: string | undefined): Promise<Capabilities> {
  const usual = json['backend.capabilities'].parse({});
  if (project === undefined) return usual;
  const query = sql`SELECT capabilities FROM backend WHERE cloud = ${cloudOf(project)}`;
  return (await rowOf(db, capabilitiesRow, query))?.capabilities ?? usual;
}

/** Notes at `at` that the backend makes no volume of this size, with the next larger one that it makes. */
export function checkVolumeSize(
  { volumeStepMiB: step }: Capabilities,
  mib: number,
  at: Path,
  errors: FieldErrors,
): void {
  if (mib % step === 0) return;
  const next = Math.ceil(mib / step) * step;
  errors.add(
    at,
    `Volumes of this cloud have sizes in steps of ${step} MiB, and this would be ${mib}. The next is ${next} MiB.`,
  );
}

/** Notes at `at` that user data is more than the backend takes. */
export function checkUserData(
  { userDataBytes: most }: Capabilities,
  text: string,
  at: Path,
  errors: FieldErrors,
): void {
  const { length } = userDataBytes(text);
  if (most === null || length <= most) return;
  const remedy = 'Send it as a gzip in base64, or have it load the rest by #include.';
  errors.add(at, `This cloud takes at most ${most} bytes of user data, and these are ${length}. ${remedy}`);
}
