import { type Command, Option } from 'commander';
import type { Resource } from '../api/schema.ts';
import { addFilters, deletedOption, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { type Columns, printEach, printList } from '../terminal/output.ts';
import { find, findAll } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { collect } from '../terminal/nouns.ts';
import { asJson, printable } from '../terminal/terminal.ts';
import { registerChange } from './change.ts';
import { registerClone } from './clone.ts';
import { registerConsole } from './console/console.ts';
import { registerCreate } from './create.ts';
import { registerDelete } from './delete.ts';
import { registerDeleted } from '../deleted/commands.ts';
import { printDeleted } from '../deleted/deleted.ts';
import { stateOf, vmFacts } from './facts.ts';
import { labelFilter, labelsOf, registerLabel } from './labels.ts';
import { registerVmImage } from './image.ts';
import { registerPower } from './power.ts';
import { registerVmNetwork } from './network.ts';
import { registerReceipt } from './receipt.ts';
import { sshLine } from './ssh/arguments.ts';
import { registerSshConfig } from './ssh/config.ts';
import { registerCopy } from './ssh/copy.ts';
import { registerForward } from './ssh/forward.ts';
import { registerSsh } from './ssh/ssh.ts';
import { registerVmUsage } from './usage.ts';

export function registerVm(program: Command): void {
  const noun = program.command('vm').helpCommand(false).description('virtual machines');
  registerCreate(noun);
  registerPower(noun);
  registerDelete(noun);
  registerDeleted(noun, 'vm', 'web');
  registerChange(noun);
  registerClone(noun);
  registerLabel(noun);
  registerReceipt(noun);
  registerVmNetwork(noun);
  registerVmImage(noun);
  registerVmUsage(noun);

  registerList(noun);

  example(noun.command('show').description('show a VM').argument('<name...>', 'name or UUID'), 'vm show web').action(
    async (names: string[], _options, command: Command) => {
      const session = openSession(command);
      printEach(session, await findAll(session.client, 'vm', names), (vm) => vmFacts(vm, sshLine(vm, session.sshDir)));
    },
  );

  registerSsh(noun);
  registerCopy(noun);
  registerForward(noun);
  registerSshConfig(noun);
  registerConsole(noun);

  example(
    noun
      .command('console-log')
      .alias('logs')
      .description('print the end of what the VM wrote to its serial console')
      .argument('<name>', 'name or UUID')
      .addOption(new Option('--length <bytes>', 'how much of it').default('65536')),
    'vm console-log web',
  ).action(async (name: string, options: { length: string }, command: Command) => {
    const session = openSession(command);
    await printConsole(session, name, options.length);
  });
}

function registerList(noun: Command): void {
  const list = addFilters(listCommand(noun, 'list VMs', 'ps'))
    .addOption(new Option('--state <state>', 'only those').choices(['active', 'stopped', 'rescue', 'paused']))
    .addOption(new Option('--label <key=value>', 'only those with it, or with a key; repeatable').argParser(collect))
    .addOption(deletedOption().conflicts(['state', 'label']));
  example(
    list,
    'vm list',
    'vm list --deleted',
    'vm list --state stopped -o name',
    'vm list --columns name,address',
    'vm list --label role=web',
  ).action(async ({ state, label, deleted, ...filters }: ListOptions, command: Command) => {
    const session = openSession(command);
    if (deleted === true) return printDeleted(session, 'vm', await filterQuery(session.client, filters));
    const query = {
      ...(await filterQuery(session.client, filters)),
      ...(state === undefined ? {} : { runtime_state: state }),
      ...(label === undefined ? {} : { metadata: label.map(labelFilter) }),
    };
    printList(session, await session.client.list<Resource>('marketplace-resources/', query), columns);
  });
}

interface ListOptions extends Filters {
  state?: string;
  label?: string[];
  deleted?: true;
}

const columns: Columns<Resource> = {
  name: (vm) => vm.name,
  state: stateOf,
  address: (vm) => vm.external_ips[0] ?? vm.internal_ips[0] ?? '',
  image: (vm) => vm.image_name,
  flavor: (vm) => vm.flavor_name,
  project: (vm) => vm.project_name,
  labels: labelsOf,
  uuid: (vm) => vm.uuid,
};

async function printConsole({ client, json }: Session, name: string, length: string): Promise<void> {
  const vm = await find(client, 'vm', name);
  const text = await client.get<string>(`marketplace-resources/${vm.uuid}/console_log/`, { query: { length } });
  if (json) console.log(asJson(text));
  // a guest must not steer the operator's terminal; files and pipes get what it wrote
  else process.stdout.write(process.stdout.isTTY ? `${printable(text).trimEnd()}\n` : text);
}
