import { appendFileSync, chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cloudId, identityDigest } from '../../src/common/cloud-id.ts';

/** Of this run of tests, for names on this machine that are in none of its directories; see src/cli/testing/leftovers.ts. */
export const runId = process.env['SLIPWAY_TEST_RUN'] ?? 'alone';

/**
 * A new directory for the state of a cloud, which other users may walk through, and the id that such a one has: what
 * carries it belongs to this run.
 */
export function newCloudPlace(what: string, parent = tmpdir()): { home: string; cloud: string } {
  const home = mkdtempSync(join(parent, `slipway-${what}-`));
  chmodSync(home, 0o711);
  const cloud = cloudId(identityDigest(home));
  const { SLIPWAY_TEST_CLOUDS: list } = process.env;
  if (list !== undefined) appendFileSync(list, `${cloud} ${basename(home)} of ${process.argv[1]}\n`);
  return { home, cloud };
}
