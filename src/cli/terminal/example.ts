import type { Command } from 'commander';

/** Adds an example to the help of a command. */
export function example(command: Command, ...lines: string[]): Command {
  return command.addHelpText('after', `\nExample:\n${lines.map((line) => `  ./slipway ${line}`).join('\n')}`);
}
