import type { FastifyRequest } from 'fastify';
import { type Database, isOutage } from '../../db/index.ts';
import { type AccessDenied, audit } from '../../identity/index.ts';

/** Records what an actor was refused; the refusal stands even while the database takes no changes. */
export async function auditDenial(db: Database, request: FastifyRequest, denied: AccessDenied): Promise<void> {
  const { permission, project } = denied;
  const detail = { method: request.method, route: request.routeOptions.url };
  await audit(db, request.actor, permission, { project, result: 'denied', detail }).catch((error) => {
    if (!isOutage(error)) throw error;
  });
}
