import { z } from 'zod';
import { orderTermination, terminateInstance, terminateVolume } from '../../actions/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { daysKept, forGood } from './for-good.ts';
import type { Resource } from './resource-of-path.ts';
import type { App } from '../http/app.ts';

const choices = {
  ...forGood.body,
  delete_volumes: z.boolean().optional().describe('false: data volumes are kept and detached'),
  release_floating_ips: z.boolean().optional().describe('Left out: those that came with the VM'),
  action: z.enum(['destroy', 'force_destroy']).optional().describe('force_destroy: also when it runs'),
};
/** Waldur's own clients send the choices in `attributes`, Terraform beside it. */
const terminateBody = z
  .object({ ...choices, attributes: z.object(choices).meta({ id: 'TerminateAttributes' }).optional() })
  .nullish();
const terminationSchema = z
  .object({ order_uuid: z.string(), uuid: z.string().describe('The same') })
  .meta({ id: 'Termination' });

/** How a VM or an ordered volume is ended: at once, or as Waldur's clients do, by an order with choices. */
export function resourceEndRoutes(app: App, context: ApiContext, dialect: Dialect, find: Find<Resource>): void {
  const { db, engine } = context;
  const end = routesOn(app, db, { tag: 'Resources', find, permission: 'RESOURCE.TERMINATE', refuses: [409] });
  end('DELETE', '/marketplace-resources/:uuid/', {
    summary: 'Delete a VM, running or not, with its system volume; or an ordered volume',
    query: forGood.query,
    run: (tx, { actor, found: { kind, uuid }, query }) => {
      const keptDays = daysKept(context, query);
      return kind === 'volume'
        ? terminateVolume(tx, engine, actor, uuid, keptDays)
        : orderTermination(tx, engine, actor, uuid, { volumes: 'refuse', keptDays });
    },
    answer: gone,
  });
  end('POST', '/marketplace-resources/:uuid/terminate/', {
    summary: 'Order the end of a stopped VM, or of a volume that no VM has',
    body: terminateBody,
    run: async (tx, { actor, found: { kind, uuid }, body }) => {
      const { keptDays, ...wanted } = wantedOf(body, context);
      // it was ordered, and so is its end
      if (kind === 'volume') return (await terminateVolume(tx, engine, actor, uuid, keptDays)) as string;
      return terminateInstance(tx, engine, actor, uuid, { ...wanted, keptDays });
    },
    answer: {
      status: 200,
      schema: terminationSchema,
      body: ({ done }) => ({ order_uuid: dialect.id(done), uuid: dialect.id(done) }),
    },
  });
}

function wantedOf(body: z.output<typeof terminateBody>, context: ApiContext) {
  const { attributes, ...beside } = body ?? {};
  const choice = { ...beside, ...attributes };
  return {
    force: choice.action === 'force_destroy',
    volumes: choice.delete_volumes === false ? ('keep' as const) : ('delete' as const),
    releaseFloatingIps: choice.release_floating_ips,
    keptDays: daysKept(context, choice),
  };
}
