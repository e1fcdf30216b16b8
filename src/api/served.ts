import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { withinBlocks } from '../common/reach.ts';
import { changeBudget, dialects, newApp, registerDialect, registerRest } from './app.ts';
import type { ApiContext } from './context.ts';
import { type Dialect, prefixOf } from './dialects/dialect.ts';
import { partsOf } from './http/address.ts';
import type { App } from './http/app.ts';
import { boundedServer, type TlsIdentity } from './http/connections.ts';
import { dialectRoutes, ownRoutes } from './routes.ts';

/** What listens. */
export interface ServedApi {
  server: Server;
  listen: (where: { host: string; port: number }) => Promise<unknown>;
  /** For further doors. */
  routing: RequestListener;
  close: () => Promise<void>;
}

/** The first segments of paths below the root of a dialect, which say the server of a request. */
const segments = new Set([...dialectRoutes, ...ownRoutes].flatMap(([, ...each]) => each));

/**
 * The API as people ask it. Each collection of each dialect is a server of its own, built when it is first asked for, within some 10 ms:
 * all of them would be a third of a start and of the memory at rest, and nobody asks for all.
 */
export async function openApi(
  context: ApiContext,
  log: FastifyBaseLogger,
  tls: TlsIdentity | null = null,
): Promise<ServedApi> {
  const budget = changeBudget(context);
  const collections = new Map<string, App | Promise<App>>();
  const build = async (dialect: Dialect, segment: string): Promise<App> => {
    const app = newApp(context, log, budget);
    await registerDialect(app, context, dialect, segment);
    await app.ready();
    return app;
  };
  const collectionOf = (url: string): App | Promise<App> => {
    const found = placeOf(url);
    if (found === null) return rest;
    const { dialect, segment } = found;
    const key = `${prefixOf(dialect)}/${segment}`;
    const known = collections.get(key);
    if (known !== undefined) return known;
    const building = build(dialect, segment);
    collections.set(key, building);
    void building.then((app) => collections.set(key, app));
    return building;
  };
  const routing = (request: IncomingMessage, response: ServerResponse): void => {
    const app = collectionOf(request.url ?? '');
    if (app instanceof Promise) void app.then((built) => built.routing(request, response));
    else app.routing(request, response);
  };
  const rest = newApp(context, log, budget, () => boundedServer(boundsOf(context), undefined, tls)(routing));
  rest.addHook('onClose', async () => {
    for (const app of collections.values()) await (await app).close();
  });
  registerRest(rest, context);
  await rest.ready();
  return { server: rest.server, listen: (where) => rest.listen(where), routing, close: () => rest.close() };
}

/** Where a request belongs; null: to no collection. Paths are read as the router reads them. */
function placeOf(url: string): { dialect: Dialect; segment: string } | null {
  const { path } = partsOf(url.replace(/^https?:\/\/[^/]*(?=\/)/, ''));
  const [, first, second, third] = path.split('/', 4).map(decoded);
  const [root, api, segment = ''] = first === 'api' ? ['', first, second] : [`/${first}`, second, third];
  const dialect = dialects.find((each) => each.root === root);
  return dialect === undefined || api !== 'api' || !segments.has(segment) ? null : { dialect, segment };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

/** How many connections the servers of the API take. */
export function boundsOf({ settings, metrics }: ApiContext): Parameters<typeof boundedServer>[0] {
  return {
    perAddress: () => settings.connections_per_address,
    isProxy: withinBlocks(settings.trusted_proxies),
    refused: () => metrics.refused(),
  };
}
