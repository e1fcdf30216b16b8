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
  forgetOld(all);
  const knownHosts = join(all, reach.uuid);
  writeFileSync(knownHosts, reach.hostKeys.map((key) => `${reach.address} ${key}\n`).join(''));
  writeFileSync(`${knownHosts}.json`, JSON.stringify(reach));
  return knownHosts;
}

/** The VM that was reached last by this name, or by its UUID. Throws `usage` when projects have one each. */
function recall(dir: string, reference: string): Reach | null {
  const uuid = parseUuid(reference);
  const named = kept(dir).filter((each) => each.uuid === uuid || each.name === reference);
  const [first, ...others] = named.filter(
    ({ project }, index) => named.findIndex((each) => each.project === project) === index,
  );
  if (first === undefined || others.length === 0) return first ?? null;
  const uuids = [first, ...others].map((each) => each.uuid).join(', ');
  throw usage(`${others.length + 1} VMs are called "${reference}".`, `Give the UUID of one: ${uuids}.`);
}

/** All that was reached, the latest first. */
function kept(dir: string): Reach[] {
  try {
    const names = readdirSync(directory(dir)).filter((name) => name.endsWith('.json'));
    const files = names.map((name) => join(directory(dir), name)).map((path) => ({ path, at: statSync(path).mtimeMs }));
    return files.toSorted((a, b) => b.at - a.at).flatMap(({ path }) => read(path) ?? []);
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

/** Forgets VMs that nobody has reached for long: they may be gone, and if not they are written anew. */
function forgetOld(all: string): void {
  for (const path of readdirSync(all).map((name) => join(all, name)))
    if (statSync(path).mtimeMs < Date.now() - KEPT_MS) rmSync(path, { force: true });
}
