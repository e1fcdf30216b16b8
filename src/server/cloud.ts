import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { cloudId, identityDigest } from '../common/cloud-id.ts';
import { run } from '../common/command.ts';
import { replaceFile } from '../common/files.ts';
import { Problem } from '../common/problem.ts';
import { runsGuestsHere, type Settings } from '../common/settings.ts';
import { takePool } from './take-pool.ts';

const defaultHome = '/var/lib/slipway';
// systemd keeps 524288 to 1879048191 for containers; above it nobody gives out uids
const uidFloor = 0x70000000;

/** Also what a backup may say, which is why it allows no other user and no other uids. */
export const cloudSchema = z.object({
  /** The same in the records that it keeps; null until it has had some, see `same-cloud.ts`. */
  uuid: z.uuid().nullable().default(null),
  /** Four hex digits that every name on the host carries. */
  cloud: z.string().regex(/^[0-9a-f]{4}$/),
  /** The host uids of guests lie above it, 65536 of them. */
  uidBase: z.int().min(uidFloor).max(0x7fff0000).multipleOf(0x10000),
  floatingPool: z.cidrv4(),
  /** The system user of our own PostgreSQL. */
  postgresUser: z.string().regex(/^slipway(-[0-9a-f]{4})?$/),
});

/** What is chosen once for a state directory, so that clouds beside each other do not touch. */
export type Cloud = z.infer<typeof cloudSchema>;

/**
 * Reads the cloud's identity, or chooses it: derived from the path of the state directory, clear of what the host has. One
 * that was lost is not chosen anew, for by another the host's own things would not be found again: `bad-identity`.
 */
export async function openCloud(settings: Settings): Promise<Cloud> {
  const known = existingCloud(settings.home);
  if (known !== null) return known;
  if (isUsed(settings.home)) {
    const remedy = `Bring it back from a backup: "./slipway restore FILE" leaves records that are there as they are.`;
    throw new Problem('bad-identity', `${join(settings.home, 'cloud.json')} is lost.`, remedy);
  }
  const cloud = await choose(settings);
  await mkdir(settings.home, { recursive: true, mode: 0o711 });
  await keepCloud(settings.home, cloud);
  return cloud;
}

function isUsed(home: string): boolean {
  const entries = ['guests', 'volumes', 'images'].flatMap((part) => {
    return existsSync(join(home, part)) ? readdirSync(join(home, part)) : [];
  });
  return entries.length > 0 || existsSync(join(home, 'postgres', 'data', 'PG_VERSION'));
}

/** Writes down the identity of a cloud. */
export function keepCloud(home: string, cloud: Cloud): Promise<void> {
  return replaceFile(join(home, 'cloud.json'), `${JSON.stringify(cloud, null, 2)}\n`);
}

/** The identity of a cloud that exists, or null. Throws `bad-identity`. */
export function existingCloud(home: string): Cloud | null {
  const path = join(home, 'cloud.json');
  if (!existsSync(path)) return null;
  try {
    return cloudSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    const message = `${path} is not as it was written: ${cause instanceof Error ? cause.message : String(cause)}`;
    const remedy = 'Bring it back from a backup: it is what the names of guests and networks on this host come from.';
    throw new Problem('bad-identity', message, remedy, { cause });
  }
}

/** The same, where there must be one. Throws `no-cloud`. */
export function requireCloud(home: string): Cloud {
  const cloud = existingCloud(home);
  if (cloud !== null) return cloud;
  const remedy = 'Set SLIPWAY_HOME to the state directory of the cloud.';
  throw new Problem('no-cloud', `There is no cloud in ${home}.`, remedy);
}

async function choose(settings: Settings): Promise<Cloud> {
  const taken = !runsGuestsHere(settings) ? '' : (await run('ip', ['netns', 'list'])).stdout;
  for (let attempt = 0; ; attempt++) {
    const hash = identityDigest(settings.home, attempt);
    const cloud = cloudId(hash);
    if (taken.includes(`slipway-${cloud}-`)) continue;
    const uidBase = uidFloor + (hash.readUInt16BE(0) >> 4) * 65536;
    const first = settings.home === defaultHome;
    const floatingPool =
      settings.floating_pool ??
      (await takePool(runsGuestsHere(settings), { start: first ? 0 : 1 + (hash.readUInt16BE(2) % 250) }));
    return { uuid: null, cloud, uidBase, floatingPool, postgresUser: first ? 'slipway' : `slipway-${cloud}` };
  }
}
