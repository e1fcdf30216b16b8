import { permissions, permissionsOf, roleNames } from '../../identity/index.ts';
import { type Description, descriptionOf, descriptions, type Need } from './descriptions/index.ts';
import { type Document, type Operation, operationsOf } from './openapi.ts';

/** What an answer means wherever it is given. */
const usual: Record<string, string> = {
  400: 'A field or a parameter is wrong: for each what is wrong with it.',
  401: 'There is no token, or one that is not valid, or not any more.',
  403: 'You may not do this: `remedy` says who may.',
  404: 'There is none, or none that you may see: both are the same.',
  409: 'A request with this `Idempotency-Key` is still running: see `Retry-After`.',
  412: 'It is not (any more) as `If-Match` or `If-Unmodified-Since` say: `detail` has its ETag, or when it was changed.',
  413: 'The body is too large.',
  415: 'The body is of a type that is not taken here.',
  422: 'The `Idempotency-Key` was used with another request, or by another token.',
  429: 'There are too many connections from your address, or your user has changed too much in a short time.',
};
const paging = `A page at a time: \`page\`, \`page_size\`. \`o\` sorts, \`field\` leaves all other fields out. An object is in the list when all filters hold; one that
is repeated holds for any of its values.`;
const bareList = 'A page at a time: `page`, `page_size`.';
const headers =
  'HEAD takes the parameters of the list, and answers with its headers alone: `X-Result-Count` says how many there are.';

/**
 * Tells of every operation what it does, who may, and what its answers mean, by `descriptions`. Returns the names of those
 * that it has used. Throws when one is missing, or says nothing about an answer that does not speak for itself.
 */
export function describeOperations(document: Document): Set<string> {
  const used = new Set<string>();
  for (const { path, method, operation } of operationsOf(document)) {
    const { operationId = '', summary, description, ...rest } = operation;
    const key = method === 'head' ? operationId.replace(/_count$/, '_list') : operationId;
    const said = descriptionOf(key);
    if (said === undefined)
      throw new Error(`Say in document/descriptions/ what ${operationId} (${method} ${path}) does.`);
    if (description !== undefined)
      throw new Error(`${operationId} is described in document/descriptions/, not by its route.`);
    if (key in descriptions) used.add(key);
    const paged = rest.parameters?.some(({ name }) => name === 'page') === true;
    const sorted = rest.parameters?.some(({ name }) => name === 'o') === true;
    const list = method === 'head' ? headers : sorted ? paging : bareList;
    const paragraphs = [said.does, ...(paged ? [list] : []), whoMay(said.needs)];
    (document.paths[path] ?? {})[method] = {
      operationId,
      summary,
      description: paragraphs.map(unwrapped).join('\n\n'),
      'x-needs': said.needs,
      ...rest,
    };
    const never = Object.keys(said.answers ?? {}).filter((status) => !(status in rest.responses));
    if (method !== 'head' && never.length > 0) throw new Error(`${operationId} never answers ${never.join(', ')}.`);
    for (const [status, answer] of Object.entries(rest.responses)) {
      answer.description = meaning(status, operation, method === 'head' ? { ...said, answers: {} } : said, paged);
    }
  }
  return used;
}

/** Throws when something is described that no document has. */
export function requireAllUsed(used: Set<string>): void {
  const unknown = Object.keys(descriptions).filter((id) => !used.has(id));
  if (unknown.length > 0) throw new Error(`No operation is called ${unknown.join(', ')}.`);
}

function meaning(status: string, operation: Operation, { answers = {} }: Description, paged: boolean): string {
  const own = answers[Number(status)];
  const takesKey = operation.parameters?.some(({ name }) => name === 'idempotency-key') === true;
  if (own !== undefined) return takesKey && status === '409' ? `${own} ${usual[status]?.replace(/^A/, 'Or a')}` : own;
  const said = paged && status === '404' ? 'There is no such page.' : usual[status];
  if (said !== undefined) return said;
  const { summary, operationId = '' } = operation;
  if (status === '200' && operationId.endsWith('_count')) return 'The headers of the list.';
  if (status === '200' && operationId.endsWith('_list')) return 'A page of them.';
  const [, what] = /^Get (.*)$/.exec(summary) ?? [];
  if (status === '200' && what !== undefined) return `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
  throw new Error(`Say in document/descriptions/ what ${status} means as an answer of ${operationId}.`);
}

const others: Record<string, string> = {
  nothing: 'It needs no token.',
  token: 'It needs a token, of whatever user.',
  role: 'It needs a role in the project or customer that it is of; staff sees all.',
  own: 'It needs a token of the user whose it is.',
  staff: 'It needs a token of staff.',
  'ACCOUNT.UPDATE':
    'It needs the permission `ACCOUNT.UPDATE`: every user has it, and a token unless it was made without.',
};

function whoMay(need: Need): string {
  const said = others[need];
  if (said !== undefined) return said;
  const permission = permissions.find((each) => each === need);
  const roles = roleNames.filter((role) => permission !== undefined && permissionsOf(role).includes(permission));
  const who = roles.length === 0 ? 'only staff has' : `staff and ${roles.map((role) => `\`${role}\``).join(', ')} have`;
  return `It needs the permission \`${need}\`, which ${who}.`;
}

/** Markdown whose lines were broken for the source. */
function unwrapped(text: string): string {
  return text.replaceAll(/(?<!\n)\n(?!\n)/g, ' ');
}
