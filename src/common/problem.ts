import { randomBytes } from 'node:crypto';

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
  /** By which the operator finds the error behind it in the log; empty when there is nothing to be found. */
  readonly reference: string;

  constructor(
    code: string,
    message: string,
    remedy = '',
    options: { constraint?: string; transient?: boolean; reference?: string; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.constraint = options.constraint ?? '';
    this.remedy = remedy;
    this.transient = options.transient ?? false;
    this.reference = options.reference ?? '';
  }
}

/** Of errors that are no problems: one is told in the same words wherever it is told. */
const faults = new WeakMap<object, Problem>();

/**
 * Anything thrown, as a problem: what is not one already is a fault of ours. Its own words are for the log alone, where
 * whoever calls this writes it; people get a reference to that line.
 */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new Problem(
      'interrupted',
      'The step was interrupted.',
      'Nothing to do: it was cancelled or has run out of time.',
    );
  }
  const key = typeof error === 'object' && error !== null ? error : {};
  const known = faults.get(key) ?? fault(error);
  faults.set(key, known);
  return known;
}

function fault(cause: unknown): Problem {
  const reference = randomBytes(5).toString('hex');
  const remedy = 'Try again. If it fails again, tell the operator the reference: the log has the details under it.';
  const message = `An unexpected error (reference ${reference}).`;
  return new Problem('internal', message, remedy, { transient: true, reference, cause });
}

/** How rows and answers carry a problem. */
export interface StoredProblem {
  code: string;
  message: string;
  constraint: string;
  remedy: string;
  /** Left out when there is none. */
  reference?: string;
}

export function stored(problem: Problem): StoredProblem {
  const { code, message, constraint, remedy, reference } = problem;
  return { code, message, constraint, remedy, ...(reference === '' ? {} : { reference }) };
}

/** The problem that was stored. */
export function fromStored({ code, message, remedy, ...rest }: StoredProblem): Problem {
  return new Problem(code, message, remedy, rest);
}
