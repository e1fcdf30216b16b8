import { Problem } from './problem.ts';
import type { Code } from './problems/catalogue.ts';

/** The message tree of a 400, as Django REST framework shapes it: fields to lists of messages, lists for arrays. */
export type ErrorTree = { [field: string]: string[] | ErrorTree | ErrorTree[] };

interface Note {
  path: (string | number)[];
  message: string;
  code: Code;
}

/** Collects what is wrong with a request, field by field, so that one answer names all of it. */
export class FieldErrors {
  readonly #notes: (Note | FieldErrors)[] = [];
  readonly #whole: FieldErrors;

  constructor(whole?: FieldErrors) {
    this.#whole = whole ?? this;
  }

  /**
   * For one of several that look things up at the same time: what it notes stands here, whoever ends first, so that an answer
   * does not tell how long what took.
   */
  part(): FieldErrors {
    const part = new FieldErrors(this.#whole);
    this.#notes.push(part);
    return part;
  }

  get #found(): Note[] {
    return this.#notes.flatMap((note) => (note instanceof FieldErrors ? note.#found : [note]));
  }

  /** `code`: one whose answer is a 400. */
  add(path: readonly PropertyKey[], message: string, code: Code = 'invalid'): void {
    this.#notes.push({ path: path.map((key) => (typeof key === 'number' ? key : String(key))), message, code });
  }

  /** What `read` returns; undefined when it throws a problem, which is noted at the field. */
  at<T>(path: readonly PropertyKey[], read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.add(path, error.message, error.code);
      return undefined;
    }
  }

  /** What all of it has in common: as soon as anything has to be corrected, that the request is `invalid`. */
  get code(): Code {
    const [first = 'invalid', ...others] = new Set(this.#found.map(({ code }) => code));
    return others.length === 0 ? first : 'invalid';
  }

  /** In one line, for the log. */
  get text(): string {
    return this.#found.map(({ path, message }) => [...path, message].join(': ')).join(' ');
  }

  get empty(): boolean {
    return this.#found.length === 0;
  }

  /** Whether the field or something in it is wrong, in the whole request. */
  has(path: readonly (string | number)[]): boolean {
    return this.#whole.#found.some((error) => path.every((key, index) => error.path[index] === key));
  }

  tree(): ErrorTree {
    const root: ErrorTree = {};
    for (const { path, message } of this.#found) place(root, path.length === 0 ? ['non_field_errors'] : path, message);
    return root;
  }
}

/** A message about a whole stands for those about its parts. */
function place(node: ErrorTree, path: (string | number)[], message: string): void {
  const [head, next, ...rest] = path;
  const key = String(head);
  if (next === undefined) {
    const messages = node[key];
    if (isMessages(messages)) messages.push(message);
    else node[key] = [message];
  } else if (typeof next === 'number') {
    if (isMessages(node[key])) return;
    const items: ErrorTree[] = Array.isArray(node[key]) ? node[key] : [];
    node[key] = items;
    while (items.length <= next) items.push({});
    place(items[next] as ErrorTree, rest.length === 0 ? ['non_field_errors'] : rest, message);
  } else {
    if (isMessages(node[key])) return;
    if (node[key] === undefined || Array.isArray(node[key])) node[key] = {};
    place(node[key], [next, ...rest], message);
  }
}

function isMessages(node: ErrorTree[string] | undefined): node is string[] {
  return Array.isArray(node) && typeof node[0] === 'string';
}

/** Thrown when a request cannot be accepted as it is: each field with what is wrong about it. */
export class InvalidRequest extends Problem {
  readonly errors: FieldErrors;
  constructor(errors: FieldErrors) {
    super(errors.code, errors.text);
    this.name = 'InvalidRequest';
    this.errors = errors;
  }
}

/** A request that is wrong in one field; `[]`: as a whole. */
export function invalid(field: string | readonly (string | number)[], message: string, code?: Code): InvalidRequest {
  const errors = new FieldErrors();
  errors.add([field].flat(), message, code);
  return new InvalidRequest(errors);
}

/** Of a reference in a body: foreign and unknown are told apart nowhere, and the words say where to look. */
export function noSuch(what: string, collection: string): string {
  return `Object does not exist: no ${what} of this UUID is available to you. GET /api/${collection}/ lists those that are.`;
}
