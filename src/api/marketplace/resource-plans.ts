import { z } from 'zod';
import { notFound } from '../../common/problem.ts';
import { invalid } from '../../common/field-errors.ts';
import { parseUuid } from '../../common/uuid.ts';
import { enums } from '../../db/index.ts';
import { requirePermission, visible } from '../../identity/index.ts';
import { findInstance } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { detailSchema } from '../http/errors.ts';
import { uuidParams } from '../http/filters.ts';
import { reference } from '../../common/reference.ts';
import { switchPlan } from '../../actions/index.ts';
import type { App } from '../http/app.ts';

const tags = ['Resources'];
const orderReference = z.object({ order_uuid: z.string() }).meta({ id: 'OrderReference' });
/** An offering of what can be made in a tenant. */
const subresource = z.object({ uuid: z.string(), type: z.enum(enums['offering.type']) }).meta({ id: 'Subresource' });

/** What of a resource its offering decides: its plan, its limits, and what can be ordered within it. */
export function resourcePlanRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  app.post(
    '/marketplace-resources/:uuid/switch_plan/',
    {
      schema: {
        tags,
        summary: 'Put a VM on another plan of its offering',
        params: uuidParams,
        body: z.object({ plan: reference }),
        response: { 200: orderReference, 404: detailSchema, 409: detailSchema },
      },
    },
    async (request) => {
      const { uuid } = await find(request);
      const order = await db.transaction().execute((tx) => switchPlan(tx, request.actor, uuid, request.body.plan));
      return { order_uuid: presenter(request, dialect).id(order) };
    },
  );

  app.post(
    '/marketplace-resources/:uuid/update_limits/',
    {
      schema: {
        tags,
        summary: 'Never possible for a VM: its size is its flavor and its volumes',
        params: uuidParams,
        body: z.object({ limits: z.record(z.string().max(100), z.int()) }),
        response: { 200: orderReference, 404: detailSchema },
      },
    },
    async (request) => {
      const { project } = await find(request);
      requirePermission(request.actor, 'RESOURCE.UPDATE', project);
      const remedy = 'Change its flavor (change_flavor), or extend a volume.';
      throw invalid('limits', `The offering has no limits that could be changed. ${remedy}`);
    },
  );

  app.get(
    '/marketplace-resources/:uuid/offering_for_subresources/',
    {
      schema: {
        tags,
        summary: 'What can be ordered in a tenant (project)',
        params: uuidParams,
        response: { 200: z.array(subresource), 404: detailSchema },
      },
    },
    async (request) => {
      const seen = visible(request.actor, 'p.uuid');
      const rows = await db
        .selectFrom('project as p')
        .leftJoin('offering as o', (join) => join.on('o.state', '=', 'Active'))
        .select(['o.uuid', 'o.type'])
        .where('p.uuid', '=', parseUuid(request.params.uuid))
        .where(seen)
        .where('p.removed', 'is', null)
        .orderBy('o.type')
        .orderBy('o.created')
        .orderBy('o.name')
        .execute();
      if (rows.length === 0) throw notFound();
      const as = presenter(request, dialect);
      return rows.flatMap(({ uuid, type }) => (uuid === null || type === null ? [] : [{ uuid: as.id(uuid), type }]));
    },
  );

  async function find({ actor, params }: { actor: Parameters<typeof visible>[0]; params: { uuid: string } }) {
    const uuid = parseUuid(params.uuid);
    const seen = visible(actor, 'i.project');
    const instance = uuid === null ? null : await findInstance(db, uuid, seen);
    if (instance === null) throw notFound();
    return instance;
  }
}
