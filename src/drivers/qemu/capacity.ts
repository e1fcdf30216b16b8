import { availableParallelism, freemem } from 'node:os';
import { freeMiB } from '../../common/files.ts';
import type { Capacity } from '../driver.ts';

/** What the host has left for guests now: memory without what the kernel can take back, and disk below `home`. */
export async function hostCapacity(home: string): Promise<Capacity> {
  return {
    vcpus: availableParallelism(),
    memoryMiB: Math.floor(freemem() / 2 ** 20),
    diskMiB: await freeMiB(home),
  };
}
