import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../common/problem.ts';
import type { Resource } from '../api/schema.ts';
import { identities } from '../identity/ssh-key.ts';
import { runs } from './facts.ts';

const KEPT_MS = 90 * 24 * 3_600_000;

/** `type base64`, as the API promises; a guest has the last word on it, so it is checked again. */
const HOST_KEY = /^[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}$/;

/**
 * The arguments of `ssh` to a VM, after `ssh` itself: its host keys as the API reports them are the only ones that are
 * accepted. Writes them below `dir`. Throws `wrong-state` when the VM cannot be reached yet.
 */
export function sshArguments(vm: Resource, dir: string): string[] {
  const address = vm.external_ips[0];
  if (!runs(vm)) {
    const remedy =
      vm.state === 'OK' ? `Start it: ./slipway vm start ${vm.name}` : `See "./slipway vm show ${vm.name}".`;
    throw new Problem('wrong-state', `The VM "${vm.name}" is not running (${vm.runtime_state}).`, remedy);
  }
  if (address === undefined) {
    const remedy = 'Order it with "--floating-ip auto", or reach it from another VM of its network.';
    throw new Problem('wrong-state', `The VM "${vm.name}" has no floating IP.`, remedy);
  }
  const keys = vm.readiness.host_keys.map(({ public_key }) => public_key).filter((key) => HOST_KEY.test(key));
  if (keys.length === 0) {
    const remedy = `Wait until "./slipway vm show ${vm.name}" says that it is ready, or look at "./slipway vm console-log ${vm.name}".`;
    throw new Problem('wrong-state', `The VM "${vm.name}" has not reported its ssh host keys yet.`, remedy);
  }
  const all = join(dir, 'known_hosts.d');
  const knownHosts = join(all, vm.uuid);
  mkdirSync(all, { recursive: true, mode: 0o700 });
  removeOld(all);
  writeFileSync(knownHosts, keys.map((key) => `${address} ${key}\n`).join(''));
  return [
    ...identities(dir).flatMap((path) => ['-i', path]),
    '-o',
    `UserKnownHostsFile=${knownHosts}`,
    '-o',
    'StrictHostKeyChecking=yes',
    `${vm.ssh_user}@${address}`,
  ];
}

/** Files of VMs that nobody has reached for long: they may be gone, and for others they are written anew. */
function removeOld(directory: string): void {
  for (const path of readdirSync(directory).map((name) => join(directory, name)))
    if (statSync(path).mtimeMs < Date.now() - KEPT_MS) rmSync(path, { force: true });
}

/** Runs ssh in the foreground and returns its exit status. */
export function runSsh(args: string[]): Promise<number> {
  // Ctrl-C is for the program in the guest; ssh ends by itself when its connection does
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  return new Promise((resolve, reject) => {
    const child = spawn('ssh', args, { stdio: 'inherit' });
    child.on('error', () => {
      reject(new Problem('ssh-missing', 'ssh could not be started.'));
    });
    child.on('close', (code) => {
      process.off('SIGINT', ignore);
      resolve(code ?? 255);
    });
  });
}

/** What to do next when ssh itself has failed, which it says by 255; null after anything else. */
export function afterSsh(status: number, vm: Resource, dir: string): string | null {
  if (status !== 255) return null;
  const tried = identities(dir).join(', ') || 'none';
  return `Next:  ${vm.name} lets in user ${vm.ssh_user} with the key of its order. Keys tried here: ${tried}; give another one by "ssh -i", or see "./slipway vm console-log ${vm.name}".`;
}

/** A command line to paste into a shell. */
export function shellLine(words: string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
