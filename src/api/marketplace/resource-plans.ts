import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { enums } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { routesOn } from '../http/route.ts';
import { vmOfPath } from '../openstack/vm-of-path.ts';
import { reference } from '../../common/reference.ts';
import { switchPlan } from '../../actions/index.ts';
import type { App } from '../http/app.ts';

const orderReference = z.object({ order_uuid: z.string() }).meta({ id: 'OrderReference' });
/** An offering of what can be made in a tenant. */
const subresource = z.object({ uuid: z.string(), type: z.enum(enums['offering.type']) }).meta({ id: 'Subresource' });

/** What of a resource its offering decides: its plan, its limits, and what can be ordered within it. */
export function resourcePlanRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const tag = 'Resources';
  const change = routesOn(app, db, { tag, find: vmOfPath(db), permission: 'RESOURCE.UPDATE' });
  change('POST', '/marketplace-resources/:uuid/switch_plan/', {
    summary: 'Put a VM on another plan of its offering',
    body: z.object({ plan: reference }),
    refuses: [409],
    run: (tx, { actor, found, body }) => switchPlan(tx, actor, found.uuid, body.plan),
    answer: { status: 200, schema: orderReference, body: ({ done }) => ({ order_uuid: dialect.id(done) }) },
  });
  change('POST', '/marketplace-resources/:uuid/update_limits/', {
    summary: 'Never possible for a VM: its size is its flavor and its volumes',
    body: z.object({ limits: z.record(z.string().max(100), z.int()) }),
    run: (): Promise<string> => {
      const remedy = 'Change its flavor (change_flavor), or extend a volume.';
      throw invalid('limits', `The offering has no limits that could be changed. ${remedy}`);
    },
    answer: { status: 200, schema: orderReference, body: ({ done }) => ({ order_uuid: done }) },
  });
  routesOn(app, db, { tag })('GET', '/marketplace-resources/:uuid/offering_for_subresources/', {
    summary: 'What can be ordered in a tenant (project)',
    answer: {
      status: 200,
      schema: z.array(subresource),
      body: async ({ request, actor }) => {
        const project = parseUuid((request.params as { uuid: string }).uuid);
        const rows = await db
          .selectFrom('project as p')
          .leftJoin('offering as o', (join) => join.on('o.state', '=', 'Active'))
          .select(['o.uuid', 'o.type'])
          .where('p.uuid', '=', project)
          .where(visible(actor, 'p.uuid'))
          .where('p.removed', 'is', null)
          .orderBy('o.type')
          .orderBy('o.created')
          .orderBy('o.name')
          .execute();
        if (rows.length === 0) throw notFound();
        return rows.flatMap(({ uuid, type }) =>
          uuid === null || type === null ? [] : [{ uuid: dialect.id(uuid), type }],
        );
      },
    },
  });
}
