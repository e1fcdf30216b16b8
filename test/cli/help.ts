import { Command } from 'commander';
import { addCommands, CLOUD_NOUNS } from '../../src/cli/commands.ts';
import { HOST_NOUNS } from '../../src/cli/host-commands.ts';

/** Every command and group of commands by its words ("vm create"), without a process for each. */
export async function allCommands(): Promise<Map<string, Command>> {
  const nouns = [...HOST_NOUNS, ...CLOUD_NOUNS];
  const program = new Command();
  await addCommands(
    program,
    nouns,
    nouns.map(({ name }) => name),
  );
  const all = new Map<string, Command>();
  const add = (command: Command, words: string): void => {
    all.set(words, command);
    for (const own of command.commands) add(own, `${words} ${own.name()}`);
  };
  for (const command of program.commands) add(command, command.name());
  return all;
}

/** The same with the whole help of each. */
export async function helpOfAll(): Promise<Map<string, { help: string; group: boolean }>> {
  const all = new Map<string, { help: string; group: boolean }>();
  for (const [words, command] of await allCommands()) {
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    all.set(words, { help, group: command.commands.length > 0 });
  }
  return all;
}
