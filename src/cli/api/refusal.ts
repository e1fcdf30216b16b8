import { Problem } from '../../common/problem.ts';
import { ApiProblem, type FieldError } from '../terminal/exit.ts';

const REMEDIES: Record<number, string> = {
  400: 'Correct what is named above. "--help" shows an example.',
  401: 'Log in: "./slipway login USER", or set SLIPWAY_TOKEN to a valid token.',
  403: 'Use a token of a user who may do this, or ask for the role.',
  404: 'Look for it with the "list" command of its kind.',
  409: 'Do what is said above; if something is just changing, try again when "show" says that it has settled.',
  422: 'Correct the request, then try again.',
  429: 'Wait a moment, then try again.',
};
const REMEDIES_BY_CODE: Record<string, string> = {
  'quota-exceeded': '"./slipway quota show" shows what is used of it; staff gives more by "./slipway quota set".',
};
const OTHER_REMEDY = 'Try again; if it stays, run "./slipway doctor" and read log/server.log in the state directory.';

/** What an answer other than 2xx says. `body` is its JSON, or its text when it is none. */
export function problemOf(status: number, headers: Headers, body: unknown): ApiProblem {
  const answer = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const code = headers.get('x-error-code') ?? `http-${status}`;
  const general = REMEDIES_BY_CODE[code] ?? REMEDIES[status] ?? OTHER_REMEDY;
  const remedy = typeof answer['remedy'] === 'string' ? answer['remedy'] : general;
  const retryAfter = Number.parseInt(headers.get('retry-after') ?? '', 10);
  const retryAfterMs = Number.isNaN(retryAfter) ? null : retryAfter * 1000;
  if (typeof answer['detail'] === 'string')
    return new ApiProblem(status, code, answer['detail'], remedy, { retryAfterMs });
  if (status !== 400) return new ApiProblem(status, code, `The cloud answered ${status}.`, remedy, { retryAfterMs });
  return new ApiProblem(status, code, 'The cloud refused the request.', remedy, { fields: fieldErrors(answer) });
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
    return new Problem('timeout', `The cloud at ${url} accepted the request but did not answer it.`, OTHER_REMEDY);
  }
  if (error instanceof SyntaxError) {
    return new Problem(
      'no-api',
      `What answers at ${url} is not this API.`,
      'Correct SLIPWAY_URL, or look what listens there.',
    );
  }
  if (!(error instanceof TypeError)) return error;
  const { cause } = error;
  const { code, message } = (cause ?? error) as NodeJS.ErrnoException;
  const why = code ?? message;
  const remedy =
    'Start it with "./slipway up". If it listens elsewhere, set SLIPWAY_HOME, or SLIPWAY_URL and SLIPWAY_TOKEN.';
  return new Problem('unreachable', `No cloud answers at ${url} (${why}).`, remedy, { transient: true, cause: error });
}
