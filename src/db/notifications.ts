import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Schema } from './schema/index.ts';
import { unreadIn } from './together.ts';

/**
 * What a transaction lets the control planes of its database know: its commit sends it, and nothing else does, so that
 * whoever changes rows cannot forget it. One can be lost with the session that listens: rows are the truth, and whoever
 * follows them looks by itself from time to time.
 */
export const channels = [
  /** A run has an event for its readers; with its UUID. */
  'workflow_event',
  /** A run was begun or woken; with its UUID. */
  'workflow_due',
  /** A run was cancelled: what is being done for it shall end; with its UUID. */
  'workflow_cancelled',
  /** The network of a project shall be another; with the project's UUID. */
  'network_changed',
  /** VMs are to be compared with their host, or the day of something may have come. */
  'resource_changed',
  /** Something that a project has is not as it was; with the project's UUID. Sent by triggers. */
  'project_changed',
  /** The content of an image is to be brought, or to be removed. */
  'image_changed',
] as const;

export type Channel = (typeof channels)[number];

/** The part of a statement that notifies, once for all that are alike in a transaction. */
export function notification(channel: Channel, payload: RawBuilder<unknown> | string = ''): RawBuilder<unknown> {
  return sql`pg_notify(${channel}, ${payload})`;
}

/** Notifies when the caller's transaction commits. */
export async function notify(
  db: Kysely<Schema>,
  channel: Channel,
  payload?: RawBuilder<unknown> | string,
): Promise<void> {
  await unreadIn(db, sql`SELECT ${notification(channel, payload)}`.execute(db));
}
