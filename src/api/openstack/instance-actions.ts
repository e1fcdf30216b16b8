import { z } from 'zod';
import { uuidOf } from '../../common/uuid.ts';
import { type InstanceView, powerActions, userData } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { scheduled } from '../http/answers.ts';
import type { Find } from '../http/preconditions.ts';
import { routesOn } from '../http/route.ts';
import { reference } from '../../common/reference.ts';
import {
  cancelAction,
  requestFlavor,
  requestPower,
  requestRebuild,
  requestRescue,
  requestUnrescue,
} from '../../actions/index.ts';
import type { App } from '../http/app.ts';

const rebuildBody = z.object({
  image: reference,
  ssh_public_key: z
    .string()
    .min(1)
    .max(8192)
    .optional()
    .describe('OpenSSH public key as text, or a reference to a stored one; left out, the keys stay'),
  user_data: userData.optional().describe('Left out, the user data stays; empty takes it away'),
});

/** What can be begun with a VM: each is `POST <prefix>/<action>/`, answered by 202 before it is done. */
export function instanceActionRoutes(
  app: App,
  { db, engine }: Pick<ApiContext, 'db' | 'engine'>,
  find: Find<InstanceView>,
  { prefix, tag, one }: { prefix: string; tag: string; one: string },
): void {
  const power = routesOn(app, db, { tag, find, permission: 'INSTANCE.POWER', refuses: [409] });
  const change = routesOn(app, db, { tag, find, permission: 'RESOURCE.UPDATE', refuses: [409] });

  for (const action of powerActions) {
    power('POST', `${prefix}/${action}/`, {
      summary: `${action[0]?.toUpperCase()}${action.slice(1)} ${one}`,
      run: (tx, { actor, found }) => requestPower(tx, engine, actor, found.uuid, action),
      answer: scheduled(action),
    });
  }
  change('POST', `${prefix}/change_flavor/`, {
    summary: `Give ${one} that is stopped another flavor; its disk grows to that of the flavor and never shrinks`,
    body: z.object({ flavor: reference }),
    run: (tx, { actor, found, body }) => requestFlavor(tx, engine, actor, found.uuid, uuidOf(body.flavor)),
    answer: scheduled('change_flavor'),
  });
  change('POST', `${prefix}/rebuild/`, {
    summary: `Set ${one} up anew from an image; addresses and data volumes stay, the system volume begins again`,
    body: rebuildBody,
    run: (tx, { actor, found, body: { image, ssh_public_key: key, user_data: text } }) => {
      const data = text === '' ? null : text;
      return requestRebuild(tx, engine, actor, found.uuid, { image: uuidOf(image), key, userData: data });
    },
    answer: scheduled('rebuild'),
  });
  change('POST', `${prefix}/rescue/`, {
    summary: `Boot a rescue image in place of the own system of ${one}, which it sees as a further disk`,
    body: z
      .object({
        image: reference.optional(),
        rescue_image: reference.optional().describe('The same in Waldur’s words'),
      })
      .nullish(),
    run: (tx, { actor, found, body }) => {
      const image = body?.image ?? body?.rescue_image;
      return requestRescue(tx, engine, actor, found.uuid, image === undefined ? undefined : uuidOf(image));
    },
    answer: scheduled('rescue'),
  });
  change('POST', `${prefix}/unrescue/`, {
    summary: `Boot the own system of ${one} again`,
    run: (tx, { actor, found }) => requestUnrescue(tx, engine, actor, found.uuid),
    answer: scheduled('unrescue'),
  });
  change('POST', `${prefix}/cancel/`, {
    summary: `Give up what is being done with ${one}, also while it waits for the guest: it is as before`,
    run: (tx, { actor, found }) => cancelAction(tx, engine, actor, found.uuid),
    answer: scheduled('cancel'),
  });
}
