import { fileFault } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';
import { catalogue } from '../../common/problems/catalogue.ts';
import { exits } from '../../common/problems/kind.ts';

/** The exit status for anything thrown. */
export function exitCodeOf(error: unknown): number {
  return exits[error instanceof Problem ? catalogue[error.code].exit : 'fault'];
}

/** Wrong use of the command line. */
export function usage(message: string, remedy: string): Problem {
  return new Problem('usage', message, remedy);
}

/** A file that was named and cannot be read, as wrong use. */
export function unreadable(file: string, cause: unknown, remedy: string): Problem {
  return usage(`${file} cannot be read: ${fileFault(cause) ?? (cause as Error).message}.`, remedy);
}
