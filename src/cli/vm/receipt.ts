import type { Command } from 'commander';
import type { OwnedObject } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { print } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { oneLine, table } from '../terminal/terminal.ts';

/** What a VM owns on the host. */
export function registerReceipt(noun: Command): void {
  example(
    noun
      .command('receipt')
      .description('list what a VM owns on the host: files, processes, taps, rules, addresses (staff)')
      .argument('<name>', 'name or UUID'),
    'vm receipt web',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const vm = await find(session.client, 'vm', name);
    const things = await session.client.get<OwnedObject[]>(`doctor/receipts/${vm.uuid}/`);
    const details = things.map(({ detail }) => detail);
    print(session, things, details, () => table(things.map(({ kind, detail }) => [kind, oneLine(detail)])));
  });
}
