import { z } from 'zod';
import type { RoleName } from '../../db/index.ts';
import { everyUserMay, permissionsOf, roleNames, roles } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, type Presenter, presenter } from '../dialects/dialect.ts';
import { routesOn } from '../http/route.ts';
import { paged, pageQuery, window } from '../http/paging.ts';
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

export function roleRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  routesOn(app, db, { tag: 'Account', permission: ({ actor }) => everyUserMay(actor) })('GET', '/roles/', {
    summary: 'List the roles and what they may',
    query: z.object(pageQuery),
    answer: {
      status: 200,
      schema: dialect.listSchema(roleSchema),
      body: ({ request, reply, query }) => {
        const as = presenter(request, dialect);
        const { offset, limit } = window(query);
        const results = roleNames.slice(offset, offset + limit).map((name) => presentRole(name, as));
        return paged(request, reply, dialect, query, { count: roleNames.length, results });
      },
    },
  });
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
