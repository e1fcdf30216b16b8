import { z } from 'zod';
import { costsOf } from '../../orders/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import type { App } from '../http/app.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { resourceState, resourceStates } from '../states.ts';

const query = z.object({
  month: z
    .string()
    .regex(/^2\d{3}-(0[1-9]|1[0-2])$/, 'Must be a month such as 2026-01.')
    .optional()
    .describe('In UTC, such as 2026-01; left out: the one that it is now'),
});

const costsSchema = z
  .object({
    month: z.string().meta({ description: 'In UTC' }),
    total: z.string().meta({ description: 'Decimal, of all its VMs; in a month that is not over, up to now' }),
    vms: z.array(
      z.object({
        uuid: z.string(),
        name: z.string(),
        state: resourceState,
        price: z.string().meta({ description: 'Decimal' }),
      }),
    ),
  })
  .meta({ id: 'ProjectCosts' });

/** What the VMs of a project have cost in a month. */
export function projectCostRoutes(app: App, { db }: ApiContext, dialect: Dialect, find: Find<{ uuid: string }>): void {
  routesOn(app, db, { tag: 'Projects', find })('GET', '/projects/:uuid/costs/', {
    summary: 'Get what each VM of a project has cost in a month',
    query,
    answer: {
      status: 200,
      schema: costsSchema,
      body: async ({ request, found, query: { month = new Date().toISOString().slice(0, 7) } }) => {
        const as = presenter(request, dialect);
        const { total, vms } = await costsOf(db, found.uuid, spanOf(month));
        const parts = vms.map(({ uuid, state, ...rest }) => ({
          uuid: as.id(uuid),
          ...rest,
          state: resourceStates[state],
        }));
        return { month, total, vms: parts };
      },
    },
  });
}

/** A month from its first moment to that of the next one. */
function spanOf(month: string): { from: Date; to: Date } {
  const from = new Date(`${month}-01T00:00:00Z`);
  return { from, to: new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1)) };
}
