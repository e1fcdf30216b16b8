import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { notFound } from '../../common/problem.ts';
import { type Database, findOne } from '../../db/index.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import type { Answer } from '../http/answers.ts';
import { presentPublicOffering, publicOfferingSchema, publicOfferingView } from './public-offerings.schema.ts';
import { scopeOf } from './scope.ts';

interface Asked {
  request: FastifyRequest;
  /** An order, or what came of one. */
  found: { offering: string; project: string };
}

/** 200 with the offering of what was found, as its project sees it. */
export function offeringOf(db: Database, dialect: Dialect): Answer<Asked, typeof publicOfferingSchema> {
  return {
    status: 200,
    schema: publicOfferingSchema,
    body: async ({ request, found }) => {
      const offering = await findOne(db, publicOfferingView, sql<boolean>`o.uuid = ${found.offering}`);
      if (offering === null) throw notFound();
      const scope = await scopeOf(db, request, found.project);
      return presentPublicOffering(offering, scope, presenter(request, dialect));
    },
  };
}
