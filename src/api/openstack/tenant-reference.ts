import { notFound } from '../../common/problem.ts';
import { invalid, noSuch } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import { type Actor, type Permission, requirePermission, usableProject } from '../../identity/index.ts';
import { reference } from '../../common/reference.ts';

/** The project that something is made in; Waldur's clients call it tenant. */
export const projectFields = {
  project: reference.optional().describe('Project; required unless `tenant` is given'),
  tenant: reference.optional().describe('The same in Waldur’s words'),
};

/** Where the actor makes something. Throws `InvalidRequest` on the field that was given, or `AccessDenied`. */
export async function readProject(
  db: Database,
  actor: Actor,
  given: { project?: string | undefined; tenant?: string | undefined },
  permission: Permission,
): Promise<string> {
  const field = given.project === undefined && given.tenant !== undefined ? 'tenant' : 'project';
  const text = given[field];
  const project = parseUuid(text ?? '') ?? '00000000-0000-0000-0000-000000000000';
  const usable = await usableProject(db, actor, project);
  if (text === undefined) throw invalid(field, 'This field is required.');
  if (!usable) throw invalid(field, noSuch('project', 'projects'));
  requirePermission(actor, permission, project);
  return project;
}

/** The project that a path below `openstack-tenants` names; 404 when the actor may not see it. */
export async function tenantOfPath(db: Database, actor: Actor, uuid: string, permission: Permission): Promise<string> {
  const project = parseUuid(uuid) ?? '00000000-0000-0000-0000-000000000000';
  if (!(await usableProject(db, actor, project))) throw notFound();
  requirePermission(actor, permission, project);
  return project;
}
