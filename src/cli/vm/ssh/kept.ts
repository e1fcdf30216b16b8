import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Problem } from '../../../common/problem.ts';
import { parseUuid } from '../../../common/uuid.ts';
import { find } from '../../api/references.ts';
import { openSession, sshDirectory } from '../../api/session.ts';
import { usage } from '../../terminal/exit.ts';
import { type Reach, reachOf } from './reach.ts';

const KEPT_MS = 90 * 24 * 3_600_000;
/** What an API that cannot be asked is called. */
const AWAY = ['unreachable', 'not-running', 'timeout', 'database-away'];

/** How the VM of a name or UUID is reached, and where keys are; while the API does not answer, as it was reached last. */
export async function findReach(command: Command, reference: string): Promise<{ reach: Reach; dir: string }> {
  try {
    const { client, sshDir } = openSession(command);
    return { reach: reachOf(await find(client, 'vm', reference)), dir: sshDir };
  } catch (error) {
    const dir = sshDirectory(command);
    const known = error instanceof Problem && AWAY.includes(error.code) ? recall(dir, reference) : null;
    if (known === null) throw error;
    console.error(`The cloud does not answer; this is "${known.name}" as it was when it last did.`);
    return { reach: known, dir };
  }
}

/** Writes down how a VM is reached, for when the API does not answer, and returns the file of its host keys. */
export function keep(reach: Reach, dir: string): string {
  const all = directory(dir);
  mkdirSync(all, { recursive: true, mode: 0o700 });
  for (const path of readdirSync(all).map((name) => join(all, name)))
    if (isOld(path) || isReplaced(path, reach)) rmSync(path, { force: true });
  const knownHosts = join(all, reach.uuid);
  writeFileSync(knownHosts, reach.hostKeys.map((key) => `${reach.address} ${key}\n`).join(''));
  writeFileSync(`${knownHosts}.json`, JSON.stringify(reach));
  return knownHosts;
}

/** The VM that was reached by this name or UUID. Throws `usage` when it was more than one. */
function recall(dir: string, reference: string): Reach | null {
  const uuid = parseUuid(reference);
  const [first, ...others] = kept(dir).filter((each) => each.uuid === uuid || each.name === reference);
  if (first === undefined || others.length === 0) return first ?? null;
  const uuids = [first, ...others].map((each) => each.uuid).join(', ');
  throw usage(`${others.length + 1} VMs are called "${reference}".`, `Give the UUID of one: ${uuids}.`);
}

function kept(dir: string): Reach[] {
  try {
    const names = readdirSync(directory(dir)).filter((name) => name.endsWith('.json'));
    return names.flatMap((name) => read(join(directory(dir), name)) ?? []);
  } catch {
    return [];
  }
}

function read(path: string): Reach | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Reach;
  } catch {
    return null;
  }
}

function directory(dir: string): string {
  return join(dir, 'known_hosts.d');
}

/** Of a VM that nobody has reached for long: it may be gone, and if not it is written anew. */
function isOld(path: string): boolean {
  return statSync(path).mtimeMs < Date.now() - KEPT_MS;
}

/** Of an earlier VM of the same name, which is gone. */
function isReplaced(path: string, { uuid, name, project }: Reach): boolean {
  const other = path.endsWith('.json') ? read(path) : null;
  return other !== null && other.uuid !== uuid && other.name === name && other.project === project;
}
