import { z } from 'zod';
import { given } from '../../common/given.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { whyNot } from '../../instances/index.ts';
import { changeNetworkOf } from '../../network/index.ts';
import { lockInstance, type Verdict } from './begin.ts';
import { today } from '../../orders/schema.ts';

/** A day that is not over yet, or null for no end. */
export const endDate = z.iso
  .date('Must be a date such as 2026-01-31, or null for no end.')
  .refine((day) => day >= today(), 'Lies in the past. Give today, a later date, or null for no end.')
  .nullable()
  .describe('On this day, in UTC, the resource is terminated with all that is on it; null: it stays');

/** The columns that say when a resource is to go; none when that does not change. */
export function endColumns(actor: Actor, end: string | null | undefined) {
  return end === undefined ? {} : { end_date: end, end_date_requested_by: end === null ? null : actor.user };
}

export interface InstanceChanges {
  name?: string | undefined;
  description?: string | undefined;
  auto_restart?: boolean | undefined;
  termination_protection?: boolean | undefined;
  end_date?: string | null | undefined;
}

/** Changes what needs no run. A new name reaches DHCP at once; the guest asks for it when it boots. */
export async function updateInstance(
  tx: Tx,
  actor: Actor,
  uuid: string,
  { end_date, ...changes }: InstanceChanges,
): Promise<Verdict<void>> {
  if (changes.name !== undefined) await changeNetworkOf(tx, uuid);
  const instance = await lockInstance(tx, uuid);
  const conflict = whyNot('update', instance);
  if (conflict !== null) return { conflict };
  const set = { ...given(changes), ...endColumns(actor, end_date) };
  await tx
    .updateTable('instance')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid)
    .execute();
  await audit(tx, actor, 'instance.update', { object: uuid, project: instance.project, detail: set });
  return { done: undefined };
}
