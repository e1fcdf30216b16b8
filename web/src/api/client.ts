import { MutationCache, QueryClient } from '@tanstack/react-query';
import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueries from 'openapi-react-query';
import { isTold, reached } from './connection.ts';
import { ApiProblem } from './problem.ts';
import { keepSent } from './sent.ts';
import type { components, paths } from './schema.ts';
import { currentToken, endSession } from './session.ts';
import { alsoMoves, showing } from './told-paths.ts';

export type Schemas = components['schemas'];

/** How often what is shown is asked for anew, ms: while something of it moves, and at rest. */
const paces = { moving: 2000, rest: 15_000 };
const moving = new Set(['Creating', 'Updating', 'Terminating', 'CREATING', 'UPDATING', 'DELETING', 'importing']);

const middleware: Middleware = {
  async onRequest({ request, schemaPath, params }) {
    const uuid = params.path?.['uuid'];
    await keepSent(request, schemaPath, typeof uuid === 'string' ? uuid : '');
    const token = currentToken();
    if (token !== null && !request.headers.has('authorization')) request.headers.set('authorization', `Token ${token}`);
    return request;
  },
  async onResponse({ request, response }) {
    reached(true);
    if (response.ok) return;
    const body: unknown = await response.json().catch(() => null);
    const problem = new ApiProblem(response.status, body, response.headers.get('retry-after'));
    const ours = request.headers.get('authorization') === `Token ${currentToken()}`;
    if (problem.status === 401 && ours) endSession('Your login has ended: log in again to go on where you were.');
    throw problem;
  },
  onError({ error }) {
    // what the page has given up itself says nothing of the cloud
    if (!(error instanceof DOMException && error.name === 'AbortError')) reached(false);
  },
};

/** Asks the API; whatever is refused is thrown as an `ApiProblem`. */
export const client = createFetchClient<paths>({ baseUrl: location.origin });
client.use(middleware);
export const api = createQueries(client);

interface Listed<T> {
  data?: { results: T[] };
}

/** What a list has answered with. */
export const listed = async <T>(list: Promise<Listed<T>>): Promise<T[]> => (await list).data?.results ?? [];

export const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: 1000,
      refetchInterval: ({ queryKey: [, path], state: { data, error } }) => paceOf(String(path), data, error),
    },
    mutations: { networkMode: 'always' },
  },
  // whatever was changed may show anywhere
  mutationCache: new MutationCache({ onSettled: () => void queries.invalidateQueries() }),
});

/** When it is asked again, ms; false: the cloud tells by itself when that is needed. */
function paceOf(path: string, data: unknown, error: unknown): number | false {
  if (error !== null) return paces.moving;
  if (isTold() && showing[path] !== undefined && !alsoMoves.has(path)) return false;
  const steps = path === '/api/marketplace-orders/{uuid}/' || !isTold();
  return steps && isMoving(data) ? paces.moving : paces.rest;
}

interface Shown {
  state?: string;
  results?: Shown[];
}

function isMoving(data: unknown): boolean {
  const { state, results } = (data ?? {}) as Shown;
  return (state !== undefined && moving.has(state)) || (results?.some(isMoving) ?? false);
}
