import pino, { type Logger } from 'pino';
import { logFields } from './log-context.ts';
import type { LogLevel } from './log-levels.ts';
import { asProblem } from './problem.ts';

/** The one logger: a line of JSON each, with what the context of the caller says. Errors go into it as `err`. */
export function createLog(level: LogLevel, stream: { write: (line: string) => void }): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: logFields,
      serializers: { err: describe },
      redact: ['req.headers.authorization'],
    },
    stream,
  );
}

/** All of an error but what may hold the values of rows: PostgreSQL's `detail` and `where`. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = pino.stdSerializers.err(error);
  const { code, constraint, table, column, routine, syscall, path } = error as Error & Record<string, unknown>;
  const reference = asProblem(error).reference || undefined;
  return { type, message, code, constraint, table, column, routine, syscall, path, reference, stack };
}
