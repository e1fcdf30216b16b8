import { type Command, Option } from 'commander';
import type { Resource } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { printEach, printList } from '../terminal/output.ts';
import { find, findAll } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { afterSsh, runSsh, sshArguments } from './ssh.ts';
import { asJson, printable } from '../terminal/terminal.ts';
import { registerChange } from './change.ts';
import { registerCreate } from './create.ts';
import { registerDelete } from './delete.ts';
import { stateOf, vmFacts } from './facts.ts';
import { registerVmImage } from './image.ts';
import { registerPower } from './power.ts';
import { registerVmNetwork } from './network.ts';
import { registerReceipt } from './receipt.ts';
import { registerVmUsage } from './usage.ts';

export function registerVm(program: Command): void {
  const noun = program.command('vm').helpCommand(false).description('virtual machines');
  registerCreate(noun);
  registerPower(noun);
  registerDelete(noun);
  registerChange(noun);
  registerReceipt(noun);
  registerVmNetwork(noun);
  registerVmImage(noun);
  registerVmUsage(noun);

  example(noun.command('list').description('list VMs'), 'vm list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Resource>('marketplace-resources/'), {
      name: (vm) => vm.name,
      state: stateOf,
      address: (vm) => vm.external_ips[0] ?? vm.internal_ips[0] ?? '',
      image: (vm) => vm.image_name,
      flavor: (vm) => vm.flavor_name,
      uuid: (vm) => vm.uuid,
    });
  });

  example(noun.command('show').description('show a VM').argument('<name...>', 'name or UUID'), 'vm show web').action(
    async (names: string[], _options, command: Command) => {
      const session = openSession(command);
      printEach(session, await findAll(session.client, 'vm', names), vmFacts);
    },
  );

  example(
    noun
      .command('ssh')
      .description('log in to a VM, or run a command in it; ends with the exit status of ssh')
      .argument('<name>', 'name or UUID')
      .argument('[command...]', 'after --'),
    'vm ssh web',
    'vm ssh web -- uname -a',
  ).action(async (name: string, words: string[], _options, command: Command) => {
    const { client, sshDir } = openSession(command);
    const vm = await find(client, 'vm', name);
    const status = await runSsh([...sshArguments(vm, sshDir), ...words]);
    const hint = afterSsh(status, vm, sshDir);
    if (hint !== null) console.error(hint);
    process.exitCode = status;
  });

  example(
    noun
      .command('console-log')
      .description('print the end of what the VM wrote to its serial console')
      .argument('<name>', 'name or UUID')
      .addOption(new Option('--length <bytes>', 'how much of it').default('65536')),
    'vm console-log web',
  ).action(async (name: string, options: { length: string }, command: Command) => {
    const session = openSession(command);
    await printConsole(session, name, options.length);
  });
}

async function printConsole({ client, json }: Session, name: string, length: string): Promise<void> {
  const vm = await find(client, 'vm', name);
  const text = await client.get<string>(`marketplace-resources/${vm.uuid}/console_log/`, { query: { length } });
  if (json) console.log(asJson(text));
  // a guest must not steer the operator's terminal; files and pipes get what it wrote
  else process.stdout.write(process.stdout.isTTY ? `${printable(text).trimEnd()}\n` : text);
}
