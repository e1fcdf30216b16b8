import type { Selectable } from 'kysely';
import type { Schema, Tx } from '../db/index.ts';
import type { WorkflowDefinition } from '../engine/index.ts';
import type { Actor } from '../identity/index.ts';
import type { Services } from '../workflows/index.ts';
import type { OrderDraft } from './vm/parse.ts';
import type { OrderForm } from './schema.ts';

/** An order that can be placed: everything that it names is looked up, and nothing is missing. */
export interface ResolvedOrder {
  project: string;
  offering: { uuid: string };
  /** `unitPrice`: decimal. */
  plan: { uuid: string; unitPrice: string };
  draft: Pick<OrderDraft, 'requestComment' | 'slug' | 'startDate' | 'endDate'>;
}

/** What decides the price of an order: an order that names a quote has to ask for the same. */
export interface Priced {
  flavor: string | null;
  storageMiB: number;
}

/** A price that was promised, for an order like the one that was checked. */
export type Quote = Omit<Selectable<Schema['quote']>, 'uuid' | 'user_uuid' | 'expires'>;

/** What an order has made, and who placed it. */
export interface Created {
  uuid: string;
  owner: string | null;
}

/** What the offerings of one type sell: how such an order is understood, made and reserved. */
export interface ResourceKind<Order extends ResolvedOrder = ResolvedOrder> {
  /** The column of an order's row that names what it makes. */
  readonly column: 'instance' | 'volume';
  /** The workflow that makes it out of what was reserved. */
  readonly workflow: WorkflowDefinition<Services, Record<string, never>>;
  /**
   * Looks up all that a body names. Throws `InvalidRequest` that says everything that is wrong. What was quoted can be
   * ordered although it is not offered any more.
   */
  resolve(tx: Tx, actor: Actor, body: unknown, form: OrderForm, quote: Quote | null): Promise<Order>;
  priced(order: Order): Priced;
  /** Makes the row; it holds nothing yet. Returns its UUID. */
  make(tx: Tx, actor: Actor, order: Order): Promise<string>;
  /** Takes all that is needed. Throws `InvalidRequest` that says what cannot be had; then nothing may be kept. */
  reserve(tx: Tx, order: Order, created: Created): Promise<void>;
  /** Gives back whatever is held. Idempotent. */
  release(tx: Tx, uuid: string): Promise<void>;
  /** Writes how it stands when no run does: about to be made, or gone. */
  setState(tx: Tx, uuid: string, state: 'CREATING' | 'TERMINATED'): Promise<void>;
  /** From where something has to be downloaded first; null: nothing has. */
  downloads(order: Order): string | null;
  /** Orders with one key take about the same time. */
  estimateKey(order: Order): string;
}
