import type { FastifyRequest } from 'fastify';
import { invalid, noSuch } from '../../common/field-errors.ts';
import { notFound } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import { usableProject } from '../../identity/index.ts';
import { nothing } from '../http/filters.ts';
import { reference } from '../../common/reference.ts';

/** The project that something is made in; Waldur's clients call it tenant. */
export const projectFields = {
  project: reference.optional().describe('Project; required unless `tenant` is given'),
  tenant: reference.optional().describe('The same in Waldur’s words'),
};

export interface Place {
  project: string;
}

/** Where a body says that something shall be made; throws `InvalidRequest` on the field that was given. */
export function projectOfBody(db: Database): (request: FastifyRequest) => Promise<Place> {
  return async ({ actor, body }) => {
    const given = body as { project?: string; tenant?: string };
    const field = given.project === undefined && given.tenant !== undefined ? 'tenant' : 'project';
    const project = parseUuid(given[field] ?? '') ?? nothing;
    const usable = await usableProject(db, actor, project);
    if (given[field] === undefined) throw invalid(field, 'This field is required.');
    if (!usable) throw invalid(field, noSuch('project', 'projects'));
    return { project };
  };
}

/** The project that a path below `openstack-tenants` names; 404 when the actor may not see it. */
export function tenantOfPath(db: Database): (request: FastifyRequest) => Promise<Place> {
  return async ({ actor, params }) => {
    const project = parseUuid((params as { uuid: string }).uuid) ?? nothing;
    if (!(await usableProject(db, actor, project))) throw notFound();
    return { project };
  };
}
