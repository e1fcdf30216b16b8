import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { GuestUsage } from '../../driver.ts';
import { countSlots } from './hotplug.ts';
import { type HostProcess, isAlive, MS_PER_TICK, statisticsOf } from '../../../common/processes.ts';

/** A guest whose QEMU does not answer is left out, so that the others are not late. */
const ANSWER_MS = 1000;

const blockStats = z.array(
  z.object({
    qdev: z.string().optional(),
    stats: z.object({
      rd_bytes: z.number(),
      wr_bytes: z.number(),
      rd_operations: z.number(),
      wr_operations: z.number(),
    }),
  }),
);

interface Measurable {
  process: HostProcess;
  execute: (command: string, args: Record<string, unknown>, timeoutMs: number) => Promise<unknown>;
}

/** What a guest's QEMU takes and has moved; null when it does not run, or does not say. */
export async function measureGuest(guest: Measurable): Promise<Omit<GuestUsage, 'ports'> | null> {
  try {
    const ask = (command: string, args: Record<string, unknown>) => guest.execute(command, args, ANSWER_MS);
    const disks = blockStats.parse(await ask('query-blockstats', {})).flatMap(diskOf);
    const slots = await countSlots(ask);
    const usage = { at: Date.now(), ...processUsage(guest.process), disks, slots };
    // the pid may have become another process's meanwhile
    return isAlive(guest.process) ? usage : null;
  } catch {
    return null;
  }
}

function processUsage({ pid, startTime }: HostProcess): { since: number; cpuMs: number; memoryBytes: number } {
  const uptimeMs = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000;
  const rss = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return {
    since: Math.round(Date.now() - (uptimeMs - Number(startTime) * MS_PER_TICK)),
    cpuMs: statisticsOf(pid)?.cpuMs ?? 0,
    memoryBytes: Number(rss ?? 0) * 1024,
  };
}

function diskOf({ qdev = '', stats }: z.infer<typeof blockStats>[number]): GuestUsage['disks'] {
  const id = /^\/machine\/peripheral\/(root|volume-([0-9a-f-]{36}))(?:\/|$)/.exec(qdev);
  if (id === null) return [];
  const { rd_bytes: readBytes, wr_bytes: writtenBytes, rd_operations: reads, wr_operations: writes } = stats;
  return [{ volume: id[2] ?? null, readBytes, writtenBytes, reads, writes }];
}
