import { z } from 'zod';
import { audit, everyUserMay, logIn, logInByLink, revokeToken } from '../../identity/index.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { gone } from '../http/answers.ts';
import { detailSchema } from '../http/errors.ts';
import { routesOn } from '../http/route.ts';
import type { App } from '../http/app.ts';

const tokenSchema = z.object({ token: z.string() }).meta({ id: 'Login' });
const filled = z.string().min(1, 'This field may not be blank.').max(128);

/** Beside a dialect's `/api`, where Waldur has them. Nothing here or elsewhere sets or reads a cookie. */
export function loginRoutes(app: App, { db, proofs }: ApiContext, { root }: Dialect): void {
  app.post(
    `${root}/api-auth/password/`,
    {
      config: { public: true },
      schema: {
        tags: ['Account'],
        summary: 'Log in: a token for a user name and password',
        body: z.object({ username: filled, password: filled }),
        response: { 200: tokenSchema, 401: detailSchema, 503: detailSchema },
      },
    },
    ({ body, ip: address }) => logIn(db, proofs, { ...body, address }),
  );

  app.post(
    `${root}/api-auth/link/`,
    {
      config: { public: true },
      schema: {
        tags: ['Account'],
        summary: 'Log in: a token for a link that was made for it',
        body: z.object({ link: filled.describe('What stands behind `#link=` in it') }),
        response: { 200: tokenSchema, 401: detailSchema },
      },
    },
    ({ body: { link }, ip }) => logInByLink(db, link, ip),
  );

  routesOn(app, db, { tag: 'Account' })('POST', `${root}/api-auth/logout/`, {
    summary: 'End the token that the request came with',
    permission: ({ actor }) => everyUserMay(actor),
    // who repeats it has no token any more
    runAlone: ({ actor }) =>
      db.transaction().execute(async (tx) => {
        await audit(tx, actor, 'user.logout', { object: actor.token.uuid });
        await revokeToken(tx, actor.user, actor.token.uuid);
      }),
    answer: gone,
  });
}
