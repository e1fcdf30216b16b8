import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../common/command.ts';
import { moveForGood, readText } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';
import { unreadable, usage } from '../terminal/exit.ts';

/** In the order in which ssh itself would try them. */
const USUAL = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/**
 * The public key to order VMs with: the user's own when it opens them without a question (no passphrase, or in the
 * agent), else that of a pair in `dir` which is made for the purpose.
 */
export async function ownKey(dir: string): Promise<string> {
  const agent = (await run('ssh-add', ['-L'], { check: false })).stdout;
  for (const name of USUAL) {
    const path = usualPath(name);
    if (!existsSync(`${path}.pub`)) continue;
    const publicKey = readPublicKey(`${path}.pub`);
    if (agent.includes(publicKey.split(' ')[1] ?? publicKey) || (await opensAlone(path))) return publicKey;
  }
  const identity = join(dir, 'id_ed25519');
  if (!existsSync(identity)) await makeKey(dir, identity);
  return readPublicKey(`${identity}.pub`);
}

/** The private keys to offer to a VM: ours and the user's, as far as they are there. */
export function identities(dir: string): string[] {
  return [join(dir, 'id_ed25519'), ...USUAL.map(usualPath)].filter((path) => existsSync(path));
}

function usualPath(name: string): string {
  return join(homedir(), '.ssh', name);
}

/** The one line of a public key file. Throws `usage` when it is something else, above all a private key. */
export function readPublicKey(file: string): string {
  let text: string;
  try {
    text = readText(file).trim();
  } catch (cause) {
    throw unreadable(file, cause, 'Give a public key file, such as ~/.ssh/id_ed25519.pub.');
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
  await moveForGood(`${fresh}.pub`, `${path}.pub`);
  await moveForGood(fresh, path);
}
