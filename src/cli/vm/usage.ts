import type { Command } from 'commander';
import type { Usage } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { facts, print } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { size } from '../terminal/terminal.ts';

/** `vm usage`. */
export function registerVmUsage(noun: Command): void {
  const command = noun
    .command('usage')
    .description('what a running VM takes now: vCPUs, memory, disks and network')
    .argument('<name>', 'name or UUID');
  example(command, 'vm usage web').action(async (name: string, _options, self: Command) => {
    const session = openSession(self);
    const vm = await find(session.client, 'vm', name);
    const usage = await session.client.get<Usage>(`marketplace-resources/${vm.uuid}/usage/`);
    print(session, usage, [vm.uuid], () => usageFacts(usage));
  });
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
    since: usage.started,
  });
}

function amount(bytes: number): string {
  return bytes < 2 ** 20 ? `${Math.round(bytes / 1024)} KiB` : size(Math.round(bytes / 2 ** 20));
}
