import { type Command, Option } from 'commander';
import { usage } from './exit.ts';

/** Options of commands that start something that takes time. */
export interface Waiting {
  wait: boolean;
  /** ms */
  timeout: number;
}

/** Adds --wait, --no-wait and --timeout; `seconds` is how long it waits when nothing is said. */
export function addWaiting(command: Command, seconds: number): Command {
  command.option('--wait', 'return when it is done', true).option('--no-wait', 'return when it is accepted');
  return addTimeout(command, seconds);
}

/** Adds --timeout, which is given in seconds and read as ms. */
export function addTimeout(command: Command, seconds: number): Command {
  const option = new Option('--timeout <seconds>', 'give up waiting after this long; what was started goes on');
  return command.addOption(option.default(seconds * 1000, `${seconds}`).argParser(milliseconds));
}

function milliseconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && seconds > 0 && seconds <= 86_400) return seconds * 1000;
  throw usage(`"${text}" is no number of seconds up to 86400.`, 'Give one, such as --timeout 600.');
}
