import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runningServer, type ServerProcess } from '../../common/control-plane.ts';
import { Problem } from '../../common/problem.ts';
import { stateDirectory } from '../../common/state-directory.ts';
import { Client } from '../api/client.ts';
import { writeSecret } from '../api/contexts.ts';
import { isSameUrl, type Place, type Session, type Trace, useLocalCloud } from '../api/session.ts';
import { notRunning } from '../service/not-running.ts';

interface Credentials {
  token: string;
  project: string;
}

/** Has commands go to the cloud of this machine when nothing else is said. */
export function useThisMachine(): void {
  useLocalCloud({ session: localSession, sshDir: () => join(stateDirectory(), 'ssh'), url: localUrl });
}

function localUrl(): string {
  const running = runningServer(stateDirectory());
  if (running !== null) return running.url;
  throw new Problem('not-running', 'No cloud runs on this machine.', 'Give its URL: ./slipway login USER URL');
}

/** The API of the cloud of this machine, wherever the user has logged in. */
export function localSession(trace?: Trace): Place {
  const { SLIPWAY_URL: url, SLIPWAY_TOKEN: token } = process.env;
  const home = stateDirectory();
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

/** The control plane that a session talks to, when it is the one of this machine. */
export function localServer({ client }: Session): ServerProcess | null {
  const server = runningServer(stateDirectory());
  return isSameUrl(client.url, server?.url) ? server : null;
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
