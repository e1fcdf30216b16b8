import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '../../identity/index.ts';

/** The server as routes are registered on it. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set by the authentication hook for every route that is not public. */
    actor: Actor;
    /** Scheme and host by which the client knows us: what every hyperlink begins with. */
    base: string;
  }
  interface FastifyContextConfig {
    /** Routes without authentication say so. */
    public?: boolean;
  }
}
