import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../../../common/problem.ts';

/** What QEMU takes besides the guest's memory: code, device state, translated blocks, page tables. Measured: 75 to 110. */
const OVERHEAD_MIB = 256;
/** CPUs for QEMU's own thread, so that a guest that spins does not starve its own disk. */
const OVERHEAD_CPUS = 0.25;
/** QEMU's threads: one per CPU, and up to 64 for disks. */
const MAX_TASKS = 512;
const PERIOD_US = 100_000;
/** Of all guests of a cloud together, where a service has 1024: busy guests keep neither API nor database from answering. */
const SHARES = 256;

export interface Limits {
  vcpus: number;
  memoryMiB: number;
}

/**
 * Limits what one QEMU process takes, by cgroup v2 or by the v1 hierarchies, whichever have the controllers. A host
 * without them runs guests unlimited: that is worse, but not a reason to refuse.
 */
export class GuestCgroup {
  readonly #parent: string;
  readonly #guest: string;

  constructor(cloud: string, guest: string) {
    this.#parent = `slipway-${cloud}`;
    this.#guest = guest;
  }

  /** Puts the process below the limits; returns the directories that hold it. */
  enter(pid: number, limits: Limits): string[] {
    return hierarchies().flatMap((hierarchy) => {
      try {
        return [this.#enter(hierarchy, pid, limits)];
      } catch {
        return [];
      }
    });
  }

  /** The directories that its process belongs into, as far as this host lets us. */
  places(): string[] {
    return hierarchies()
      .filter(({ mount }) => isWritable(mount))
      .map(({ mount }) => join(mount, this.#parent, this.#guest));
  }

  /** Those that a process is in. */
  placesOf(pid: number): string[] {
    return this.places().filter((place) => processesIn(place).includes(String(pid)));
  }

  /** How often the kernel has ended a process of the guest for its memory; 0 where nobody counts. */
  memoryKills(): number {
    const counts = hierarchies().flatMap(({ mount }) => {
      const group = join(mount, this.#parent, this.#guest);
      return ['memory.events', 'memory.oom_control'].map((file) => {
        const path = join(group, file);
        return existsSync(path) ? Number(/^oom_kill (\d+)/m.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) : 0;
      });
    });
    return Math.max(0, ...counts);
  }

  /** Removes the guest's groups, whose processes must have ended, and the cloud's with the last of them. */
  remove(): void {
    for (const { mount } of hierarchies()) {
      removeGroup(join(mount, this.#parent, this.#guest), ['ENOENT']);
      // Another guest may be in it, or just moving in.
      removeGroup(join(mount, this.#parent), ['ENOENT', 'EBUSY', 'ENOTEMPTY']);
    }
  }

  #enter({ mount, version, controllers }: Hierarchy, pid: number, limits: Limits): string {
    const parent = join(mount, this.#parent);
    const group = join(parent, this.#guest);
    mkdirSync(group, { recursive: true });
    if (version === 2) {
      const enable = controllers.map((name) => `+${name}`).join(' ');
      for (const above of [mount, parent]) writeFileSync(join(above, 'cgroup.subtree_control'), enable);
    }
    if (controllers.includes('cpu')) {
      // the same ratio in the words of each version: 100 is the weight of a service in v2
      const [file, share] = version === 2 ? ['cpu.weight', (SHARES * 100) / 1024] : ['cpu.shares', SHARES];
      writeFileSync(join(parent, file), String(share));
    }
    for (const controller of controllers) {
      for (const [file, value] of settings(version, controller, limits)) writeFileSync(join(group, file), value);
    }
    writeFileSync(join(group, 'cgroup.procs'), String(pid));
    return group;
  }
}

/** Every group that this cloud has for a guest, in any hierarchy. */
export function cgroupsOf(cloud: string): { guest: string; path: string }[] {
  return hierarchies().flatMap(({ mount }) => {
    const parent = join(mount, `slipway-${cloud}`);
    if (!existsSync(parent)) return [];
    const groups = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return groups.map(({ name }) => ({ guest: name, path: join(parent, name) }));
  });
}

interface Hierarchy {
  mount: string;
  version: 1 | 2;
  controllers: string[];
}

function isWritable(mount: string): boolean {
  try {
    accessSync(mount, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function processesIn(group: string): string[] {
  try {
    return readFileSync(join(group, 'cgroup.procs'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

const WANTED = ['memory', 'cpu', 'pids'];

function hierarchies(): Hierarchy[] {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .flatMap((line): Hierarchy[] => {
      const [, mount = '', type, options = ''] = line.split(' ');
      if (type === 'cgroup2') {
        const available = readFileSync(join(mount, 'cgroup.controllers'), 'utf8').trim().split(' ');
        const controllers = available.filter((name) => WANTED.includes(name));
        return controllers.length === 0 ? [] : [{ mount, version: 2, controllers }];
      }
      if (type !== 'cgroup') return [];
      const names = options.split(',');
      const controllers = names.filter((name) => WANTED.includes(name));
      // systemd stops what it finds in its own hierarchy when the service stops; guests must outlive it.
      return controllers.length > 0 || names.includes('name=systemd') ? [{ mount, version: 1, controllers }] : [];
    });
}

function settings(version: 1 | 2, controller: string, { vcpus, memoryMiB }: Limits): [file: string, value: string][] {
  const bytes = String((memoryMiB + OVERHEAD_MIB) * 2 ** 20);
  const quota = String((vcpus + OVERHEAD_CPUS) * PERIOD_US);
  if (controller === 'memory') return [[version === 2 ? 'memory.max' : 'memory.limit_in_bytes', bytes]];
  if (controller === 'pids') return [['pids.max', String(MAX_TASKS)]];
  if (version === 2) return [['cpu.max', `${quota} ${PERIOD_US}`]];
  return [
    ['cpu.cfs_period_us', String(PERIOD_US)],
    ['cpu.cfs_quota_us', quota],
  ];
}

function removeGroup(group: string, fine: string[]): void {
  try {
    rmdirSync(group);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    if (fine.includes(code)) return;
    const remedy = 'It is tried again; see which processes are in it.';
    throw new Problem('cgroup-busy', `${group} cannot be removed: ${code}`, remedy, { transient: true, cause });
  }
}
