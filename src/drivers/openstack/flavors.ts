import { Problem } from '../../common/problem.ts';
import type { GuestSize } from '../driver.ts';
import type { Compute, Flavor } from './client/compute.ts';

/** Nova's flavors are its operator's: a size of ours is the one that has it. */
export class Flavors {
  readonly #compute: Compute;

  constructor(compute: Compute) {
    this.#compute = compute;
  }

  /** The id of the flavor with so many processors and so much memory, the smallest disk first. Throws `openstack-unfit`. */
  async of(vcpus: number, memoryMiB: number): Promise<string> {
    const all = await this.#enabled();
    const equal = all.filter((flavor) => flavor.vcpus === vcpus && flavor.ram === memoryMiB);
    const [found] = equal.toSorted((a, b) => a.disk - b.disk || (a.name < b.name ? -1 : 1));
    if (found !== undefined) return found.id;
    const sizes = [...new Set(all.map(sizeOf))].join('; ') || 'none';
    const message = `The OpenStack has no flavor of ${sizeOf({ vcpus, ram: memoryMiB })}. It has ${sizes}.`;
    throw new Problem('openstack-unfit', message, 'Order a size that there is, or ask the operator for such a flavor.');
  }

  /** What guests may have. */
  async sizes(): Promise<GuestSize[]> {
    return (await this.#enabled()).map(({ vcpus, ram: memoryMiB }) => ({ vcpus, memoryMiB }));
  }

  async #enabled(): Promise<Flavor[]> {
    return (await this.#compute.flavors()).filter((flavor) => !flavor['OS-FLV-DISABLED:disabled']);
  }
}

function sizeOf({ vcpus, ram }: Pick<Flavor, 'vcpus' | 'ram'>): string {
  return `${vcpus} processors and ${ram} MiB`;
}
