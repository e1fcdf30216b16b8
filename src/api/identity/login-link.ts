import { z } from 'zod';
import { linkMinutes, makeLoginLink, requireLinkTo } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import type { App } from '../http/app.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';

/** Registers what makes a link that logs a user in. What it says is exchanged for a token by `/api-auth/link/`. */
export function loginLinkRoute(app: App, { db, settings }: ApiContext, find: Find<{ uuid: string }>): void {
  routesOn(app, db, { tag: 'Users', find, refuses: [409] })('POST', '/users/:uuid/login_link/', {
    summary: `Make a link that logs a user in, once and within ${linkMinutes} minutes`,
    permission: ({ actor, found }) => requireLinkTo(actor, found.uuid),
    run: (tx, { actor, found }) => makeLoginLink(tx, actor, found.uuid),
    secret: true,
    answer: {
      status: 201,
      schema: z.object({ url: z.url() }).meta({ id: 'LoginLink' }),
      // what follows a # is sent to no server, and stands in no log
      body: ({ request, done }) => ({ url: `${settings.public_url ?? request.base}/#link=${done}` }),
    },
  });
}
