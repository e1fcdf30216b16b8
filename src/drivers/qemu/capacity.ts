import { statfs } from 'node:fs/promises';
import { availableParallelism, freemem } from 'node:os';
import type { Capacity } from '../driver.ts';

const mib = 1024 ** 2;

/** What the host has left for guests now: memory without what the kernel can take back, and disk below `home`. */
export async function hostCapacity(home: string): Promise<Capacity> {
  const { bavail, bsize } = await statfs(home);
  return {
    vcpus: availableParallelism(),
    memoryMiB: Math.floor(freemem() / mib),
    diskMiB: Math.floor((bavail * bsize) / mib),
  };
}
