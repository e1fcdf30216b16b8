import { type RawBuilder, sql } from 'kysely';
import type { Readiness } from '../db/index.ts';

/** How an image shows that its guest is ready. */
export type ReadinessKind = 'agent' | 'cloud-init' | 'ssh' | 'none';
export type Stage = 'booting' | 'network' | 'ssh' | 'cloud-init' | 'ready';

/**
 * The readiness of a guest that is started or stopped now: what it has said before is of an earlier boot, however late it is written.
 * Of that remains how long it took.
 */
export const nothingSeen =
  (): RawBuilder<string> => sql`jsonb_strip_nulls(jsonb_build_object('since', ${Date.now()}::bigint,
  'bootMs', coalesce((readiness ->> 'ssh')::bigint - (readiness ->> 'since')::bigint, (readiness ->> 'bootMs')::bigint)))`;

/** Whether everything was seen that this kind of image promises. */
export function isReady(kind: ReadinessKind, seen: Readiness): boolean {
  if (kind === 'none') return true;
  return seen.ssh !== undefined && (kind === 'ssh' || seen.cloudInit !== undefined);
}

/** How far a guest has come since it was started. */
export function stageOf(kind: ReadinessKind, seen: Readiness): Stage {
  if (isReady(kind, seen)) return 'ready';
  if (seen.cloudInit !== undefined) return 'cloud-init';
  if (seen.ssh !== undefined) return 'ssh';
  if (seen.network !== undefined) return 'network';
  return 'booting';
}

/** In words, for the timeline of an order that waits or has waited too long. */
export function missing(kind: ReadinessKind, seen: Readiness): string {
  if (seen.network === undefined) return 'waiting for the guest to boot and take its address';
  if (seen.ssh === undefined) return 'the guest has its address; waiting for ssh to answer';
  return kind === 'ssh' ? 'ssh answers' : 'ssh answers; waiting for first-boot configuration to end';
}
