import { type Command, Option } from 'commander';
import type { Usage } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { facts, print } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { amount, size } from '../terminal/terminal.ts';
import { type Period, periods, printHistory } from './usage-history.ts';

/** `vm usage`. */
export function registerVmUsage(noun: Command): void {
  const command = noun
    .command('usage')
    .description('what a running VM takes now: vCPUs, memory, disks and network')
    .argument('<name>', 'name or UUID')
    .addOption(new Option('--history <period>', 'what it took over time').choices(Object.keys(periods)));
  example(command, 'vm usage web', 'vm usage web --history 24h').action(
    async (name: string, options: { history?: Period }, self: Command) => {
      const session = openSession(self);
      const vm = await find(session.client, 'vm', name);
      if (options.history !== undefined) return printHistory(session, vm.uuid, options.history);
      const usage = await session.client.get<Usage>(`marketplace-resources/${vm.uuid}/usage/`);
      print(session, usage, [vm.uuid], () => usageFacts(usage));
    },
  );
}

function usageFacts(usage: Usage): string[] {
  const disks = usage.disks.map((disk, index): [string, string] => [
    `disk ${index}`,
    `read ${amount(disk.read_bytes)}, written ${amount(disk.written_bytes)}`,
  ]);
  const ports = usage.ports.map((port, index): [string, string] => [
    `port ${index}`,
    `received ${amount(port.received_bytes)}, sent ${amount(port.sent_bytes)}`,
  ]);
  return facts({
    vcpus: `${usage.cpu_percent} % of one, of ${usage.cores} (over ${usage.interval_seconds.toFixed(1)} s)`,
    memory: `${amount(usage.memory_bytes)} taken of the host; the VM has ${size(usage.ram)}`,
    ...Object.fromEntries([...disks, ...ports]),
    slots: `${usage.slots.used} of ${usage.slots.total} for volumes and ports are taken`,
    since: usage.started,
  });
}
