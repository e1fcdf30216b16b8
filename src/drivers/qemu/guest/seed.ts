import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moveForGood } from '../../../common/files.ts';
import { unpackedUserData } from '../../../common/user-data.ts';
import type { GuestPort, SeedSpec } from '../../driver.ts';
import { runConfined } from '../confine.ts';
import { userDataMessage } from './user-data.ts';

/**
 * The files of a NoCloud seed by name. What we say is JSON behind keys of ours, or stands one key a line; the user's
 * data is a part of its own, byte for byte: nothing of one can become a part of another. Our keys are in the metadata,
 * because cloud-init lets `ssh_authorized_keys` of the user's replace ours there but only adds to these.
 */
export function seedFiles(seed: SeedSpec, ports: Omit<GuestPort, 'id'>[]): Map<string, string | Buffer> {
  const keys = seed.sshKeys.map((key) => key.trim()).filter((key) => key !== '' && !/\p{Cc}/u.test(key));
  const names = { 'instance-id': seed.instanceId, 'local-hostname': seed.hostname };
  // where a metadata service of OpenStack has them, too
  const metadata = { ...names, 'public-keys': keys, meta: seed.labels };
  // systemd-networkd leaves the search domain alone unless it is told so: no VM would be found by its name
  const overrides = { 'dhcp4-overrides': { 'use-domains': true }, 'dhcp6-overrides': { 'use-domains': true } };
  const ethernets = ports.map(({ mac, dhcp4, dhcp6 }, index) => {
    return [`port${index}`, { match: { macaddress: mac }, dhcp4, dhcp6, ...overrides }];
  });
  const files = new Map<string, string | Buffer>([
    ['meta-data', yaml(metadata)],
    ['network-config', yaml({ version: 2, ethernets: Object.fromEntries(ethernets) })],
    ['user-data', seed.userData === null && !seed.copied ? '' : userDataMessage(seed.userData, seed.copied)],
    // For guests without a YAML parser.
    ['ssh-authorized-keys', keys.map((key) => `${key}\n`).join('')],
  ]);
  // For guests without cloud-init.
  const script = seed.userData === null ? null : unpackedUserData(seed.userData);
  if (script?.toString('latin1', 0, 2) === '#!') files.set('user-script', script);
  return files;
}

/** The seed of the guest that has this directory. */
export const seedFile = (directory: string): string => join(directory, 'seed.iso');

/** Writes the seed of a guest to `file`: ISO 9660, labelled CIDATA, readable by the host user `uid` only. */
export async function writeSeed(file: string, seed: SeedSpec, ports: GuestPort[], uid: number): Promise<void> {
  const [tree, image] = [`${file}.d`, `${file}.partial`];
  await rm(tree, { recursive: true, force: true });
  await mkdir(tree, { mode: 0o700 });
  try {
    for (const [name, content] of seedFiles(seed, ports)) await giveFile(join(tree, name), content, uid);
    await giveFile(image, '', uid);
    await chown(tree, uid, uid);
    const format = ['-volid', 'CIDATA', '-joliet', '-rock', '-input-charset', 'utf-8'];
    await runConfined(['genisoimage', '-quiet', ...format, '-o', image, tree], { uid });
    await chmod(image, 0o400);
    await moveForGood(image, file);
  } finally {
    await rm(tree, { recursive: true, force: true });
    await rm(image, { force: true });
  }
}

/** A new file of the host user `uid`, which nobody else may open. */
async function giveFile(path: string, content: string | Buffer, uid: number): Promise<void> {
  await rm(path, { force: true });
  await writeFile(path, content, { mode: 0o600, flag: 'wx' });
  await chown(path, uid, uid);
}

/**
 * One key a line, each value as JSON, which is YAML too: strings are quoted, so that no hostname is a number, a date or a
 * truth value. Escaped beside what JSON escapes: what is no character, or ends a line, to some YAML version.
 */
function yaml(values: Record<string, unknown>): string {
  const escaped = (text: string): string =>
    text.replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
  return Object.entries(values)
    .map(([key, value]) => `${key}: ${escaped(JSON.stringify(value))}\n`)
    .join('');
}
