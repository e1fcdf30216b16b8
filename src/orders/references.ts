import { type FieldErrors, noSuch } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';
import {
  type Actor,
  everyUserMay,
  findUsableProject,
  isElsewhere,
  requirePermission,
  whyEnded,
} from '../identity/index.ts';
import type { Quote } from './resource-kind.ts';
import type { OrderDraft } from './vm/parse.ts';

export interface FoundOffering {
  uuid: string;
  /** The flavor that it has of its own. */
  flavor: string | null;
}

export interface FoundPlan {
  uuid: string;
  /** Decimal. */
  unitPrice: string;
}

/** The project of an order, when the actor may order in it. */
export async function findProject(
  tx: Tx,
  actor: Actor,
  draft: Pick<OrderDraft, 'project'>,
  errors: FieldErrors,
): Promise<string | undefined> {
  if (draft.project === undefined) {
    // the order is refused for its form
    everyUserMay(actor);
    return undefined;
  }
  const found = await findUsableProject(tx, actor, draft.project);
  if (found === null) {
    errors.add(['project'], noSuch('project', 'projects'));
    return undefined;
  }
  requirePermission(actor, 'ORDER.CREATE', draft.project);
  const why = whyEnded(found.ends_at);
  if (why === null) return draft.project;
  errors.add(['project'], why);
  return undefined;
}

/** The offering that a body names, when the project can order it. */
export async function findOffering(
  tx: Tx,
  actor: Actor,
  draft: Pick<OrderDraft, 'offering' | 'project'>,
  quote: Quote | null,
  errors: FieldErrors,
): Promise<FoundOffering | undefined> {
  if (draft.offering === undefined) return undefined;
  const columns = ['uuid', 'type', 'flavor', 'state'] as const;
  const elsewhere = isElsewhere(actor, draft.project, 'offering.cloud').as('elsewhere');
  const query = tx.selectFrom('offering').select([...columns, elsewhere]);
  const row = await query.where('uuid', '=', draft.offering).executeTakeFirst();
  if (row === undefined) errors.add(['offering'], noSuch('offering', 'marketplace-offerings'));
  else if (row.state !== 'Active' && quote?.offering !== row.uuid) {
    errors.add(
      ['offering'],
      `Offering is not available: it is ${row.state}. GET /api/marketplace-offerings/ lists active ones.`,
    );
  } else if (row.elsewhere) {
    const list = 'GET /api/marketplace-offerings/?project_uuid=… lists those of its own.';
    errors.add(['offering'], `This offering is of another cloud than the one that the project lives on. ${list}`);
  } else return row;
  return undefined;
}

/** The plan that is named; when none is, the cheapest of the offering, which is looked up at the same time. */
export async function findPlan(
  tx: Tx,
  draft: Pick<OrderDraft, 'offering' | 'plan'>,
  offering: Promise<FoundOffering | undefined>,
  quote: Quote | null,
  errors: FieldErrors,
): Promise<{ plan?: FoundPlan }> {
  const query = tx.selectFrom('plan').select(['uuid', 'offering', 'archived', 'unit_price as unitPrice']);
  if (draft.plan !== undefined) {
    const row = await query.where('uuid', '=', draft.plan).executeTakeFirst();
    if (row === undefined || (row.archived && quote?.plan !== row.uuid))
      errors.add(['plan'], noSuch('plan', 'marketplace-offerings'));
    else if (draft.offering !== undefined && row.offering !== draft.offering) {
      errors.add(['plan'], 'This plan is not available for selected offering. The offering lists its own plans.');
    } else return { plan: row };
  } else if (draft.offering !== undefined) {
    const active = query.where('offering', '=', draft.offering).where('archived', '=', false);
    const row = await active.orderBy('unit_price').orderBy('name').limit(1).executeTakeFirst();
    if ((await offering) === undefined || errors.has(['plan'])) return {};
    if (row !== undefined) return { plan: row };
    errors.add(['plan'], 'The offering has no plan that can be ordered. Choose another offering.');
  }
  return {};
}
