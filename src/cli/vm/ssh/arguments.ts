import { spawn } from 'node:child_process';
import { isAbsolute } from 'node:path';
import { Problem } from '../../../common/problem.ts';
import type { Resource } from '../../api/schema.ts';
import { identities } from '../../identity/ssh-key.ts';
import { shellLine } from '../../terminal/called.ts';
import { keep } from './kept.ts';
import { type Reach, reachIfAny, reachOf } from './reach.ts';

/** What ssh, scp and a configuration are told to reach a VM: its host keys as the API reports them are the only ones that are accepted. */
export function sshOptions(reach: Reach, dir: string): { identities: string[]; options: Record<string, string> } {
  const options = { UserKnownHostsFile: quoted(keep(reach, dir)), StrictHostKeyChecking: 'yes' };
  const through = reach.namespace === null ? {} : { ProxyCommand: pipeInto(reach.namespace) };
  return { identities: identities(dir), options: { ...options, ...through } };
}

/** The same as arguments. */
export function sshFlags(reach: Reach, dir: string): string[] {
  const { identities: files, options } = sshOptions(reach, dir);
  return [
    ...files.flatMap((path) => ['-i', path]),
    ...Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]),
  ];
}

export function target({ user, address }: Reach): string {
  return `${user}@${address}`;
}

/** The arguments of `ssh` to a VM, after `ssh` itself. Throws `wrong-state` when the VM cannot be reached yet. */
export function sshArguments(vm: Resource, dir: string): string[] {
  return argumentsFor(reachOf(vm), dir);
}

/** The line by which a shell logs in to a VM; null while it cannot be reached. */
export function sshLine(vm: Resource, dir: string): string | null {
  const reach = reachIfAny(vm);
  return reach === null ? null : shellLine(['ssh', ...argumentsFor(reach, dir)]);
}

const argumentsFor = (reach: Reach, dir: string): string[] => [...sshFlags(reach, dir), target(reach)];

/** A program that is there wherever this one is: netcat may be missing. */
const PIPE = `const s=require("net").connect(+process.argv[2],process.argv[1]);s.on("error",e=>{console.error(e.message);process.exit(1)});s.on("close",()=>process.exit());process.stdin.pipe(s);s.pipe(process.stdout)`;

function pipeInto(namespace: string): string {
  // as the launcher calls it: that path leads to its successor after an upgrade
  const node = isAbsolute(process.argv0) ? process.argv0 : process.execPath;
  return `${shellLine(['nsenter', `--net=${namespace}`, node, '-e', PIPE])} %h %p`;
}

/** A path as ssh reads it in a configuration, where a blank begins another one. */
export function quoted(path: string): string {
  return path.includes(' ') ? `"${path}"` : path;
}

/** Runs ssh or scp in the foreground and returns its exit status. */
export function runSsh(args: string[], program = 'ssh'): Promise<number> {
  // Ctrl-C is for the program in the guest; ssh ends by itself when its connection does
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    child.on('error', () => {
      reject(new Problem('ssh-missing', `${program} could not be started.`));
    });
    child.on('close', (code) => {
      process.off('SIGINT', ignore);
      resolve(code ?? 255);
    });
  });
}

/** What to do next when ssh itself has failed, which it says by 255; null after anything else. */
export function afterSsh(status: number, { name, user }: Reach, dir: string): string | null {
  if (status !== 255) return null;
  const tried = identities(dir).join(', ') || 'none';
  return `Next:  ${name} lets in user ${user} with the key of its order. Keys tried here: ${tried}; give another one by "-i", or see "./slipway vm console-log ${name}".`;
}
