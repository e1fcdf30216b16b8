import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../api/client.ts';
import { type AnswerOf, KINDS } from '../api/references.ts';
import { ApiProblem } from '../api/refusal.ts';
import type { Waiting } from '../terminal/waiting.ts';
import { withDeadline } from '../terminal/watch.ts';

const POLL_MS = 200;

/** What is made and deleted without an order. */
export type Kept = 'volume' | 'snapshot' | 'vm-backup' | 'backup-copy';

/** A volume, a snapshot or a backup once nothing is under way with it, unless nobody waits for that; null: it is gone. Throws `timeout`. */
export async function atRest<K extends Kept>(
  client: Client,
  kind: K,
  before: AnswerOf<K>,
  { wait, timeout }: Waiting,
): Promise<AnswerOf<K> | null> {
  if (!wait) return before;
  const remedy = `"./slipway ${kind} show ${before.uuid}" shows how far it is.`;
  const late = `The ${KINDS[kind].noun} has not got there within ${timeout / 1000} s.`;
  return withDeadline(timeout, late, remedy, async (signal) => {
    for (;;) {
      const now = await client
        .get<AnswerOf<K>>(`${KINDS[kind].path}/${before.uuid}/`, { signal })
        .catch((error: unknown) => {
          if (error instanceof ApiProblem && error.status === 404) return null;
          throw error;
        });
      if (now === null || now.state === 'OK' || now.state === 'ERRED') return now;
      await pause(POLL_MS, undefined, { signal });
    }
  });
}
