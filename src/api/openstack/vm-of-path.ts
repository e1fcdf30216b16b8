import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import { findInstance, type InstanceView } from '../../instances/index.ts';

/** Finds the VM that the path names, for routes outside of its collections; 404 when the actor may not see it. */
export function vmOfPath(db: Database, where = sql<boolean>`true`): (request: FastifyRequest) => Promise<InstanceView> {
  return async ({ actor, params }) => {
    const uuid = parseUuid((params as { uuid: string }).uuid);
    const seen = sql<boolean>`${where} AND ${visible(actor, 'i.project')}`;
    const vm = uuid === null ? null : await findInstance(db, uuid, seen);
    if (vm === null) throw notFound();
    return vm;
  };
}
