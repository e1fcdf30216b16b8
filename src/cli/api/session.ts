import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import { Client, cloudUrl } from './client.ts';
import { type Context, type Contexts, contextOf, readContexts, writeContexts } from './contexts.ts';

/** Options of every command. */
export interface GlobalOptions {
  json?: boolean | undefined;
  quiet?: boolean | undefined;
  debug?: boolean | undefined;
  /** Which login to use. */
  context?: string | undefined;
  /** Of lists. */
  output?: 'json' | 'name' | 'wide' | undefined;
  columns?: string | undefined;
}

/** What a command works with. */
export interface Session extends GlobalOptions {
  client: Client;
  token: string;
  /** Where keys and known hosts are kept. */
  sshDir: string;
  /** The project that commands work in when none is named; null: the first one that the API shows. */
  project: string | null;
  /** Writes another secret of the token where it was found; null: it came from the environment. */
  keepToken: ((token: string) => Promise<void>) | null;
}

/**
 * The API as `command` is to use it: the context that is named, else SLIPWAY_URL and SLIPWAY_TOKEN, else where the user has
 * logged in, else the cloud of this machine. Who names one of this machine by SLIPWAY_HOME means that.
 */
export function openSession(command: Command): Session {
  const options = givenOptions(command);
  const trace = options.debug === true ? (curl: string) => console.error(curl) : undefined;
  return { ...(remoteSession(options, trace) ?? localCloud().session(trace)), ...options };
}

/** The options of every command, as they were given to this one. */
export function givenOptions(command: Command): GlobalOptions {
  const { json = false, quiet = false, debug, context, output, columns } = command.optsWithGlobals<GlobalOptions>();
  return { json: json || output === 'json', quiet, debug, context, output, columns };
}

/** Where keys and known hosts are kept, also while the cloud of this machine is down. */
export function sshDirectory(command: Command): string {
  return remoteSession(command.optsWithGlobals<GlobalOptions>())?.sshDir ?? localCloud().sshDir();
}

export type Trace = ((curl: string) => void) | undefined;
export type Place = Omit<Session, keyof GlobalOptions>;

/** The cloud of this machine. */
export interface LocalCloud {
  session: (trace?: Trace) => Place;
  sshDir: () => string;
  /** Where it answers. */
  url: () => string;
}

let local: LocalCloud | null = null;

/** Has commands go to the cloud of this machine when nothing else is said: the client has none. */
export function useLocalCloud(cloud: LocalCloud): void {
  local = cloud;
}

/** Throws `no-login` in the client. */
export function localCloud(): LocalCloud {
  if (local !== null) return local;
  throw new Problem('no-login', 'Nobody is logged in.');
}

/** By a login or the environment; null: the cloud of this machine. */
function remoteSession(options: GlobalOptions, trace?: Trace): Place | null {
  const found = loginFor(options);
  if (found === null) return null;
  const { url, token, name } = found;
  return {
    client: new Client(url, token, trace),
    token,
    project: null,
    sshDir: join(homedir(), '.ssh', 'slipway'),
    keepToken: name === null ? null : (renewed) => renewToken(name, renewed),
  };
}

interface Found extends Pick<Context, 'url' | 'token'> {
  /** Of the context; null: it is of the environment. */
  name: string | null;
}

/** The login that is meant; null: none, but the cloud of this machine. */
function loginFor({ context: given }: GlobalOptions): Found | null {
  const { SLIPWAY_URL: address, SLIPWAY_TOKEN: token, SLIPWAY_CONTEXT: usual, SLIPWAY_HOME: home } = process.env;
  const kept = readContexts();
  // before anybody is asked to log in at what is no URL
  const url = address === undefined ? undefined : cloudUrl(address);
  const named = given ?? usual;
  if (named !== undefined) return { ...contextOf(kept, named), name: named };
  if (url !== undefined && token !== undefined) return { url, token, name: null };
  if (token !== undefined || (home !== undefined && local !== null)) return null;
  const name = url === undefined ? kept.current : loggedInAt(url, kept);
  return name === null ? null : { ...contextOf(kept, name), name };
}

/** The context of a URL, first the one that is used. */
function loggedInAt(url: string, { current, contexts }: Contexts): string | null {
  const names = Object.keys(contexts).filter((name) => isSameUrl(url, contexts[name]?.url));
  return names.find((name) => name === current) ?? names[0] ?? null;
}

async function renewToken(name: string, token: string): Promise<void> {
  const kept = readContexts();
  await writeContexts({ ...kept, contexts: { ...kept.contexts, [name]: { ...contextOf(kept, name), token } } });
}

/** Whether two addresses are of one cloud. */
export function isSameUrl(one: string, other: string | undefined): boolean {
  return one.replace(/\/+$/, '') === other?.replace(/\/+$/, '');
}
