import { sparse, trim } from '../http/sparse.ts';
import { z } from 'zod';
import type { RoleName } from '../../db/index.ts';
import { everyUserMay, permissionsOf, roleNames, roles } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { routesOn } from '../http/route.ts';
import { pagedAll, pageQuery } from '../http/paging.ts';
import type { App } from '../http/app.ts';

const roleSchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    description: z.string(),
    permissions: z.array(z.string()),
    content_type: z.enum(['customer', 'project']),
    is_active: z.boolean(),
    is_system_role: z.boolean(),
  })
  .meta({ id: 'Role' });

type Role = z.output<typeof roleSchema>;

/** There are few roles, and none is in the database: what holds is asked of the answers. */
const filters = {
  name: (role: Role, text: string) => has(role.name, text),
  description: (role: Role, text: string) => has(role.description, text),
  query: (role: Role, text: string) => has(`${role.name} ${role.description}`, text),
  is_active: (role: Role, text: string) => String(role.is_active) === text,
  is_system_role: (role: Role, text: string) => String(role.is_system_role) === text,
  content_type: (role: Role, text: string) => role.content_type === text,
};

const text = z.string().max(150).optional();
const truth = z.enum(['true', 'false']).optional();
const parameters = {
  name: text,
  description: text,
  query: text,
  is_active: truth,
  is_system_role: truth,
  content_type: z.enum(['customer', 'project']).optional(),
  include_concealed: truth.describe('None is concealed: all are shown'),
  field: sparse,
};

export function roleRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  routesOn(app, db, { tag: 'Account', permission: ({ actor }) => everyUserMay(actor) })('GET', '/roles/', {
    summary: 'List the roles and what they may',
    query: z.object({ ...pageQuery(dialect), ...parameters }),
    answer: {
      status: 200,
      schema: dialect.listSchema(roleSchema),
      body: ({ request, reply, query }) => {
        const as = presenter(request, dialect);
        const found = roleNames
          .map((name) => presentRole(name, as))
          .filter((role) =>
            Object.entries(filters).every(([name, holds]) => {
              const wanted = query[name as keyof typeof filters];
              return wanted === undefined || holds(role, wanted);
            }),
          );
        const trimmed = found.map((role) => trim(role, roleSchema, query.field, reply));
        return pagedAll(request, reply, dialect, query, trimmed);
      },
    },
  });
}

function has(whole: string, part: string): boolean {
  return whole.toLowerCase().includes(part.toLowerCase());
}

function presentRole(name: RoleName, as: Presenter): z.input<typeof roleSchema> {
  const { uuid, description, scope } = roles[name];
  return {
    uuid: as.id(uuid),
    url: as.url('roles', uuid),
    name,
    description,
    permissions: permissionsOf(name),
    content_type: scope,
    is_active: true,
    is_system_role: true,
  };
}
