/** The message tree of a 400, as Django REST framework shapes it: fields to lists of messages, lists for arrays. */
export type ErrorTree = { [field: string]: string[] | ErrorTree | ErrorTree[] };

/** Collects what is wrong with a request, field by field, so that one answer names all of it. */
export class FieldErrors {
  readonly #found: { path: (string | number)[]; message: string }[] = [];

  add(path: readonly PropertyKey[], message: string): void {
    this.#found.push({ path: path.map((key) => (typeof key === 'number' ? key : String(key))), message });
  }

  get empty(): boolean {
    return this.#found.length === 0;
  }

  /** Whether the field or something in it is wrong. */
  has(path: readonly (string | number)[]): boolean {
    return this.#found.some((error) => path.every((key, index) => error.path[index] === key));
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

/** Thrown by domain functions when a request cannot be accepted; the API answers 400 with the tree. */
export class InvalidRequest extends Error {
  readonly errors: FieldErrors;
  /** For machines, beside the messages: `quota-exceeded`, `no-address-left`, … or `invalid`. */
  readonly code: string;
  constructor(errors: FieldErrors, code = 'invalid') {
    super('invalid request');
    this.name = 'InvalidRequest';
    this.errors = errors;
    this.code = code;
  }
}

/** A request that is wrong in one field. */
export function invalid(field: string | readonly (string | number)[], message: string): InvalidRequest {
  const errors = new FieldErrors();
  errors.add([field].flat(), message);
  return new InvalidRequest(errors);
}

/** Of a reference in a body: foreign and unknown are told apart nowhere, and the words say where to look. */
export function noSuch(what: string, collection: string): string {
  return `Object does not exist: no ${what} of this UUID is available to you. GET /api/${collection}/ lists those that are.`;
}
