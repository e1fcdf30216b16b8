import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CommandResult, run } from '../../../common/command.ts';
import { Problem } from '../../../common/problem.ts';

/** One interface of a namespace as `ip -j -d addr` tells it. */
export interface Link {
  ifname: string;
  flags: string[];
  mtu: number;
  master?: string;
  ifalias?: string;
  linkinfo?: {
    info_kind?: string;
    info_data?: { user?: number | string };
    info_slave_data?: Partial<Record<'isolated' | 'learning' | 'flood' | 'bcast_flood' | 'mcast_flood', boolean>>;
  };
  /** `address`: the other end's, of a link with two. */
  addr_info: { family: string; local: string; prefixlen: number; address?: string }[];
}
export interface Route {
  dst: string;
  dev?: string;
  type?: string;
  gateway?: string;
  protocol?: string;
}
export type Links = Map<string, Link>;

/** `args` put into a network namespace; null is the host's own. */
export function inNamespace(namespace: string | null, args: string[]): string[] {
  return namespace === null ? args : ['ip', 'netns', 'exec', namespace, ...args];
}

/** Runs one program inside a namespace. */
export function runIn(
  namespace: string | null,
  args: string[],
  options?: { input?: string; check?: boolean },
): Promise<CommandResult> {
  const [program = '', ...rest] = inNamespace(namespace, args);
  // What stays behind as a server must not carry the control plane's secrets in its environment.
  return run(program, rest, { env: { PATH: process.env['PATH'] }, ...options });
}

/** The last one is what a kill in the middle of `ip netns add` leaves: a name that is no namespace. */
export const ABSENT =
  /No such file or directory|Cannot find device|does not exist|network namespace ".*" failed: Invalid/;

const select = (namespace: string | null): string[] => (namespace === null ? [] : ['-n', namespace]);

/** Runs many `ip` (or `bridge`) commands in one process; stops at the first that fails. None is fine. */
export async function batch(program: 'ip' | 'bridge', namespace: string | null, lines: string[]): Promise<void> {
  if (lines.length === 0) return;
  await run(program, [...select(namespace), '-batch', '-'], { input: `${lines.join('\n')}\n` });
}

async function query<T>(program: 'ip' | 'bridge', namespace: string | null, args: string[]): Promise<T[] | null> {
  const { code, stdout, stderr } = await run(program, [...select(namespace), '-j', ...args], { check: false });
  if (code === 0) return stdout.trim() === '' ? [] : (JSON.parse(stdout) as T[]);
  if (ABSENT.test(stderr)) return null;
  throw unreadable(`${program} ${args.join(' ')}`, stderr);
}

function unreadable(what: string, said: string): Problem {
  const remedy = 'Run "./slipway doctor" and read the server log for the step that failed.';
  return new Problem('network-query-failed', `${what} failed: ${said.trim()}`, remedy);
}

/** What one look into a namespace tells. */
export interface Sight {
  links: Links;
  /** IPv4, of the main table. */
  routes: Route[];
}

/** Interfaces and routes of a namespace by one program; null when it does not exist. */
export async function sightOf(namespace: string | null): Promise<Sight | null> {
  const args = [...select(namespace), '-d', '-j', '-batch', '-'];
  const { code, stdout, stderr } = await run('ip', args, { input: 'addr show\nroute show\n', check: false });
  if (code !== 0 && ABSENT.test(stderr)) return null;
  const [found = [], ways = []] = stdout
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown[]]));
  if (code !== 0) throw unreadable('ip addr, ip route', stderr);
  return { links: new Map((found as Link[]).map((link) => [link.ifname, link])), routes: ways as Route[] };
}

/** Kernel parameters of a namespace; those that this kernel lacks are left out. */
export async function settingsOf(namespace: string | null, keys: string[]): Promise<Map<string, string>> {
  if (namespace === null) return ownSettings(keys);
  const { stdout } = await runIn(namespace, ['sysctl', '-e', ...keys], { check: false });
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [key, value] = line.split(' = ');
      return key === undefined || value === undefined ? [] : [[key, value.trim()] as const];
    }),
  );
}

/** Those of where we are need no program. */
async function ownSettings(keys: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const key of keys) {
    // a slash in a key is a dot in the name of an interface
    const path = key.replace(/[./]/g, (mark) => (mark === '.' ? '/' : '.'));
    const value = await readFile(join('/proc/sys', path), 'utf8').catch(() => null);
    if (value !== null) found.set(key, value.trim());
  }
  return found;
}

