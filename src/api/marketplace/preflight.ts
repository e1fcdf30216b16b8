import { z } from 'zod';
import { orderBody, preflight } from '../../orders/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { warnings } from './orders.schema.ts';
import { planRef } from './references.ts';
import type { App } from '../http/app.ts';

const count = z.int().meta({ description: 'Of the project; MiB for ram and storage' });

const preflightSchema = z
  .object({
    quote: z.string().meta({ description: 'An order that names it in `quote` has this price until `quote_expires`' }),
    quote_expires: time,
    price: z.object({
      plan: z.string(),
      plan_uuid: z.string(),
      unit_price: z.string().meta({ description: 'Decimal' }),
      unit: z.string(),
    }),
    needs_approval: z.boolean().meta({ description: 'Whether the order would wait until somebody approves it' }),
    quotas: z.record(
      z.string(),
      z.object({ limit: count, needed: count, left: count.meta({ description: 'Once the order is placed' }) }),
    ),
    capacity: z
      .object({ vcpus: z.int(), memory_mib: z.int(), disk_mib: z.int(), floating_ips: z.int() })
      .meta({ description: 'What the host and the pool could still give now; nothing of it is kept' }),
    estimate_ms: z.int().nullable().meta({ description: 'Until the VM is ready, by the history of orders like this' }),
    download: z
      .object({
        size: z.int().nullable().meta({ description: 'Bytes, as the server says that has it; null: it does not' }),
      })
      .nullable()
      .meta({
        description: 'Of a well-known image that was never used here: it is downloaded first; null: nothing is',
      }),
    makes: z.object({
      volumes: z.array(z.object({ name: z.string(), size: z.int().meta({ description: 'MiB' }) })),
      ports: z.int(),
      floating_ips: z.object({ new: z.int(), reused: z.int() }),
    }),
    warnings,
  })
  .meta({ id: 'Preflight' });

export function preflightRoutes(app: App, { db, capacity, images }: ApiContext, dialect: Dialect): void {
  routesOn(app, db, { tag: 'Orders' })('POST', '/marketplace-orders/preflight/', {
    summary: 'Check an order without placing it',
    body: orderBody(dialect.name),
    unread: true,
    run: async (tx, { actor, body }) => {
      const checked = await preflight(tx, actor, body, dialect.name);
      return { ...checked, quote_expires: checked.quote_expires.toISOString() };
    },
    answer: {
      status: 200,
      schema: preflightSchema,
      body: async ({ request, done }) => {
        const as = presenter(request, dialect);
        const { plan, offering, cloud, unit_price, unit, floating_ips_left, download_url: url, ...rest } = done;
        const { vcpus, memoryMiB, diskMiB } = await capacity(cloud);
        return {
          ...rest,
          download: url === null ? null : { size: await images.downloadSize(url) },
          quote: as.id(done.quote),
          quote_expires: as.time(new Date(done.quote_expires)),
          price: { plan: planRef(as, offering, plan), plan_uuid: as.id(plan), unit_price, unit },
          capacity: { vcpus, memory_mib: memoryMiB, disk_mib: diskMiB, floating_ips: floating_ips_left },
        };
      },
    },
  });
}
