import { inspect } from 'node:util';
import { fileFault } from '../common/files.ts';
import { asProblem, Problem, stored } from '../common/problem.ts';

/** Tells whoever has started a program of this room, which logs nothing. */
export function say(what: string): void {
  process.stdout.write(`${what}\n`);
}

/** Ends a program of this room with a failure: told to the command line that has started it, else to standard error. */
export function endWith(error: unknown): void {
  const problem = asProblem(error);
  // the terminal is all the log that there is
  if (problem.reference !== '') process.stderr.write(`${problem.reference}: ${inspect(error)}\n`);
  if (process.send === undefined) process.stderr.write(`${problem.message}\n${problem.remedy}\n`);
  else process.send(stored(problem));
  process.exitCode = 1;
}

/** A file that somebody has named and that cannot be used, in words; anything else stays as it is. */
export function fileProblem(cause: unknown, path: string): unknown {
  const why = fileFault(cause);
  if (why === undefined) return cause;
  return new Problem('bad-file', `${path} cannot be used: ${why}.`, undefined, {
    cause,
  });
}
