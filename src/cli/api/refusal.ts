import { Problem } from '../../common/problem.ts';
import { type Code, isCode } from '../../common/problems/catalogue.ts';

/** The API refused: the status and, for a 400, what is wrong with which field. */
export class ApiProblem extends Problem {
  readonly status: number;
  readonly fields: FieldError[];

  constructor(
    status: number,
    code: Code,
    message: string,
    { remedy, retryAfter, fields = [] }: { remedy?: string; retryAfter?: number; fields?: FieldError[] },
  ) {
    super(code, message, remedy, retryAfter === undefined ? {} : { retryAfter });
    this.status = status;
    this.fields = fields;
  }
}

export interface FieldError {
  /** Dotted: `attributes.networks.0.subnet`. */
  path: string;
  message: string;
}

/** By its status: the code of an answer that names none that is known, of a proxy or of a server of another version. */
const general: Readonly<Record<number, Code>> = {
  401: 'invalid-token',
  403: 'permission-denied',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  409: 'wrong-state',
  412: 'wrong-state',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};

function codeOf(status: number, given: unknown): Code {
  return isCode(given) ? given : (general[status] ?? (status < 500 ? 'invalid' : 'internal'));
}

/** What an answer other than 2xx says. `body` is its JSON, or its text when it is none. */
export function problemOf(status: number, headers: Headers, body: unknown): ApiProblem {
  const said = (body instanceof Object ? body : {}) as Record<string, unknown>;
  const { code: given, detail, remedy, ...fields } = said;
  const code = codeOf(status, given);
  const seconds = Number.parseInt(headers.get('retry-after') ?? '', 10);
  const options = {
    ...(typeof remedy === 'string' ? { remedy } : {}),
    ...(Number.isNaN(seconds) ? {} : { retryAfter: seconds }),
  };
  if (typeof detail === 'string') return new ApiProblem(status, code, detail, options);
  if (status !== 400) return new ApiProblem(status, code, `The cloud answered ${status}.`, options);
  return new ApiProblem(status, code, 'The cloud refused the request.', { ...options, fields: fieldErrors(fields) });
}

/** The messages of a 400, each with the dotted path of its field. */
function fieldErrors(tree: unknown, path: string[] = []): FieldError[] {
  if (typeof tree === 'string') return [{ path: path.join('.'), message: tree }];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, child]) => {
    const owner = typeof child === 'string' || key === 'non_field_errors' ? path : [...path, key];
    return fieldErrors(child, owner);
  });
}

/** What a failed exchange means: a problem stays as it is, the rest is a lost or missing connection, or a bug. */
export function connectionProblem(error: unknown, url: string): unknown {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    const remedy = 'Try again; if it stays, "./slipway doctor" and "./slipway logs" say more.';
    return new Problem('timeout', `The cloud at ${url} accepted the request but did not answer it.`, remedy);
  }
  if (error instanceof SyntaxError) {
    return new Problem('no-api', `What answers at ${url} is not this API.`);
  }
  if (!(error instanceof TypeError)) return error;
  const { cause } = error;
  const { code, message } = (cause ?? error) as NodeJS.ErrnoException;
  const why = code ?? message;
  const options = { transient: true, cause: error };
  return new Problem('unreachable', `No cloud answers at ${url} (${why}).`, undefined, options);
}
