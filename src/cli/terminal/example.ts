import type { Command } from 'commander';
import { asCalled } from './called.ts';

/** Adds an example to the help of a command. */
export function example(command: Command, ...lines: string[]): Command {
  return command.addHelpText('after', `\nExample:\n${lines.map((line) => asCalled(`  ./slipway ${line}`)).join('\n')}`);
}
