import { type CommandResult, run } from '../../common/command.ts';

const MIB = 2 ** 20;

/**
 * The words that make a program somebody who owns nothing but what is given to that uid, and who cannot become anybody
 * else. It keeps the named capabilities and no other, for good.
 */
export function asUser(uid: number, capabilities: readonly string[] = []): string[] {
  const kept = ['-all', ...capabilities.map((name) => `+${name}`)].join(',');
  const identity = [`--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--no-new-privs'];
  const powers = [`--inh-caps=${kept}`, `--ambient-caps=${kept}`, `--bounding-set=${kept}`];
  return ['setpriv', ...identity, ...powers];
}

/** The words that put a program into a network namespace by its name; null: into an empty one of its own. */
export function inNetwork(namespace: string | null): string[] {
  return namespace === null ? ['unshare', '--net'] : ['nsenter', `--net=/run/netns/${namespace}`];
}

export interface HelperLimits {
  /** Host uid and gid. */
  uid: number;
  /** Name of the network namespace; left out: an empty one. */
  namespace?: string;
  /** Processor time; longer than that nothing runs that does not wait. */
  cpuSeconds?: number;
  memoryMiB?: number;
  /** Length of a file that it writes. */
  fileBytes?: number;
}

/**
 * Runs a program that reads what a guest or a stranger has written, and so may be taken over by it: as a user that owns
 * nothing else, without capabilities, network and our environment, within limits, and no longer than this process.
 */
export function runConfined(
  argv: string[],
  { uid, namespace, cpuSeconds = 60, memoryMiB = 1024, fileBytes = 64 * MIB }: HelperLimits,
  options: Pick<NonNullable<Parameters<typeof run>[2]>, 'signal' | 'timeoutMs' | 'check'> = {},
): Promise<CommandResult> {
  const limits = [`--cpu=${cpuSeconds}`, `--as=${memoryMiB * MIB}`, `--fsize=${fileBytes}`, '--core=0'];
  const [setpriv = '', ...user] = asUser(uid);
  const chain = [...inNetwork(namespace ?? null), setpriv, '--pdeathsig', 'KILL', ...user, 'prlimit', ...limits];
  const [program = '', ...args] = [...chain, ...argv];
  return run(program, args, { ...options, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } });
}
