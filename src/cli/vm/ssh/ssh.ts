import type { Command } from 'commander';
import type { GlobalOptions } from '../../api/session.ts';
import { example } from '../../terminal/example.ts';
import { afterSsh, runSsh, sshFlags, target } from './arguments.ts';
import { findReach } from './kept.ts';
import type { Reach } from './reach.ts';

/** Letters of ssh's options that have a value, by ssh(1). */
const VALUED = /[BbcDEeFIiJLlmOoPpQRSWw]/;

/** `vm ssh`. */
export function registerSsh(noun: Command): void {
  example(
    noun
      .command('ssh')
      .description(
        'log in to a VM, or run a command in it, also while the cloud is down; ends with the exit status of ssh',
      )
      .argument('<name>', 'name or UUID')
      .argument('[words...]', 'options of ssh, then a command')
      .usage('[options] <name> [ssh options] [-- command]')
      .allowUnknownOption(),
    'vm ssh web',
    'vm ssh web -- uname -a',
    'vm ssh web -t -L 8080:localhost:80 -- sudo -i',
  ).action(async (name: string, words: string[], _options, command: Command) => {
    const { reach, dir } = await findReach(command, name);
    const { options, wanted } = split(words);
    const quiet = command.optsWithGlobals<GlobalOptions>().quiet === true ? ['-q'] : [];
    // ssh keeps to what it is told first
    await endAs([...quiet, ...options, ...sshFlags(reach, dir), target(reach), ...wanted], { reach, dir });
  });
}

/** Runs ssh or scp, says what to do when it has failed, and ends as it has. */
export async function endAs(
  args: string[],
  { reach, dir }: { reach: Reach; dir: string },
  program = 'ssh',
): Promise<void> {
  const status = await runSsh(args, program);
  const hint = afterSsh(status, reach, dir);
  if (hint !== null) console.error(hint);
  process.exitCode = status;
}

/** Words after the name as ssh itself reads those after a host: options with their values up to the command. */
function split(words: string[]): { options: string[]; wanted: string[] } {
  let at = 0;
  for (; words[at]?.startsWith('-') && words[at] !== '--'; at += 1) if (takesNext(words[at] ?? '')) at += 1;
  return { options: words.slice(0, at), wanted: words.slice(words[at] === '--' ? at + 1 : at) };
}

/** Whether the value of `-L`, or of the last of `-vL`, is the next word, and not the rest of this one. */
function takesNext(word: string): boolean {
  return word.search(VALUED) === word.length - 1;
}
