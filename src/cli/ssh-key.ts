import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../common/command.ts';
import { Problem } from '../common/problem.ts';
import { usage } from './exit.ts';

/** In the order in which ssh itself would try them. */
const USUAL = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

export interface SshKey {
  publicKey: string;
  /** The private half, when ssh would not find it by itself. */
  identity: string | null;
}

/**
 * The key to order VMs with: the user's own when it opens them without a question (no passphrase, or in the agent),
 * else one in `dir` that is made for the purpose.
 */
export async function ownKey(dir: string): Promise<SshKey> {
  const agent = (await run('ssh-add', ['-L'], { check: false })).stdout;
  for (const name of USUAL) {
    const path = join(homedir(), '.ssh', name);
    if (!existsSync(`${path}.pub`)) continue;
    const publicKey = readPublicKey(`${path}.pub`);
    if (agent.includes(publicKey.split(' ')[1] ?? publicKey) || (await opensAlone(path))) return { publicKey, identity: null };
  }
  const identity = join(dir, 'id_ed25519');
  if (!existsSync(identity)) await makeKey(dir, identity);
  return { publicKey: readPublicKey(`${identity}.pub`), identity };
}

/** Our own key of `dir` if there is one: what `vm ssh` offers beside the user's keys. */
export function ourIdentity(dir: string): string | null {
  const path = join(dir, 'id_ed25519');
  return existsSync(path) ? path : null;
}

/** The one line of a public key file. Throws `usage` when it is something else, above all a private key. */
export function readPublicKey(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw usage(`${file} cannot be read: ${(cause as Error).message}.`, 'Give a public key file, such as ~/.ssh/id_ed25519.pub.');
  }
  if (text.includes('PRIVATE KEY')) throw usage(`${file} is a private key.`, `Give its public half: ${file}.pub.`);
  return text;
}

async function opensAlone(path: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  return (await run('ssh-keygen', ['-y', '-P', '', '-f', path], { check: false })).code === 0;
}

async function makeKey(dir: string, path: string): Promise<void> {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const remedy = 'Name the public key to use: --ssh-key FILE.';
    throw new Problem('not-root', `There is no ssh key to use, and none can be made in ${dir}.`, remedy, { cause });
  }
  const fresh = join(dir, 'new');
  for (const file of [fresh, `${fresh}.pub`]) rmSync(file, { force: true });
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'slipway', '-f', fresh]);
  // the private half comes last: where it is, the pair is whole
  renameSync(`${fresh}.pub`, `${path}.pub`);
  renameSync(fresh, path);
}