/** The interfaces of a namespace by name, or null when it does not exist. */
export async function links(namespace: string | null): Promise<Links | null> {
  const found = await query<Link>('ip', namespace, ['-d', 'addr', 'show']);
  return found && new Map(found.map((link) => [link.ifname, link]));
}

/** IPv4 routes of the main table, of one device if given; null when that device does not exist. */
export function routes(namespace: string | null, dev?: string): Promise<Route[] | null> {
  return query<Route>('ip', namespace, ['-4', 'route', 'show', ...(dev === undefined ? [] : ['dev', dev])]);
}

/** Permanent neighbours: made by us, the kernel makes none. */
export async function permanentNeighbours(namespace: string): Promise<{ dst: string; dev: string; lladdr: string }[]> {
  return (await query('ip', namespace, ['neigh', 'show', 'nud', 'permanent'])) ?? [];
}

/** Forwarding entries of bridges; ours are the `static` ones. */
export async function forwardingEntries(namespace: string): Promise<{ mac: string; ifname: string; state?: string }[]> {
  return (await query('bridge', namespace, ['fdb', 'show'])) ?? [];
}

/**
 * Makes the namespace when it is missing, and again when a kill left only its name. One that has lost its name is known by a
 * process that is `inside`, and gets it back. Returns its interfaces.
 */
export async function ensureNamespace(namespace: string, inside: number | null = null): Promise<Links> {
  const found = await links(namespace);
  if (found !== null) return found;
  await run('ip', ['netns', 'del', namespace], { check: false });
  if (inside === null) await run('ip', ['netns', 'add', namespace]);
  else await run('ip', ['netns', 'attach', namespace, String(inside)]);
  return (await links(namespace)) ?? new Map();
}

/** Removes the namespace; a missing one is fine. */
export async function removeNamespace(namespace: string): Promise<void> {
  if ((await namespaces()).includes(namespace)) await run('ip', ['netns', 'del', namespace]);
}

/** What `ip netns list` tells; it makes the directory with the first of them. */
export function namespaces(): Promise<string[]> {
  return readdir('/run/netns').catch(() => []);
}

/** True while a QEMU is inside of a namespace. */
export async function hasGuest(namespace: string): Promise<boolean> {
  const { stdout } = await run('ip', ['netns', 'pids', namespace], { check: false });
  const pids = stdout.split('\n').filter(Boolean);
  const programs = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
  return programs.some((program) => program.startsWith('qemu-system'));
}

/** Applies a ruleset in one transaction: all of it or none. */
export async function applyRuleset(namespace: string | null, text: string): Promise<void> {
  await runIn(namespace, ['nft', '-f', '-'], { input: text });
}

/** Sets kernel parameters; those that this kernel lacks are passed over. */
export async function setParameters(namespace: string | null, values: Record<string, number>): Promise<void> {
  const pairs = Object.entries(values).map(([key, value]) => `${key}=${value}`);
  await runIn(namespace, ['sysctl', '-q', '-e', '-w', ...pairs]);
}

/**
 * Sets those parameters of the host that are below `least` or above `most`. One that this kernel lacks, or that is not ours
 * to set, stays as it is.
 */
export async function setWithin(least: Record<string, number>, most: Record<string, number>): Promise<void> {
  const { stdout } = await run('sysctl', ['-e', ...Object.keys(least), ...Object.keys(most)], { check: false });
  const values = new Map(stdout.split('\n').map((line) => [line.split(' = ')[0] ?? '', Number(line.split(' = ')[1])]));
  const outside = [
    ...Object.entries(least).filter(([key, value]) => (values.get(key) ?? value) < value),
    ...Object.entries(most).filter(([key, value]) => (values.get(key) ?? value) > value),
  ];
  if (outside.length === 0) return;
  await run('sysctl', ['-q', '-e', '-w', ...outside.map(([key, value]) => `${key}=${value}`)], { check: false });
}

/** Another application begins with what is there: a command that failed is no reason to give up. */
export function worthAnotherTry(error: unknown): never {
  if (!(error instanceof Problem) || error.transient) throw error;
  const remedy = `It is tried again. ${error.remedy}`;
  throw new Problem(error.code, error.message, remedy, { transient: true, cause: error });
}
