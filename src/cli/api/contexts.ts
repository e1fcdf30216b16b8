import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { replaceFile } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';

/** A login at a cloud, as `slipway login` keeps it. */
export interface Context {
  url: string;
  user: string;
  token: string;
  /** Whether the token was made by the login, and ends with it. */
  own: boolean;
}

/** The logins of a user of this machine, by what they are called. */
export interface Contexts {
  /** The one that commands use; null: the cloud of this machine. */
  current: string | null;
  contexts: Record<string, Context>;
}

/** In the user's configuration, which only the user can read. */
function path(): string {
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'slipway', 'login.json');
}

export function readContexts(): Contexts {
  try {
    const kept = JSON.parse(readFileSync(path(), 'utf8')) as Contexts | Context;
    if ('contexts' in kept) return kept;
    // of a version that kept one login
    return { current: 'default', contexts: { default: { ...kept, user: '', own: true } } };
  } catch {
    return { current: null, contexts: {} };
  }
}

export async function writeContexts(kept: Contexts): Promise<void> {
  mkdirSync(dirname(path()), { recursive: true, mode: 0o700 });
  await writeSecret(path(), kept);
}

/** Keeps one, and has commands use it. */
export async function keepContext(name: string, context: Context): Promise<void> {
  await writeContexts({ current: name, contexts: { ...readContexts().contexts, [name]: context } });
}

/** One by its name. Throws `not-found` with those that there are. */
export function contextOf({ contexts }: Contexts, name: string): Context {
  const found = Object.hasOwn(contexts, name) ? contexts[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(contexts).join(', ');
  const remedy = names === '' ? 'There is none yet: ./slipway login USER URL' : `There are: ${names}.`;
  throw new Problem('not-found', `There is no context "${name}".`, remedy);
}

/** Puts a file of JSON there that only its owner can read, or leaves the old one whole. */
export function writeSecret(file: string, content: object): Promise<void> {
  return replaceFile(file, `${JSON.stringify(content, null, 2)}\n`, 0o600);
}
