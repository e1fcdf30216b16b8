import { sql } from 'kysely';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { readText } from '../common/files.ts';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';

export const imageUrl = z.url({ protocol: /^https?$/, error: 'Must be an http or https URL.' }).max(2000);
export const sha256 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/, 'Must be a SHA-256, 64 hex digits, or the URL of a list such as SHA256SUMS.')
  .transform((hex) => hex.toLowerCase());
export const sshUser = z
  .string()
  .regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'Must be a Unix user name, such as debian or ubuntu.');

const entry = z.strictObject({
  key: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
  name: z.string().min(1).max(150),
  description: z.string().max(4096).default(''),
  url: imageUrl,
  checksum: z.union([sha256, imageUrl]),
  ssh_user: sshUser,
  /** An image from outside has no agent of ours. */
  readiness: z.enum(['ssh', 'none']).default('ssh'),
  min_disk: z.int().min(1).max(16_777_216),
  min_ram: z.int().min(64).max(16_777_216),
});

/** A well-known image that is downloaded when it is first used; sizes are MiB. */
export type CloudImage = z.output<typeof entry>;

const catalogue = z.strictObject({ image: z.array(entry).default([]) });
const builtIn = new URL('cloud-images.toml', import.meta.url);

/** The catalogue of cloud images: the operator's file, or ours. Throws `bad-image-catalogue`. */
export function readCatalogue(path: string | null): CloudImage[] {
  const file = path ?? builtIn.pathname;
  try {
    const { image: entries } = catalogue.parse(parse(readText(file)));
    const twice = entries.find(({ key }, index) => entries.findIndex((other) => other.key === key) !== index);
    if (twice !== undefined) throw new Error(`there are two entries "${twice.key}"`);
    return entries;
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    const remedy = `Correct it, or unset SLIPWAY_IMAGE_CATALOGUE to use the one that comes with Slipway.`;
    throw new Problem('bad-image-catalogue', `The catalogue of images ${file} cannot be used: ${why}`, remedy, {
      cause,
    });
  }
}

/** What an entry says about where the image comes from, for the image's row. */
export function sourceOf({ key, url, checksum }: CloudImage) {
  const listed = checksum.includes('://');
  return {
    catalogue: key,
    source: { kind: 'url' as const, url },
    checksum_url: listed ? checksum : null,
    sha256: listed ? null : checksum,
  };
}

/**
 * Makes public images of the entries that never were ones. What was not downloaded yet follows the catalogue; what was,
 * stays: disks stand on it. Images that staff has deleted do not come back.
 */
export async function syncCatalogue(tx: Tx, entries: CloudImage[]): Promise<void> {
  for (const cloudImage of entries) {
    const { key, name, description, ssh_user, readiness, min_disk, min_ram } = cloudImage;
    const source = { ...sourceOf(cloudImage), source: JSON.stringify(sourceOf(cloudImage).source) };
    const known = await tx.selectFrom('image').select('uuid').where('catalogue', '=', key).limit(1).executeTakeFirst();
    if (known === undefined) {
      const sizes = { min_disk_mib: min_disk, min_memory_mib: min_ram };
      await tx
        .insertInto('image')
        .values({ ...source, ...sizes, name, description, ssh_user, readiness, project: null, state: 'pending' })
        .onConflict((clash) => clash.doNothing())
        .execute();
      continue;
    }
    await tx
      .updateTable('image')
      .set(source)
      .where('catalogue', '=', key)
      .where('state', '=', 'pending')
      .where(
        sql<boolean>`(source ->> 'url', checksum_url) IS DISTINCT FROM (${cloudImage.url}, ${source.checksum_url}::text)`,
      )
      .execute();
  }
}
