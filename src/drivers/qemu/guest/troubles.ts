import { z } from 'zod';
import type { GuestFault, GuestPause } from '../../driver.ts';

/** Events of QEMU after which a guest may stand still, or go again. */
export const STANDING_EVENTS: readonly string[] = ['STOP', 'RESUME', 'SUSPEND', 'WAKEUP'];

/** `report` and `ignore` reach the guest, or nobody; after `stop` QEMU says why by its status. */
const diskError = z.object({
  operation: z.string(),
  action: z.string(),
  reason: z.string().default(''),
  'node-name': z.string().default(''),
});
const acted = z.object({ action: z.string() });
const memoryFailure = z.object({ recipient: z.string(), action: z.string() });

/** What an event of QEMU says has befallen the guest; null: nothing, or what its status says. */
export function faultOf(event: string, data: Record<string, unknown>): { fault: GuestFault; detail: string } | null {
  if (event === 'BLOCK_IO_ERROR') {
    const { operation, action, reason, 'node-name': node } = diskError.parse(data);
    return action === 'stop' ? null : { fault: 'disk-error', detail: `${operation} of ${node}: ${reason}` };
  }
  if (event === 'GUEST_PANICKED')
    return { fault: 'panic', detail: `its kernel has panicked (${acted.parse(data).action})` };
  if (event === 'WATCHDOG')
    return { fault: 'watchdog', detail: `its watchdog has expired (${acted.parse(data).action})` };
  if (event === 'MEMORY_FAILURE') {
    const { recipient, action } = memoryFailure.parse(data);
    return { fault: 'memory-failure', detail: `memory of the host has failed (${recipient}, ${action})` };
  }
  return null;
}

/** Not yet, or not any more. */
const PASSING = ['prelaunch', 'inmigrate', 'shutdown', 'guest-panicked'];
const REASONS: Record<string, string> = {
  'io-error': 'a disk of the host has failed',
  paused: 'it was paused on the host',
  suspended: 'it has suspended itself',
  watchdog: 'its watchdog has expired',
  'internal-error': 'QEMU has an internal error',
};

const status = z.object({ status: z.string(), running: z.boolean() });
const blocks = z.array(z.object({ 'io-status': z.string().optional() }));

/** Why a guest stands still, as its QEMU has it now; null: it does not. `held`: we have told it to, for want of room. */
export async function pauseOf(
  execute: (command: string) => Promise<unknown>,
  held: boolean,
): Promise<GuestPause | null> {
  const now = status.parse(await execute('query-status'));
  if (now.running || PASSING.includes(now.status)) return null;
  if (held && now.status === 'paused') return { cause: 'no-room', reason: 'disk almost full on the host' };
  const disks = now.status === 'io-error' ? blocks.parse(await execute('query-block')) : [];
  if (disks.some((disk) => disk['io-status'] === 'nospace'))
    return { cause: 'no-room', reason: 'disk full on the host' };
  return { cause: 'other', reason: REASONS[now.status] ?? `QEMU says "${now.status}"` };
}
