import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { runningServer } from '../common/control-plane.ts';
import { Problem } from '../common/problem.ts';
import { readSettings } from '../common/settings.ts';
import { Client } from './client.ts';

/** Options of every command. */
export interface GlobalOptions {
  json?: boolean | undefined;
  quiet?: boolean | undefined;
}

/** What a command works with. */
export interface Session extends GlobalOptions {
  client: Client;
  token: string;
  /** Where keys and known hosts are kept. */
  sshDir: string;
  /** The project that commands work in when none is named; null: the first one that the API shows. */
  project: string | null;
}

interface Credentials {
  token: string;
  project: string;
}

/** The API as `command` is to use it: SLIPWAY_URL and SLIPWAY_TOKEN, else the cloud of this machine. */
export function openSession(command: Command): Session {
  const { json = false, quiet = false } = command.optsWithGlobals<GlobalOptions>();
  const { SLIPWAY_URL: url, SLIPWAY_TOKEN: token } = process.env;
  if (url !== undefined && token !== undefined) {
    return {
      client: new Client(url, token),
      token,
      project: null,
      sshDir: join(homedir(), '.ssh', 'slipway'),
      json,
      quiet,
    };
  }
  const { home } = readSettings();
  const credentials = readJson(join(home, 'credentials.json')) as Credentials | null;
  if (credentials === null) {
    const remedy = 'Run "./slipway quickstart" to make one, or set SLIPWAY_HOME to the state directory of another.';
    throw new Problem('no-cloud', `There is no cloud in ${home} yet.`, remedy);
  }
  const own = token ?? credentials.token;
  const client = new Client(url ?? runningUrl(home), own);
  const project = token === undefined ? credentials.project : null;
  return { client, token: own, project, sshDir: join(home, 'ssh'), json, quiet };
}

/** Where the cloud answers. While it is down, something else may listen there, which must not be given a token. */
function runningUrl(home: string): string {
  const running = runningServer(home);
  if (running !== null) return running.url;
  throw new Problem('not-running', `The cloud in ${home} is not running.`, 'Start it: ./slipway up');
}

function readJson(path: string): unknown {
  try {
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EACCES') {
      const remedy = 'Run it as root, or set SLIPWAY_URL and SLIPWAY_TOKEN to use a token of your own.';
      throw new Problem('not-root', `${path} is for root only.`, remedy, { cause });
    }
    // a crash in the middle of a write leaves half a file; the server writes it again
    return null;
  }
}
