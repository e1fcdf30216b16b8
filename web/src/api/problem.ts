/** A request that was refused, in the words of the API. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** What to do about it; empty: the message says it. */
  readonly remedy: string;
  /** What is wrong with what was sent, by the path of each field, such as `attributes.networks.0.subnet`. */
  readonly fields: ReadonlyMap<string, string>;

  /** From when on it is taken again; null: that is not said. */
  readonly again: Date | null;

  /** `retryAfter`: seconds, as the header says; null: it says nothing. */
  constructor(status: number, body: unknown, retryAfter: string | null = null) {
    const { detail, code = '', remedy = '', ...rest } = isRecord(body) ? body : {};
    const fields = typeof detail === 'string' ? new Map<string, string>() : fieldsOf(rest);
    super(typeof detail === 'string' ? detail : inWords(fields));
    this.status = status;
    this.code = String(code);
    this.remedy = String(remedy);
    this.fields = fields;
    this.again = retryAfter === null ? null : new Date(Date.now() + Number(retryAfter) * 1000);
  }
}

/** What is wrong with some fields, a line each. */
export const inWords = (fields: Iterable<[path: string, said: string]>): string =>
  [...fields].map(([path, said]) => `${path}: ${said}`).join('\n');

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function fieldsOf(errors: unknown, path = ''): Map<string, string> {
  if (typeof errors === 'string') return new Map([[path, errors]]);
  if (Array.isArray(errors) && errors.every((each) => typeof each === 'string')) {
    return new Map([[path, errors.join(' ')]]);
  }
  if (!isRecord(errors)) return new Map();
  const below = Object.entries(errors).map(([key, value]) => fieldsOf(value, path === '' ? key : `${path}.${key}`));
  return new Map(below.flatMap((found) => [...found]));
}

export interface Told {
  message: string;
  remedy: string;
}

/** Anything that a request failed with, in words. */
export function told(error: unknown): Told {
  if (error instanceof ApiProblem) {
    const { message, remedy, again } = error;
    const from = again === null ? '' : ` It is taken again from ${again.toLocaleTimeString()} on.`;
    return { message, remedy: `${remedy}${from}` };
  }
  return { message: 'The cloud does not answer.', remedy: 'It is asked again by itself; what was typed is kept.' };
}
