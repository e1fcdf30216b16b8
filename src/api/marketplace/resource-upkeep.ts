import { requirePermission } from '../../identity/index.ts';
import { unlinkResource } from '../../orders/index.ts';
import type { ApiContext } from '../context.ts';
import { gone } from '../http/answers.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { reconcileRoute } from '../openstack/reconcile-route.ts';
import type { Resource } from './resource-of-path.ts';
import type { App } from '../http/app.ts';

/** What brings rows and backend together again. */
export function resourceUpkeepRoutes(app: App, { db }: ApiContext, find: Find<Resource>): void {
  const tag = 'Resources';
  const pull = routesOn(app, db, {
    tag,
    find,
    permission: ({ actor, found: { kind, project } }) =>
      requirePermission(actor, kind === 'volume' ? 'VOLUME.MANAGE' : 'INSTANCE.POWER', project),
  });
  const prefix = '/marketplace-resources/:uuid';
  reconcileRoute(pull, { prefix, one: 'a VM or an ordered volume', event: 'resource.pull' });

  routesOn(app, db, { tag, find, permission: 'CLOUD.OPERATE' })('POST', `${prefix}/unlink/`, {
    summary: 'Forget a VM or an ordered volume, also one that cannot be ended (staff)',
    refuses: [409],
    run: (tx, { actor, found }) => unlinkResource(tx, actor, found.kind, found.uuid),
    answer: gone,
  });
}
