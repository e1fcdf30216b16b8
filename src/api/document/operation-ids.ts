import { type Document, type Operation, operationsOf } from './openapi.ts';

const verbs: Record<string, string> = { put: 'update', patch: 'partial_update', delete: 'destroy', head: 'count' };

/**
 * The name of an operation as Django REST framework gives it, so that clients made from our document and Waldur's have
 * the same functions: the words of its path, then what its method does. A POST beyond the collection is named by its path.
 */
function operationId(method: string, path: string, isList: boolean): string {
  const parts = path.split('/').filter((part) => !['', 'waldur', 'api'].includes(part));
  const words = parts.filter((part) => !part.startsWith('{')).map((part) => part.replaceAll('-', '_'));
  const read = isList ? 'list' : 'retrieve';
  const post = parts.length === 1 ? 'create' : '';
  const verb = method === 'get' ? read : method === 'post' ? post : (verbs[method] ?? method);
  return [...words, verb].filter((word) => word !== '').join('_');
}

/** Whether an operation answers with many objects, a page or all of them; words are none. */
function answersList({ parameters = [], responses }: Operation): boolean {
  const content = responses['200']?.content?.['application/json'];
  const { type, items } = content?.schema ?? {};
  return (type === 'array' && items?.type !== 'string') || parameters.some(({ name }) => name === 'page');
}

/** Gives every operation its name, and puts it first. Throws when two have the same. */
export function nameOperations(document: Document): void {
  const known = new Map<string, string>();
  for (const { path, method, operation } of operationsOf(document)) {
    const id = operationId(method, path, answersList(operation));
    const other = known.get(id);
    if (other !== undefined) throw new Error(`${method} ${path} has the same operationId as ${other}: ${id}`);
    known.set(id, `${method} ${path}`);
    (document.paths[path] ?? {})[method] = { operationId: id, ...operation };
  }
}
