import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { runningServer, type ServerProcess } from '../../common/control-plane.ts';
import { Problem } from '../../common/problem.ts';
import { readSettings } from '../../common/settings.ts';
import { Client } from './client.ts';
import { notRunning } from '../service/not-running.ts';
import { type Login, readLogin, writeLogin, writeSecret } from './login-file.ts';

/** Options of every command. */
export interface GlobalOptions {
  json?: boolean | undefined;
  quiet?: boolean | undefined;
  debug?: boolean | undefined;
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

interface Credentials {
  token: string;
  project: string;
}

/**
 * The API as `command` is to use it: SLIPWAY_URL and SLIPWAY_TOKEN, else where the user has logged in, else the cloud of
 * this machine. Who names one of this machine by SLIPWAY_HOME means that.
 */
export function openSession(command: Command): Session {
  const { json = false, quiet = false, debug = false } = command.optsWithGlobals<GlobalOptions>();
  const trace = debug ? (curl: string) => console.error(curl) : undefined;
  return { ...(remoteSession(trace) ?? localSession(trace)), json, quiet };
}

type Trace = ((curl: string) => void) | undefined;
type Place = Omit<Session, keyof GlobalOptions>;

/** By the environment or a login; null: the cloud of this machine. */
function remoteSession(trace: Trace): Place | null {
  const { SLIPWAY_URL: url, SLIPWAY_TOKEN: token } = process.env;
  const given = url !== undefined && token !== undefined ? { url, token } : null;
  const login = given ?? loginFor(url, token);
  if (login === null) return null;
  return {
    client: new Client(login.url, login.token, trace),
    token: login.token,
    project: null,
    sshDir: join(homedir(), '.ssh', 'slipway'),
    keepToken: given === null ? (renewed) => writeLogin({ ...login, token: renewed }) : null,
  };
}

/** The API of the cloud of this machine, wherever the user has logged in. */
export function localSession(trace?: Trace): Place {
  const { SLIPWAY_URL: url, SLIPWAY_TOKEN: token } = process.env;
  const { home } = readSettings();
  // the token of this machine is for no other
  if (url !== undefined && !isSameUrl(url, runningServer(home)?.url)) {
    const remedy = `Log in: ./slipway login USER ${url} (or set SLIPWAY_TOKEN).`;
    throw new Problem('no-login', `Nobody is logged in at ${url}.`, remedy);
  }
  const file = join(home, 'credentials.json');
  const credentials = readJson(file) as Credentials | null;
  if (credentials === null) {
    throw new Problem('no-cloud', `There is no cloud in ${home} yet.`);
  }
  return {
    client: new Client(url ?? runningUrl(home), token ?? credentials.token, trace),
    token: token ?? credentials.token,
    project: token === undefined ? credentials.project : null,
    sshDir: join(home, 'ssh'),
    keepToken: token === undefined ? (renewed) => writeSecret(file, { ...credentials, token: renewed }) : null,
  };
}

/** The login that counts when the environment says no more than this. */
function loginFor(url: string | undefined, token: string | undefined): Login | null {
  if (token !== undefined || process.env['SLIPWAY_HOME'] !== undefined) return null;
  const login = readLogin();
  return url === undefined || isSameUrl(url, login?.url) ? login : null;
}

/** The control plane that a session talks to, when it is the one of this machine. */
export function localServer({ client }: Session): ServerProcess | null {
  const server = runningServer(readSettings().home);
  return isSameUrl(client.url, server?.url) ? server : null;
}

function isSameUrl(one: string, other: string | undefined): boolean {
  return one.replace(/\/+$/, '') === other?.replace(/\/+$/, '');
}

/** Where the cloud answers. While it is down, something else may listen there, which must not be given a token. */
function runningUrl(home: string): string {
  const running = runningServer(home);
  if (running !== null) return running.url;
  throw notRunning(home);
}

function readJson(path: string): unknown {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EACCES') {
      const remedy = 'Run it as root, or set SLIPWAY_URL and SLIPWAY_TOKEN to use a token of your own.';
      throw new Problem('not-root', `${path} is for root only.`, remedy, { cause });
    }
    // none of ours
    return null;
  }
}
