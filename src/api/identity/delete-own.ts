import type { Database, Tx } from '../../db/index.ts';
import { type Action, audit, requireAccount } from '../../identity/index.ts';
import { gone } from '../http/answers.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import type { App } from '../http/app.ts';

/** Registers the DELETE of what belongs to a user alone: keys and tokens. `action` is its word in the audit events. */
export function deleteOwnRoute<Found extends { uuid: string }>(
  app: App,
  db: Database,
  options: {
    path: string;
    summary: string;
    action: (found: Found) => Action;
    find: Find<Found>;
    remove: (tx: Tx, user: string, uuid: string) => Promise<unknown>;
  },
): void {
  const { path, summary, action, find, remove } = options;
  routesOn(app, db, { tag: 'Account', find })('DELETE', `/${path}/:uuid/`, {
    summary,
    permission: ({ actor }) => requireAccount(actor),
    run: async (tx, { actor, found }) => {
      await audit(tx, actor, action(found), { object: found.uuid });
      await remove(tx, actor.user, found.uuid);
    },
    answer: gone,
  });
}
