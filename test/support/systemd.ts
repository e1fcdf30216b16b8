import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CommandResult, run } from '../../src/common/command.ts';
import { runId } from './place.ts';
import { eventually, hangMs } from './wait.ts';

// $1 is a control group of its own: systemd takes that for the whole tree. It knows no unit but those that are made here:
// the machine's own would clean /tmp, set sysctls and more, on this machine.
const BOOT = `
mkdir "$1" && echo $$ >"$1/cgroup.procs" && exec unshare --mount --pid --cgroup --fork --kill-child sh -ec '
  mount --make-rprivate /
  # mounted here too, the network namespaces of other tests would outlive them
  for path in $(cut -d" " -f2 /proc/self/mounts | grep ^/run/ | sort -r); do umount -l "$path"; done
  mount -t proc proc /proc
  mount -t tmpfs tmpfs /run
  mount -t tmpfs tmpfs /sys/fs/cgroup
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
  mount -t tmpfs tmpfs /etc/systemd/system
  for target in sysinit basic multi-user network-online shutdown; do
    printf "[Unit]\nDefaultDependencies=no\n" >/etc/systemd/system/$target.target
  done
  export container=test SYSTEMD_UNIT_PATH=/etc/systemd/system SYSTEMD_GENERATOR_PATH=/nonexistent
  exec /lib/systemd/systemd --system --unit=basic.target --log-target=null --show-status=no
'`;

/**
 * A systemd that really runs units, as process 1 of namespaces of its own: it shares the files and the network of this
 * machine, but neither its processes nor its units nor what the systemd of this machine manages.
 */
export class TestSystemd {
  readonly #outer: ChildProcess;
  readonly #init: number;
  readonly #cgroup: string;

  private constructor(outer: ChildProcess, init: number, cgroup: string) {
    this.#outer = outer;
    this.#init = init;
    this.#cgroup = cgroup;
  }

  static async boot(): Promise<TestSystemd> {
    const root = /^cgroup2 (\S+) /m.exec(readFileSync('/proc/mounts', 'utf8'))?.[1] ?? '/sys/fs/cgroup';
    const cgroup = join(root, `slipway-${runId}-${randomUUID().slice(0, 8)}`);
    const outer = spawn('sh', ['-c', BOOT, 'sh', cgroup], { stdio: 'ignore' });
    return eventually('systemd', async () => {
      if (outer.exitCode !== null) throw new Error('systemd did not start');
      const init = childOf(outer.pid ?? 0);
      if (init === null) return null;
      const systemd = new TestSystemd(outer, init, cgroup);
      const { stdout } = await systemd.run({}, 'systemctl', 'is-system-running');
      return /^(running|degraded)/.test(stdout) && systemd;
    });
  }

  /** Runs a program beside its services. */
  run(env: Record<string, string>, ...command: string[]): Promise<CommandResult> {
    const inside = ['-t', `${this.#init}`, '--mount', '--pid', '--cgroup', '--', ...command];
    const { PATH, NODE_COMPILE_CACHE } = process.env;
    const environment = { PATH, NODE_COMPILE_CACHE, HOME: '/nonexistent', ...env };
    return run('nsenter', inside, { env: environment, check: false, timeoutMs: hangMs });
  }

  /** Ends it with everything that it runs. */
  async stop(): Promise<void> {
    if (this.#outer.exitCode === null) {
      const ended = once(this.#outer, 'close');
      process.kill(this.#init, 'SIGKILL');
      await ended;
    }
    removeTree(this.#cgroup);
  }
}

function childOf(pid: number): number | null {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? null : Number(children.split(' ')[0]);
}

function removeTree(cgroup: string): void {
  for (const entry of readdirSync(cgroup, { withFileTypes: true })) {
    if (entry.isDirectory()) removeTree(join(cgroup, entry.name));
  }
  rmdirSync(cgroup);
}
