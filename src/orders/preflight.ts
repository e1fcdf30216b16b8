import { sql } from 'kysely';
import { onlyRowOf, type Tx } from '../db/index.ts';
import { type Actor, audit, may } from '../identity/index.ts';
import { expectedMs } from '../engine/index.ts';
import { floatingIpsLeft } from '../network/index.ts';
import { dryRun, resolveOrder } from './place.ts';
import { giveQuote } from './quotes.ts';
import type { OrderForm } from './schema.ts';
import { warningsOf } from './warnings.ts';
import { type Quotas, readQuotas } from '../quotas/index.ts';
import { z } from 'zod';

export interface Preflight {
  quote: string;
  quote_expires: Date;
  offering: string;
  /** That the project lives on. */
  cloud: string;
  plan: string;
  /** Decimal, for one `unit`. */
  unit_price: string;
  unit: string;
  /** Whether the order would wait for somebody's approval. */
  needs_approval: boolean;
  /** By Waldur's names; `left` is what the project has left once the order is placed. MiB. */
  quotas: Record<string, { limit: number; needed: number; left: number }>;
  floating_ips_left: number;
  /** From the history of orders like this one; null while there is none. */
  estimate_ms: number | null;
  makes: z.output<typeof makesRow>;
  /** The URL of an image that has to be downloaded first; null: nothing has. */
  download_url: string | null;
  /** What may be meant, and may be a slip. */
  warnings: string[];
}

const makesRow = z.strictObject({
  volumes: z.array(z.strictObject({ name: z.string(), size: z.int() })),
  ports: z.int(),
  floating_ips: z.strictObject({ new: z.int(), reused: z.int() }),
});

/**
 * Does all that placing does and takes it back: throws the `InvalidRequest` that placing would throw, else says what the
 * order would take, make and cost. The price holds for an order that names the quote; nothing is kept for it.
 */
export async function preflight(tx: Tx, actor: Actor, body: unknown, form: OrderForm): Promise<Preflight> {
  const { kind, order } = await resolveOrder(tx, actor, body, form);
  const { project, plan } = order;
  const before = await readQuotas(tx, project);
  const { after, makes, warnings } = await dryRun(tx, async () => {
    const uuid = await kind.make(tx, actor, order);
    await kind.reserve(tx, order, { uuid, owner: actor.user });
    return {
      after: await readQuotas(tx, project),
      makes: await contents(tx, uuid),
      warnings: await warningsOf(tx, uuid),
    };
  });
  const quotas = (Object.keys(after) as (keyof Quotas)[]).map((name) => {
    const { limit, usage } = after[name];
    return [name, { limit, needed: usage - before[name].usage, left: limit - usage }];
  });
  const quote = await giveQuote(tx, actor, order, kind.priced(order));
  const { unit } = await tx.selectFrom('plan').select('unit').where('uuid', '=', plan.uuid).executeTakeFirstOrThrow();
  const home = tx.selectFrom('project').select('cloud').where('uuid', '=', project);
  const { cloud } = await home.executeTakeFirstOrThrow();
  await audit(tx, actor, 'order.preflight', { object: quote.uuid, project });
  return {
    quote: quote.uuid,
    quote_expires: quote.expires,
    offering: order.offering.uuid,
    cloud,
    plan: plan.uuid,
    unit_price: plan.unitPrice,
    unit,
    needs_approval: !may(actor, 'ORDER.APPROVE', project),
    quotas: Object.fromEntries(quotas),
    floating_ips_left: await floatingIpsLeft(tx, cloud),
    estimate_ms: await expectedMs(tx, kind.workflow, kind.estimateKey(order)),
    makes,
    download_url: kind.downloads(order),
    warnings,
  };
}

/** What was reserved for a resource. */
function contents(tx: Tx, uuid: string): Promise<Preflight['makes']> {
  const query = sql`
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'size', size_mib) ORDER BY position), '[]')
        FROM volume WHERE instance = ${uuid} OR uuid = ${uuid}) AS volumes,
      (SELECT count(*)::int FROM port WHERE instance = ${uuid}) AS ports,
      (SELECT jsonb_build_object('new', count(*) FILTER (WHERE f.automatic),
          'reused', count(*) FILTER (WHERE NOT f.automatic))
        FROM floating_ip f JOIN port p ON p.uuid = f.port WHERE p.instance = ${uuid}) AS floating_ips`;
  return onlyRowOf(tx, makesRow, query);
}
