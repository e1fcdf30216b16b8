import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database, Tx } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import { findInstance, type InstanceView } from '../../instances/index.ts';
import { versionOf, type Versioned } from '../http/preconditions.ts';

/** Finds the VM that the path names, for routes outside of its collections; 404 when the actor may not see it. */
export function vmOfPath(db: Database, where = sql<boolean>`true`): Versioned<InstanceView> {
  const one = async (from: Database, { actor, params }: FastifyRequest): Promise<InstanceView> => {
    const uuid = uuidOf(params);
    const isVisible = sql<boolean>`${where} AND ${visible(actor, 'i.project')}`;
    const vm = uuid === null ? null : await findInstance(from, uuid, isVisible);
    if (vm === null) throw notFound();
    return vm;
  };
  const version = async (tx: Tx, request: FastifyRequest) => {
    await sql`SELECT FROM instance WHERE uuid = ${uuidOf(request.params)} FOR NO KEY UPDATE`.execute(tx);
    return versionOf(await one(tx, request));
  };
  return Object.assign((request: FastifyRequest) => one(db, request), { version });
}

function uuidOf(params: unknown): string | null {
  return parseUuid((params as { uuid: string }).uuid);
}
