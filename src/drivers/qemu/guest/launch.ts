import { spawn } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync } from 'node:fs';
import { run } from '../../../common/command.ts';
import { Problem } from '../../../common/problem.ts';
import { type HostProcess, processOf } from '../../../common/processes.ts';
import { asUser, inNetwork } from '../confine.ts';
import { openForQemu } from './console.ts';

export const QEMU = 'qemu-system-x86_64';

/** What runs guests, for people. */
export async function qemuVersion(): Promise<string> {
  const { stdout } = await run(QEMU, ['--version']);
  return `QEMU ${/version (\S+)/.exec(stdout)?.[1] ?? 'unknown'}`;
}

/** What QEMU may not do, enforced by its own seccomp filter. */
export const SANDBOX = ['-sandbox', 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny'];

/**
 * Runs in a private mount namespace as root, then becomes its arguments. The guest's user may use the device nodes
 * that it makes there, whatever the host's modes are: a tap belongs to a uid, so the clone device may be for everyone.
 * No core dumps: they would hold the memory of a guest.
 */
const PREPARE = `set -e
accelerator=$1
shift
mkdir -p /dev/net
mount -t tmpfs -o mode=755,size=64k,nosuid,noexec slipway /dev/net
mknod -m 666 /dev/net/tun c 10 200
if [ "$accelerator" = kvm ]; then
  mknod -m 666 /dev/net/kvm c 10 232
  mount --bind /dev/net/kvm /dev/kvm
fi
ulimit -c 0
exec "$@"`;

export interface Confinement {
  /** Host uid and gid. */
  uid: number;
  /** Name of the network namespace, or null for an empty one. */
  namespace: string | null;
  accelerator: 'kvm' | 'tcg';
  /** Working directory; every path on the command line may be relative to it. */
  directory: string;
  /** Gets what the program prints, cut to nothing first. */
  log: string;
  /** A file that the program gets as descriptor 3, to append to; left out: none. */
  console?: string;
}

/**
 * Starts a program detached, in its own session and as an unprivileged user without any capability, so that it
 * outlives this process. Its pid is that of the whole chain. Throws a `Problem` when it does not even start.
 */
export async function spawnConfined(argv: string[], confinement: Confinement): Promise<HostProcess> {
  const { uid, namespace, accelerator, directory } = confinement;
  const mounts = ['unshare', '--mount', '--propagation', 'private'];
  const prepare = ['sh', '-c', PREPARE, 'prepare', accelerator];
  const chain = [...inNetwork(namespace), ...mounts, ...prepare, ...asUser(uid)];
  const [program, ...args] = [...chain, ...argv] as [string, ...string[]];
  const log = openSync(
    confinement.log,
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND,
    0o600,
  );
  const kept = confinement.console === undefined ? [] : [openForQemu(confinement.console)];
  try {
    const child = spawn(program, args, {
      detached: true,
      cwd: directory,
      stdio: ['ignore', log, log, ...kept],
      // Nothing of our own environment: it may hold secrets.
      env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C' },
    });
    child.unref();
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    const started = child.pid === undefined ? null : processOf(child.pid);
    if (started !== null) return started;
    throw new Error(`it ended at once: ${lastWords(confinement.log)}`);
  } catch (cause) {
    const why = `${argv[0]} could not be started: ${(cause as Error).message}`;
    throw new Problem('guest-not-started', why, undefined, { transient: true, cause });
  } finally {
    for (const descriptor of [log, ...kept]) closeSync(descriptor);
  }
}

/** The end of a log on one line, for messages; it may hold text of the guest's, so nothing but plain characters. */
export function lastWords(log: string): string {
  try {
    const text = readFileSync(log, 'utf8').slice(-400).trim();
    return text.replaceAll(/[^\x20-\x7e]+/g, ' ') || 'it said nothing';
  } catch {
    return 'it left no log';
  }
}
