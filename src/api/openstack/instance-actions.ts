import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import type { Tx } from '../../db/index.ts';
import { type Permission, requirePermission } from '../../identity/index.ts';
import { type InstanceView, powerActions } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { detailSchema } from '../http/errors.ts';
import { statusSchema } from '../http/schemas.ts';
import { uuidParams } from '../http/filters.ts';
import { reference } from '../../common/reference.ts';
import { requestFlavor, requestPower, requestRebuild, requestRescue, requestUnrescue } from '../../actions/index.ts';
import type { App } from '../http/app.ts';

type Find = (request: FastifyRequest) => Promise<InstanceView>;

const flavorBody = z.object({ flavor: reference });
const rebuildBody = z.object({
  image: reference,
  ssh_public_key: z
    .string()
    .min(1)
    .max(8192)
    .optional()
    .describe('OpenSSH public key as text, or a reference to a stored one; left out, the keys stay'),
  user_data: z.string().max(65_536).optional().describe('Left out, the user data stays; empty takes it away'),
});
const rescueBody = z.object({ image: reference.optional() }).nullish();

/** What can be begun with a VM: each is `POST <prefix>/<action>/`, answered by 202 before it is done. */
export function instanceActionRoutes(
  app: App,
  { db, engine }: Pick<ApiContext, 'db' | 'engine'>,
  find: Find,
  { prefix, tag, one }: { prefix: string; tag: string; one: string },
): void {
  const answers = { 202: statusSchema, 404: detailSchema, 409: detailSchema };
  const described = (summary: string) => ({ tags: [tag], summary, params: uuidParams, response: answers });

  async function begin(
    request: FastifyRequest,
    reply: FastifyReply,
    [permission, action]: [Permission, string],
    ask: (tx: Tx, vm: string) => Promise<void>,
  ) {
    const vm = await find(request);
    requirePermission(request.actor, permission, vm.project);
    await db.transaction().execute((tx) => ask(tx, vm.uuid));
    return reply.code(202).send({ status: `${action} was scheduled` });
  }

  for (const action of powerActions) {
    const word = `${action[0]?.toUpperCase()}${action.slice(1)}`;
    app.post(`${prefix}/${action}/`, { schema: described(`${word} ${one}`) }, (request, reply) =>
      begin(request, reply, ['INSTANCE.POWER', action], (tx, vm) =>
        requestPower(tx, engine, request.actor, vm, action),
      ),
    );
  }

  const summary = `Give ${one} that is stopped another flavor; its disk grows to that of the flavor and never shrinks`;
  app.post(`${prefix}/change_flavor/`, { schema: { ...described(summary), body: flavorBody } }, (request, reply) =>
    begin(request, reply, ['RESOURCE.UPDATE', 'change_flavor'], (tx, vm) =>
      requestFlavor(tx, engine, request.actor, vm, uuidOf(request.body.flavor)),
    ),
  );

  app.post(
    `${prefix}/rebuild/`,
    {
      schema: {
        ...described(
          `Set ${one} up anew from an image; addresses and data volumes stay, the system volume begins again`,
        ),
        body: rebuildBody,
      },
    },
    (request, reply) => {
      const { image, ssh_public_key: key, user_data: text } = request.body;
      const userData = text === '' ? null : text;
      return begin(request, reply, ['RESOURCE.UPDATE', 'rebuild'], (tx, vm) =>
        requestRebuild(tx, engine, request.actor, vm, { image: uuidOf(image), key, userData }),
      );
    },
  );

  app.post(
    `${prefix}/rescue/`,
    {
      schema: {
        ...described(`Boot a rescue image in place of the own system of ${one}, which it sees as a further disk`),
        body: rescueBody,
      },
    },
    (request, reply) => {
      const image = request.body?.image;
      return begin(request, reply, ['RESOURCE.UPDATE', 'rescue'], (tx, vm) =>
        requestRescue(tx, engine, request.actor, vm, image === undefined ? undefined : uuidOf(image)),
      );
    },
  );

  app.post(`${prefix}/unrescue/`, { schema: described(`Boot the own system of ${one} again`) }, (request, reply) =>
    begin(request, reply, ['RESOURCE.UPDATE', 'unrescue'], (tx, vm) => requestUnrescue(tx, engine, request.actor, vm)),
  );
}

/** What is no UUID has been refused by its schema. */
function uuidOf(given: string): string {
  return parseUuid(given) ?? '';
}
