import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../../common/problem.ts';
import { borrowAs, type Database } from '../../db/index.ts';
import { type Actor, authenticate } from '../../identity/index.ts';

/** Every route needs a token unless its config says `public`; what the actor may see is loaded per request. */
export function registerAuthentication(app: FastifyInstance, db: Database): void {
  app.decorateRequest('actor', null as unknown as Actor);
  app.addHook('onRequest', async (request) => {
    if (request.is404 || request.routeOptions.config.public === true) return;
    request.actor = await actorOf(db, request);
  });
  // here, as for the log: nothing of what is said before the body has been read is known afterwards
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.actor === null) done();
    else borrowAs(request.actor.user, done);
  });
}

/** Who asks, as of now: an answer that takes long asks again. Throws `not-authenticated` or `invalid-token`. */
export async function actorOf(db: Database, request: FastifyRequest): Promise<Actor> {
  const token = presentedToken(request);
  if (token === null) throw new Problem('not-authenticated', 'Authentication credentials were not provided.');
  return authenticate(db, token, request.ip);
}

/**
 * `Token` in any case, or `Bearer`: Waldur's clients send both. Nowhere else is one taken from: addresses are kept by others, and
 * cookies are sent by browsers whoever asks.
 */
export function presentedToken(request: FastifyRequest): string | null {
  const [, token] = /^(?:token|bearer)\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '') ?? [];
  return token ?? null;
}
