import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

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

export function writeLogin(login: Login): void {
  mkdirSync(dirname(path()), { recursive: true, mode: 0o700 });
  writeSecret(path(), login);
}

/** Puts a file of JSON there that only its owner can read, or leaves the old one whole. */
export function writeSecret(file: string, content: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeLogin(): void {
  rmSync(path(), { force: true });
}
