import { type Document, operationsOf } from './openapi.ts';

const headers = {
  'X-Result-Count': { description: 'How many objects there are on all pages', schema: { type: 'integer' } },
  Link: { description: 'The pages: `first`, `prev`, `next`, `last`', schema: { type: 'string' } },
};

/** Says what headers a page has, and that HEAD answers with nothing else: every paged GET takes it. */
export function describeCounts(document: Document): void {
  for (const { path, method, operation } of operationsOf(document)) {
    if (method !== 'get' || operation.parameters?.some(({ name }) => name === 'page') !== true) continue;
    const { 200: page, ...refusals } = operation.responses;
    if (page === undefined) continue;
    page.headers = headers;
    const counted = { description: 'The headers of the list', headers };
    // an answer to HEAD has no body, refused or not
    const bare = Object.entries(refusals).map(([status, { description }]) => [status, { description }] as const);
    document.paths[path] = {
      get: operation,
      head: {
        summary: operation.summary.replace(/^List\b/, 'Count'),
        tags: operation.tags,
        parameters: operation.parameters,
        responses: { 200: counted, ...Object.fromEntries(bare) },
        ...(operation.security === undefined ? {} : { security: operation.security }),
      },
      ...document.paths[path],
    };
  }
}
