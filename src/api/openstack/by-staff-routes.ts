import { z } from 'zod';
import { setStateByHand } from '../../actions/index.ts';
import type { Database } from '../../db/index.ts';
import { unlinkResource } from '../../orders/index.ts';
import { confirmed, gone } from '../http/answers.ts';
import type { App } from '../http/app.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';

/** What the operator can say of a VM or a volume that is not as its row has it. */
export function byStaffRoutes<Found extends { uuid: string; project: string }>(
  app: App,
  db: Database,
  find: Find<Found>,
  { prefix, tag, kind, one }: { prefix: string; tag: string; kind: 'instance' | 'volume'; one: string },
): void {
  const on = routesOn(app, db, { tag, find, permission: 'CLOUD.OPERATE', refuses: [409] });
  for (const [action, state] of [
    ['set_ok', 'OK'],
    ['set_erred', 'ERRED'],
  ] as const) {
    on('POST', `${prefix}/${action}/`, {
      summary: `Say that ${one} is ${state}, when nothing is being done with it; staff only`,
      ...(state === 'OK' ? {} : { body: z.object({ error_message: z.string().max(4096).optional() }).nullish() }),
      run: (tx, { actor, found, body }) =>
        setStateByHand(tx, actor, { kind, uuid: found.uuid }, state, body?.error_message),
      answer: confirmed(`The state of the ${kind} is ${state}`),
    });
  }
  on('POST', `${prefix}/unlink/`, {
    summary: `Forget ${one}, also one that cannot be ended; staff only`,
    run: (tx, { actor, found }) => unlinkResource(tx, actor, kind, found.uuid),
    answer: gone,
  });
}
