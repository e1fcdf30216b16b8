import { Command, CommanderError } from 'commander';
import { fileFault } from '../common/files.ts';
import { Problem } from '../common/problem.ts';
import { version } from '../common/version.ts';
import { addCommands, type Noun } from './commands.ts';
import { requireText } from './terminal/arguments.ts';
import { asCalled } from './terminal/called.ts';
import { fail } from './terminal/failure.ts';

/** Does what the arguments of this process say with `nouns`, once what they need is prepared, and sets the exit status. */
export async function runCommandLine(nouns: Noun[], example: string, prepare = async () => {}): Promise<void> {
  let running: Command | undefined;
  process.stdout.on('error', outputLost);
  const program = newProgram(example).hook('preAction', async (_program, command) => {
    running = command;
    await prepare();
  });
  try {
    requireText(process.argv);
    await addCommands(program, nouns, process.argv.slice(2));
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else process.exitCode = fail(error, process.argv, running);
  }
}

function newProgram(example: string): Command {
  return new Command('slipway')
    .description('A self-hosted VM cloud: one order over HTTP, and a VM that answers to ssh.')
    .version(version(), '--version', 'print the version')
    .option('--json', "print the API's answer as JSON")
    .option('-q, --quiet', 'print ids only')
    .option('--context <name>', 'use this login, of "context list"')
    .option('--debug', 'print each request as curl, and stack traces')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Add --help for usage and an example.')
    .helpCommand(false)
    .addHelpText(
      'after',
      `
Exit status: 0 ok, 2 usage, 3 not found, 4 denied, 5 conflict, 6 quota or capacity, 7 failed in the backend or guest,
124 timeout, 130 interrupted, 1 a fault of Slipway itself.

Example:
  ${asCalled(`./slipway ${example}`)}`,
    )
    .exitOverride();
}

/** A reader that has seen enough ("| head") is no fault. */
function outputLost(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  const remedy = 'Make room there, or write elsewhere. What was asked for may be done: look before you ask again.';
  const why = fileFault(error) ?? error.message;
  process.exit(fail(new Problem('bad-file', `Standard output cannot be written: ${why}.`, remedy), process.argv));
}
