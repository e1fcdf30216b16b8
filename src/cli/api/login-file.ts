import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { replaceFile } from '../../common/files.ts';

/** What `slipway login` keeps until `slipway logout`. */
export interface Login {
  url: string;
  token: string;
}

/** In the user's configuration, which only the user can read. */
function path(): string {
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'slipway', 'login.json');
}

export function readLogin(): Login | null {
  try {
    return JSON.parse(readFileSync(path(), 'utf8')) as Login;
  } catch {
    return null;
  }
}

export async function writeLogin(login: Login): Promise<void> {
  mkdirSync(dirname(path()), { recursive: true, mode: 0o700 });
  await writeSecret(path(), login);
}

/** Puts a file of JSON there that only its owner can read, or leaves the old one whole. */
export function writeSecret(file: string, content: object): Promise<void> {
  return replaceFile(file, `${JSON.stringify(content, null, 2)}\n`, 0o600);
}

export function removeLogin(): void {
  rmSync(path(), { force: true });
}
