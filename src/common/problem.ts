import { randomBytes } from 'node:crypto';
import { catalogue, type Code, isCode } from './problems/catalogue.ts';

/**
 * The one way to say no, and what everything throws that can fail: what happened (`message`), why it could not be
 * otherwise (`constraint`), what to do next (`remedy`). All else follows from the code: see `problems/catalogue.ts`.
 */
export class Problem extends Error {
  readonly code: Code;
  /** The limit or rule that was met, in words; empty when the message says it all. */
  readonly constraint: string;
  /** What the reader should do next: left out, it is that of the code. */
  readonly remedy: string;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly transient: boolean;
  /** By which the operator finds the error behind it in the log; empty when there is nothing to be found. */
  readonly reference: string;
  /** When to ask again, s; null: nobody knows. */
  readonly retryAfter: number | null;

  constructor(
    code: Code,
    message: string,
    remedy: string = catalogue[code].remedy,
    options: {
      constraint?: string;
      transient?: boolean;
      reference?: string;
      retryAfter?: number;
      cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.constraint = options.constraint ?? '';
    this.remedy = remedy;
    this.transient = options.transient ?? false;
    this.reference = options.reference ?? '';
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** Of what is asked for by its name or UUID: foreign and unknown are the same, to the last byte of the answer. */
export function notFound(): Problem {
  return new Problem('not-found', 'Not found.');
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
    return new Problem('interrupted', 'The step was interrupted.');
  }
  const key = typeof error === 'object' && error !== null ? error : {};
  const known = faults.get(key) ?? fault(error);
  faults.set(key, known);
  return known;
}

function fault(cause: unknown): Problem {
  const reference = randomBytes(5).toString('hex');
  const message = `An unexpected error (reference ${reference}).`;
  return new Problem('internal', message, undefined, { transient: true, reference, cause });
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

export function stored(problem: Problem): StoredProblem & { code: Code } {
  const { code, message, constraint, remedy, reference } = problem;
  return { code, message, constraint, remedy, ...(reference === '' ? {} : { reference }) };
}

/** The problem that was stored, perhaps by another version: a code that is unknown here is `otherwise`. */
export function fromStored({ code, message, remedy, ...rest }: StoredProblem, otherwise: Code = 'internal'): Problem {
  return new Problem(isCode(code) ? code : otherwise, message, remedy, rest);
}
