import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../api/client.ts';
import type { Snapshot, Volume } from '../api/schema.ts';
import { KINDS } from '../api/references.ts';
import { ApiProblem } from '../api/refusal.ts';
import type { Waiting } from '../terminal/waiting.ts';
import { withDeadline } from '../terminal/watch.ts';

const POLL_MS = 200;

/** A volume or a snapshot once nothing is under way with it, unless nobody waits for that; null: it is gone. Throws `timeout`. */
export async function atRest<T extends Volume | Snapshot>(
  client: Client,
  kind: 'volume' | 'snapshot',
  before: T,
  { wait, timeout }: Waiting,
): Promise<T | null> {
  if (!wait) return before;
  const remedy = `"./slipway ${kind} show ${before.uuid}" shows how far it is.`;
  const late = `The ${kind} has not got there within ${timeout / 1000} s.`;
  return withDeadline(timeout, late, remedy, async (signal) => {
    for (;;) {
      const now = await client.get<T>(`${KINDS[kind].path}/${before.uuid}/`, { signal }).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      });
      if (now === null || now.state === 'OK' || now.state === 'ERRED') return now;
      await pause(POLL_MS, undefined, { signal });
    }
  });
}
