import { notify } from '../../db/index.ts';
import { type Action, audit } from '../../identity/index.ts';
import type { Answer } from '../http/answers.ts';
import { doneSchema } from '../http/schemas.ts';
import type { Register } from '../http/route.ts';

/** 202: both sides are compared, in Waldur's words. */
export const pulled: Answer<unknown, typeof doneSchema> = {
  status: 202,
  schema: doneSchema,
  body: () => ({ detail: 'Pull operation was successfully scheduled.' }),
};

/** Brings rows and backend together again, before the reconciler would by itself; `event` is its word in the audit events. */
export function reconcileRoute<Found extends { uuid: string; project: string }>(
  on: Register<Found>,
  { prefix, one, event }: { prefix: string; one: string; event: Action },
): void {
  on('POST', `${prefix}/pull/`, {
    summary: `Compare ${one} with its host now`,
    run: async (tx, { actor, found: { uuid, project } }) => {
      await audit(tx, actor, event, { object: uuid, project });
      await notify(tx, 'resource_changed');
    },
    answer: pulled,
  });
}
