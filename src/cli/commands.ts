import type { Command } from 'commander';

type Register = (program: Command) => void;

interface Noun {
  name: string;
  summary: string;
  load: () => Promise<Register>;
}

/** Every first word of the command line; its file is loaded only when it is used, which keeps --help fast. */
const NOUNS: Noun[] = [
  {
    name: 'quickstart',
    summary: 'from nothing to a VM with ssh, in one go',
    load: async () => (await import('./quickstart.ts')).registerQuickstart,
  },
  { name: 'up', summary: 'start the cloud', load: async () => (await import('./up.ts')).registerUp },
  {
    name: 'down',
    summary: 'stop the control plane; VMs go on running',
    load: async () => (await import('./down.ts')).registerDown,
  },
  {
    name: 'status',
    summary: 'what the cloud is and does',
    load: async () => (await import('./status.ts')).registerStatus,
  },
  { name: 'doctor', summary: 'find what is wrong', load: async () => (await import('./doctor.ts')).registerDoctor },
  {
    name: 'vm',
    summary: 'create, list, show, ssh, start, stop, delete',
    load: async () => (await import('./vm.ts')).registerVm,
  },
  { name: 'order', summary: 'list, show, watch, cancel', load: async () => (await import('./order.ts')).registerOrder },
  { name: 'image', summary: 'list, import, delete', load: async () => (await import('./image.ts')).registerImage },
  { name: 'offering', summary: 'list', load: async () => (await import('./catalogue.ts')).registerOffering },
  { name: 'flavor', summary: 'list', load: async () => (await import('./catalogue.ts')).registerFlavor },
  { name: 'subnet', summary: 'list', load: async () => (await import('./catalogue.ts')).registerSubnet },
  { name: 'project', summary: 'list', load: async () => (await import('./catalogue.ts')).registerProject },
  {
    name: 'floating-ip',
    summary: 'list, allocate, release',
    load: async () => (await import('./floating-ip.ts')).registerFloatingIp,
  },
  { name: 'key', summary: 'list, add, delete ssh keys', load: async () => (await import('./key.ts')).registerKey },
  {
    name: 'token',
    summary: 'print the token in use; create, list, revoke',
    load: async () => (await import('./token.ts')).registerToken,
  },
  { name: 'test', summary: 'run every test', load: async () => (await import('./test.ts')).registerTest },
  { name: 'bench', summary: 'measure what is promised', load: async () => (await import('./bench.ts')).registerBench },
  {
    name: 'backup',
    summary: 'write the records of the cloud to a file',
    load: async () => (await import('./backup.ts')).registerBackup,
  },
  {
    name: 'restore',
    summary: 'bring them back',
    load: async () => (await import('./backup.ts')).registerRestore,
  },
  {
    name: 'uninstall',
    summary: 'remove the cloud from this machine',
    load: async () => (await import('./uninstall.ts')).registerUninstall,
  },
];

/** Adds the commands whose names occur in `words` as they are, and the others by name for the help. */
export async function addCommands(program: Command, words: string[]): Promise<void> {
  for (const { name, summary, load } of NOUNS) {
    if (words.includes(name)) (await load())(program);
    else program.command(name).description(summary);
  }
}

/** Adds an example to the help of a command. */
export function example(command: Command, ...lines: string[]): Command {
  return command.addHelpText('after', `\nExample:\n${lines.map((line) => `  ./slipway ${line}`).join('\n')}`);
}
