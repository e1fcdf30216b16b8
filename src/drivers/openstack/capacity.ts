import type { BackendQuota, Capacity, GuestSize } from '../driver.ts';
import type { OpenStack } from './client/index.ts';

/** What stands for no limit. */
const PLENTY = 2 ** 30;
/** So long a figure is good: it is asked for far more often, ms. */
const KEPT_MS = 30_000;
const GIB = 1024;

interface Figures {
  capacity: Capacity;
  disks: Map<string, number>;
  addresses: string[];
  quotas: BackendQuota[];
  sizes: GuestSize[];
}

/** What the quota of our project leaves: what the hosts have is their operator's to know. */
export class QuotaCapacity {
  readonly #stack: OpenStack;
  #kept: { at: number; figures: Promise<Figures> } | null = null;
  readonly #disks: () => Promise<Map<string, number>>;
  readonly #addresses: () => Promise<string[]>;
  readonly #sizes: () => Promise<GuestSize[]>;

  /** `disks`: what each volume takes, MiB, by id; `addresses`: floating IPs in stock, or on a port; `sizes`: of guests. */
  constructor(
    stack: OpenStack,
    disks: () => Promise<Map<string, number>>,
    addresses: () => Promise<string[]>,
    sizes: () => Promise<GuestSize[]>,
  ) {
    this.#stack = stack;
    this.#disks = disks;
    this.#addresses = addresses;
    this.#sizes = sizes;
  }

  async capacity(): Promise<Capacity> {
    return (await this.#figures()).capacity;
  }

  async diskUsage(): Promise<Map<string, number>> {
    return (await this.#figures()).disks;
  }

  /** Those in stock, and those that ports have. */
  async floatingAddresses(): Promise<string[]> {
    return (await this.#figures()).addresses;
  }

  async quotas(): Promise<BackendQuota[]> {
    return (await this.#figures()).quotas;
  }

  async sizes(): Promise<GuestSize[]> {
    return (await this.#figures()).sizes;
  }

  /** All of one moment, so that they fit each other. */
  #figures(): Promise<Figures> {
    if (this.#kept === null || Date.now() > this.#kept.at + KEPT_MS) {
      const figures = this.#ask();
      this.#kept = { at: Date.now(), figures };
      figures.catch(() => {
        this.#kept = null;
      });
    }
    return this.#kept.figures;
  }

  async #ask(): Promise<Figures> {
    const { project } = await this.#stack.session.token();
    const [compute, volumes, network, disks, addresses, sizes] = await Promise.all([
      this.#stack.compute.limits(),
      this.#stack.volumes.limits(),
      this.#stack.network.quotas(project.id),
      this.#disks(),
      this.#addresses(),
      this.#sizes(),
    ]);
    const memory = most(compute.maxTotalRAMSize);
    const disk = most(volumes.maxTotalVolumeGigabytes) * GIB;
    const capacity = {
      vcpus: most(compute.maxTotalCores),
      memoryMiB: Math.max(0, memory - compute.totalRAMUsed),
      diskMiB: Math.max(0, disk - volumes.totalGigabytesUsed * GIB),
      total: { memoryMiB: memory, diskMiB: disk },
    };
    return { capacity, disks, addresses, sizes, quotas: quotasOf(compute, volumes, network) };
  }
}

type Answers<K extends 'compute' | 'volumes'> = Awaited<ReturnType<OpenStack[K]['limits']>>;

/** Below 0 is no limit. */
function quotasOf(
  compute: Answers<'compute'>,
  volumes: Answers<'volumes'>,
  network: Awaited<ReturnType<OpenStack['network']['quotas']>>,
): BackendQuota[] {
  const all: BackendQuota[] = [
    { of: 'servers', limit: compute.maxTotalInstances, used: compute.totalInstancesUsed },
    { of: 'vcpus', limit: compute.maxTotalCores, used: compute.totalCoresUsed },
    { of: 'memory', limit: compute.maxTotalRAMSize, used: compute.totalRAMUsed },
    { of: 'volumes', limit: volumes.maxTotalVolumes, used: volumes.totalVolumesUsed },
    { of: 'snapshots', limit: volumes.maxTotalSnapshots, used: volumes.totalSnapshotsUsed },
    { of: 'disk', limit: volumes.maxTotalVolumeGigabytes * GIB, used: volumes.totalGigabytesUsed * GIB },
    { of: 'routers', ...network.router },
    { of: 'networks', ...network.network },
    { of: 'subnets', ...network.subnet },
    { of: 'ports', ...network.port },
    { of: 'security groups', ...network.security_group },
    { of: 'security group rules', ...network.security_group_rule },
  ];
  return all.filter(({ limit }) => limit >= 0);
}

const most = (limit: number): number => (limit < 0 ? PLENTY : limit);
