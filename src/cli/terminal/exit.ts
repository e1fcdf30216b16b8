import { fileFault } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';

/** What the exit status of every command means. */
export const EXIT = {
  ok: 0,
  /** A fault of ours. */
  fault: 1,
  usage: 2,
  notFound: 3,
  denied: 4,
  conflict: 5,
  capacity: 6,
  failed: 7,
  timeout: 124,
  interrupted: 130,
} as const;

const BY_CODE: Record<string, number> = {
  usage: EXIT.usage,
  'home-not-absolute': EXIT.usage,
  'bad-setting': EXIT.usage,
  'bad-settings-file': EXIT.usage,
  'not-found': EXIT.notFound,
  'no-cloud': EXIT.notFound,
  'not-root': EXIT.denied,
  'no-login': EXIT.denied,
  rejected: EXIT.denied,
  'bad-file': EXIT.usage,
  'bad-archive': EXIT.usage,
  'backup-newer': EXIT.usage,
  'other-home': EXIT.usage,
  'port-in-use': EXIT.conflict,
  'file-exists': EXIT.conflict,
  'already-running': EXIT.conflict,
  'older-checkout': EXIT.conflict,
  'other-cloud': EXIT.conflict,
  'not-empty': EXIT.conflict,
  'not-possible-now': EXIT.conflict,
  'order-canceled': EXIT.conflict,
  timeout: EXIT.timeout,
  interrupted: EXIT.interrupted,
};

const BY_STATUS: Record<number, number> = {
  400: EXIT.usage,
  401: EXIT.denied,
  403: EXIT.denied,
  404: EXIT.notFound,
  409: EXIT.conflict,
};

/** The API refused: the status and, for a 400, what is wrong with which field. */
export class ApiProblem extends Problem {
  readonly status: number;
  readonly fields: FieldError[];
  /** What Retry-After said, ms. */
  readonly retryAfterMs: number | null;

  constructor(
    status: number,
    code: string,
    message: string,
    remedy: string,
    { fields = [], retryAfterMs = null }: { fields?: FieldError[]; retryAfterMs?: number | null },
  ) {
    super(code, message, remedy);
    this.status = status;
    this.fields = fields;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface FieldError {
  /** Dotted: `attributes.networks.0.subnet`. */
  path: string;
  message: string;
}

/** Codes that mean "no room": a quota, addresses, memory, disk. */
const CAPACITY = /^(quota-exceeded|no-capacity|no-.+-left|disk-full|host-full|image-too-large)$/;

/** The exit status for anything thrown. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof Problem)) return EXIT.fault;
  if (CAPACITY.test(error.code)) return EXIT.capacity;
  if (error instanceof ApiProblem) return BY_STATUS[error.status] ?? EXIT.failed;
  return BY_CODE[error.code] ?? EXIT.failed;
}

/** Wrong use of the command line. */
export function usage(message: string, remedy: string): Problem {
  return new Problem('usage', message, remedy);
}

/** A file that was named and cannot be read, as wrong use. */
export function unreadable(file: string, cause: unknown, remedy: string): Problem {
  return usage(`${file} cannot be read: ${fileFault(cause) ?? (cause as Error).message}.`, remedy);
}
