import { sql } from 'kysely';
import { invalid } from '../common/field-errors.ts';
import { parseUuid } from '../common/uuid.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, own } from '../identity/index.ts';
import type { Priced, Quote, ResolvedOrder } from './resource-kind.ts';
import { asObject } from '../common/fields.ts';

/** How long a quote holds, minutes. */
const quoteMinutes = 15;

/** Promises the actor the order's price of now. Returns the quote's UUID and its end. */
export async function giveQuote(
  tx: Tx,
  actor: Actor,
  order: ResolvedOrder,
  priced: Priced,
): Promise<{ uuid: string; expires: Date }> {
  return tx
    .insertInto('quote')
    .values({
      user_uuid: actor.user,
      project: order.project,
      offering: order.offering.uuid,
      plan: order.plan.uuid,
      flavor: priced.flavor,
      storage_mib: priced.storageMiB,
      unit_price: order.plan.unitPrice,
      expires: sql<Date>`now() + make_interval(mins => ${quoteMinutes})`,
    })
    .returning(['uuid', 'expires'])
    .executeTakeFirstOrThrow();
}

/** The quote that a body names, or null without one. Throws `InvalidRequest` when it is expired, foreign or unknown. */
export async function heldQuote(tx: Tx, actor: Actor, body: unknown): Promise<Quote | null> {
  const named = asObject(body)['quote'] ?? null;
  if (named === null) return null;
  const uuid = typeof named === 'string' ? parseUuid(named) : null;
  const quote = await tx
    .selectFrom('quote')
    .select(['project', 'offering', 'plan', 'flavor', 'storage_mib', 'unit_price'])
    .where('uuid', '=', uuid)
    .where('expires', '>', sql<Date>`now()`)
    .where(own(actor, 'user_uuid'))
    .executeTakeFirst();
  if (quote !== undefined) return quote;
  const remedy = `Ask for a new one (POST /api/marketplace-orders/preflight/), or leave it out.`;
  throw invalid(
    'quote',
    `You have no quote of this UUID that still holds; they hold ${quoteMinutes} minutes. ${remedy}`,
  );
}

/** Throws `InvalidRequest` unless the order is for what the quote was given for. */
export function checkQuote(quote: Quote, { project, offering, plan }: ResolvedOrder, priced: Priced): void {
  const same = {
    project: quote.project === project,
    offering: quote.offering === offering.uuid,
    plan: quote.plan === plan.uuid,
    flavor: quote.flavor === priced.flavor,
    'size of the volumes': quote.storage_mib === priced.storageMiB,
  };
  const others = Object.entries(same).flatMap(([what, holds]) => (holds ? [] : [what]));
  if (others.length === 0) return;
  const what = others.join(', ');
  throw invalid('quote', `The quote is for another ${what}. Order what was quoted, or leave the quote out.`);
}
