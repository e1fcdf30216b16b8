/**
 * A failure that people can act on: what happened (`message`), why it could not be otherwise (`constraint`), what to
 * do next (`remedy`). Everything that can fail in a driver or a workflow step throws one of these.
 */
export class Problem extends Error {
  /** Stable, kebab-case, for machines: `image-checksum-mismatch`. */
  readonly code: string;
  /** The limit or rule that was met, in words; empty when the message says it all. */
  readonly constraint: string;
  /** What the reader should do next; empty when the message says it. */
  readonly remedy: string;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly transient: boolean;

  constructor(
    code: string,
    message: string,
    remedy = '',
    options: { constraint?: string; transient?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.constraint = options.constraint ?? '';
    this.remedy = remedy;
    this.transient = options.transient ?? false;
  }
}

/** Anything thrown, as a problem: what is not one already is a fault of ours, and says so without internals. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new Problem(
      'interrupted',
      'The step was interrupted.',
      'Nothing to do: it was cancelled or has run out of time.',
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  const remedy = 'Retry; if it fails again, the operator finds the details in the server log.';
  return new Problem('internal', `An unexpected error: ${message}`, remedy, { transient: true, cause: error });
}

/** How rows and answers carry a problem. */
export function stored(problem: Problem): { code: string; message: string; constraint: string; remedy: string } {
  const { code, message, constraint, remedy } = problem;
  return { code, message, constraint, remedy };
}
