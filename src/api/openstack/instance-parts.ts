import { z } from 'zod';
import type { InstanceView } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { confirmed } from '../http/answers.ts';
import { pagedAll, pageQuery } from '../http/paging.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { statusSchema } from '../http/schemas.ts';
import { diagnoseTargetRoute } from './diagnose-target.ts';
import { changeInstance, endDateBody, labelsBody, mayChangeInstance } from './instance-changes.ts';
import { floatingIpSchema, portSchema, presentInstance } from './instances.schema.ts';
import type { App } from '../http/app.ts';

/** What of a VM Waldur's clients also ask for, and set, by itself. */
export function instancePartRoutes(
  app: App,
  context: ApiContext,
  dialect: Dialect,
  find: Find<InstanceView>,
  { prefix, tag, one }: { prefix: string; tag: string; one: string },
): void {
  const { db } = context;
  const on = routesOn(app, db, { tag, find });
  for (const [part, what, item] of [
    ['ports', 'ports', portSchema],
    ['floating_ips', 'floating IPs', floatingIpSchema],
  ] as const) {
    on('GET', `${prefix}/${part}/`, {
      summary: `List the ${what} of an instance`,
      query: z.object(pageQuery(dialect)),
      answer: {
        status: 200,
        schema: dialect.listSchema(item),
        body: ({ request, reply, found, query }) =>
          pagedAll(request, reply, dialect, query, presentInstance(found, presenter(request, dialect))[part]),
      },
    });
  }
  const change = routesOn(app, db, { tag, find, permission: mayChangeInstance, refuses: [409] });
  change('POST', `${prefix}/set_end_date/`, {
    summary: `Say when ${one} ends by itself`,
    body: endDateBody,
    run: changeInstance,
    answer: confirmed('The end date has been set.'),
  });
  change('POST', `${prefix}/set_metadata/`, {
    summary: `Give ${one} these labels and no other`,
    body: labelsBody,
    run: changeInstance,
    answer: { status: 202, schema: statusSchema, body: () => ({ status: 'The labels have been set.' }) },
  });
  diagnoseTargetRoute(app, context, find);
}
