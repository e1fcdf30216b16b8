import { z } from 'zod';
import { everyUserMay, permissionsOf, roleNames, roles } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
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

export function roleRoutes(app: App, _context: ApiContext, dialect: Dialect): void {
  app.get(
    '/roles/',
    {
      schema: {
        tags: ['Account'],
        summary: 'List the roles and what they may',
        querystring: z.object(pageQuery),
        response: { 200: dialect.listSchema(roleSchema) },
      },
    },
    (request, reply) => {
      everyUserMay(request.actor);
      const as = presenter(request, dialect);
      const { offset, limit } = window(request.query);
      const results = roleNames.slice(offset, offset + limit).map((name) => ({
        uuid: as.id(roles[name].uuid),
        url: as.url('roles', roles[name].uuid),
        name,
        description: roles[name].description,
        permissions: permissionsOf(name),
        content_type: roles[name].scope,
        is_active: true,
        is_system_role: true,
      }));
      return Promise.resolve(paged(request, reply, dialect, request.query, { count: roleNames.length, results }));
    },
  );
}
