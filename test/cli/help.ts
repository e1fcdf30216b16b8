import { Command } from 'commander';
import { addCommands, CLOUD_NOUNS } from '../../src/cli/commands.ts';
import { HOST_NOUNS } from '../../src/cli/host-commands.ts';

/** Every command and group of commands by its words ("vm create"), with its whole help, without a process for each. */
export async function helpOfAll(): Promise<Map<string, { help: string; group: boolean }>> {
  const nouns = [...HOST_NOUNS, ...CLOUD_NOUNS];
  const program = new Command();
  await addCommands(
    program,
    nouns,
    nouns.map(({ name }) => name),
  );
  const all = new Map<string, { help: string; group: boolean }>();
  const add = (command: Command, words: string): void => {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    all.set(words, { help, group: command.commands.length > 0 });
    for (const own of command.commands) add(own, `${words} ${own.name()}`);
  };
  for (const command of program.commands) add(command, command.name());
  return all;
}
