import { Problem } from '../../common/problem.ts';
import { exitCodeOf } from './exit.ts';
import { ApiProblem } from '../api/refusal.ts';
import { asJson, painter, printable } from './terminal.ts';

/** Says on standard error what has happened and what to do next, and returns the exit status for it. */
export function fail(error: unknown, argv: string[]): number {
  if (argv.includes('--debug')) console.error(error);
  const exitCode = exitCodeOf(error);
  console.error(argv.includes('--json') ? asJson(errorFacts(error)) : asText(error).join('\n'));
  return exitCode;
}

/** The lines for people. */
function asText(error: unknown): string[] {
  const paint = painter(process.stderr);
  if (!(error instanceof Problem)) {
    const message = error instanceof Error ? error.message : String(error);
    return [
      `${paint('red', 'Error:')} a fault of Slipway itself: ${printable(message)}`,
      `${paint('bold', 'Next:')}  Run it again with --debug and report what it prints.`,
    ];
  }
  const fields = error instanceof ApiProblem ? error.fields : [];
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

function errorFacts(error: unknown): object {
  if (!(error instanceof Problem)) {
    return { error: { code: 'internal', message: error instanceof Error ? error.message : String(error) } };
  }
  const { code, message, constraint, remedy } = error;
  const refusal = error instanceof ApiProblem ? { status: error.status, fields: error.fields } : {};
  return { error: { code, message, constraint, remedy, ...refusal } };
}
