import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import { exitCodeOf } from './exit.ts';
import { ApiProblem } from '../api/refusal.ts';
import { asCalled } from './called.ts';
import { asTyped } from './flags.ts';
import { asJson, painter, printable } from './terminal.ts';

/** Says on standard error what has happened to `command` and what to do next, and returns the exit status for it. */
export function fail(error: unknown, argv: string[], command?: Command): number {
  if (argv.includes('--debug')) console.error(error);
  const exitCode = exitCodeOf(error);
  console.error(wantsJson(argv) ? asJson(errorFacts(error)) : asCalled(asText(error, command).join('\n')));
  return exitCode;
}

/** The lines for people. */
function asText(error: unknown, command: Command | undefined): string[] {
  const paint = painter(process.stderr);
  if (!(error instanceof Problem)) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      `${paint('red', 'Error:')} a fault of Slipway itself: ${printable(message)}`,
      `${paint('bold', 'Next:')}  Run it again with --debug and report what it prints.`,
    ];
  }
  const fields = error instanceof ApiProblem ? error.fields.map((each) => asTyped(each, command)) : [];
  const width = Math.max(...fields.map(({ path }) => path.length), 0);
  return [
    `${paint('red', 'Error:')} ${printable(error.message)}`,
    ...(error.constraint === '' ? [] : [`       ${printable(error.constraint)}`]),
    ...fields.map(({ path, message }) =>
      printable(path === '' ? `  ${message}` : `  ${path.padEnd(width)}  ${message}`),
    ),
    `${paint('bold', 'Next:')}  ${printable(error.remedy)}`,
  ];
}

function wantsJson(argv: string[]): boolean {
  return argv.some(
    (word, index) => word === '--json' || (word === 'json' && /^(-o|--output)$/.test(argv[index - 1] ?? '')),
  );
}

function errorFacts(error: unknown): object {
  if (!(error instanceof Problem)) {
    return { error: { code: 'internal', message: error instanceof Error ? error.message : String(error) } };
  }
  const { code, message, constraint, remedy } = error;
  const refusal = error instanceof ApiProblem ? { status: error.status, fields: error.fields } : {};
  return { error: { code, message, constraint, remedy, ...refusal } };
}
