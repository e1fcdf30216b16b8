import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { requestId } from '../common/log-context.ts';
import { parseUuid } from '../common/uuid.ts';
import { type OfferingType, together, type Tx, unread } from '../db/index.ts';
import { type Actor, audit, may } from '../identity/index.ts';
import type { Engine } from '../engine/index.ts';
import type { ResourceKind, ResolvedOrder } from './resource-kind.ts';
import { kindOf } from './offering-types.ts';
import { checkQuote, heldQuote } from './quotes.ts';
import type { OrderForm } from './schema.ts';
import { asObject } from '../common/fields.ts';
import type { Services } from '../workflows/index.ts';

/**
 * Accepts a create order within the caller's transaction. Every reference is looked up, all that is needed is reserved
 * (quota, addresses, floating IPs, volumes), and the run is begun; throws `InvalidRequest` that names all that is wrong,
 * and then nothing is kept. The order of an actor who may not approve waits as `pending-consumer`: it has shown that it
 * fits, but holds nothing until it is approved. Returns the order's UUID.
 */
export async function placeOrder(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  body: unknown,
  form: OrderForm,
): Promise<string> {
  const { kind, order } = await resolveOrder(tx, actor, body, form);
  const approved = may(actor, 'ORDER.APPROVE', order.project);
  const created = { uuid: await kind.make(tx, actor, order), owner: actor.user };
  if (approved) await kind.reserve(tx, order, created);
  else await dryRun(tx, () => kind.reserve(tx, order, created));
  const uuid = randomUUID();
  const { draft, plan, project } = order;
  const inserted = tx
    .insertInto('order')
    .values({
      uuid,
      type: 'Create',
      project,
      offering: order.offering.uuid,
      plan: plan.uuid,
      [kind.column]: created.uuid,
      state: approved ? 'executing' : 'pending-consumer',
      attributes: JSON.stringify(asObject(body)['attributes']),
      cost: plan.unitPrice,
      slug: draft.slug,
      request_comment: draft.requestComment,
      start_date: draft.startDate,
      created_by: actor.user,
      request_id: requestId(),
      ...(approved ? { reviewed_by: actor.user, reviewed: new Date() } : {}),
    })
    .execute();
  unread(inserted);
  if (approved) {
    const labels = { order: uuid, [kind.column]: created.uuid };
    const run = { uuid, subject: created.uuid, input: {}, estimateKey: kind.estimateKey(order), labels };
    await engine.begin(tx, kind.workflow, run);
  }
  await audit(tx, actor, 'order.create', { object: uuid, project, detail: { [kind.column]: created.uuid } });
  return uuid;
}

/** A body with all that it names looked up, at the price that it was quoted. Throws `InvalidRequest`. */
export async function resolveOrder(
  tx: Tx,
  actor: Actor,
  body: unknown,
  form: OrderForm,
): Promise<{ kind: ResourceKind; order: ResolvedOrder }> {
  const [kind, quote] = await together(wantedProduct(tx, body), heldQuote(tx, actor, body));
  const order = await kind.resolve(tx, actor, body, form, quote);
  if (quote === null) return { kind, order };
  checkQuote(quote, order, kind.priced(order));
  return { kind, order: { ...order, plan: { ...order.plan, unitPrice: quote.unit_price } } };
}

/** What the offering of a body sells; an unknown one is refused when the body is understood. */
async function wantedProduct(tx: Tx, body: unknown): Promise<ResourceKind> {
  const { offering } = asObject(body);
  const uuid = typeof offering === 'string' ? parseUuid(offering) : null;
  const query = tx.selectFrom('offering').select('type');
  const row = uuid === null ? undefined : await query.where('uuid', '=', uuid).executeTakeFirst();
  return kindOf(row?.type ?? ('OpenStack.Instance' satisfies OfferingType));
}

/** Runs `work` for its answer or its error, and takes back whatever it has changed. */
export async function dryRun<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  unread(sql`SAVEPOINT rehearsal`.execute(tx));
  const answer = await work();
  await sql`ROLLBACK TO SAVEPOINT rehearsal`.execute(tx);
  return answer;
}
