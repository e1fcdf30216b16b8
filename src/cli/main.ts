import { Command, CommanderError } from 'commander';
import { version } from '../common/version.ts';
import { addCommands } from './commands.ts';
import { requireText } from './terminal/arguments.ts';
import { fail } from './terminal/failure.ts';

const program = new Command('slipway')
  .description('A self-hosted VM cloud: one order over HTTP, and a VM that answers to ssh.')
  .version(version(), '--version', 'print the version of this checkout')
  .option('--json', "print the API's answer as JSON")
  .option('-q, --quiet', 'print ids only')
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
  ./slipway quickstart       from nothing to a VM with ssh`,
  )
  .exitOverride();

// a reader that has seen enough ("| head") is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  requireText(process.argv);
  await addCommands(program, process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = fail(error, process.argv);
}
