import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { notFound, Problem } from '../../../common/problem.ts';
import { parseUuid } from '../../../common/uuid.ts';
import { type Actor, audit, authenticateByHash, digest, requirePermission, visible } from '../../../identity/index.ts';
import { findInstance, type InstanceView } from '../../../instances/index.ts';
import type { ApiContext } from '../../context.ts';
import type { App } from '../../http/app.ts';
import { actorOf, presentedToken } from '../../http/authentication.ts';
import { uuidParams } from '../../http/filters.ts';
import { routesOn } from '../../http/route.ts';
import { acceptWebSocket, requireUpgrade } from '../../http/upgrades.ts';
import { serveConsole } from './session.ts';
import { consoleTypes, issueTicket, redeemTicket, type Ticket } from './tickets.ts';

const hourMs = 3_600_000;
const urlSchema = z.object({ url: z.url() }).meta({ id: 'ConsoleUrl' });

/** A ticket for a console of a VM, as the address of a WebSocket; Waldur has it as a GET. */
export function consoleTicketRoute(
  app: App,
  { db, consoles }: Pick<ApiContext, 'db' | 'consoles'>,
  find: (request: FastifyRequest) => Promise<InstanceView>,
  { prefix, tag, one }: { prefix: string; tag: string; one: string },
): void {
  routesOn(app, db, { tag, find, permission: 'INSTANCE.CONSOLE', refuses: [409, 429] })('GET', `${prefix}/console/`, {
    summary: `Open the serial console or the screen of ${one}: the address of a WebSocket, good once and for 30 s`,
    query: z.object({
      type: z.enum(consoleTypes).default('serial').describe('`screen`: the picture of its graphics card, by RFB (VNC)'),
    }),
    answer: {
      status: 200,
      schema: urlSchema,
      body: async ({ request, reply, actor: { user }, found: { uuid: vm }, query: { type } }) => {
        consoles.requireRoom(user, vm);
        // why there is none can be told here, and not to a WebSocket
        if (type === 'screen') (await consoles.open.screen(vm)).destroy();
        reply.header('cache-control', 'no-store');
        const tokenHash = digest(presentedToken(request) ?? '');
        const ticket = await issueTicket(db, { user, tokenHash, address: request.ip, vm, type });
        return { url: `${request.base.replace(/^http/, 'ws')}/api/consoles/${vm}/?ticket=${ticket}` };
      },
    },
  });
}

/** Who has a ticket, as of now; throws `invalid-token` when they are nobody any more. */
function holderOf(db: ApiContext['db'], { tokenHash, address }: Ticket): Promise<Actor> {
  return authenticateByHash(db, tokenHash, address);
}

/** The VM, as of now; throws `not-found` or `AccessDenied` when the holder may no more. */
async function admit(db: ApiContext['db'], holder: Actor, uuid: string): Promise<InstanceView> {
  const vm = await findInstance(db, uuid, sql<boolean>`i.state <> 'TERMINATED' AND ${visible(holder, 'i.project')}`);
  if (vm === null) throw notFound();
  requirePermission(holder, 'INSTANCE.CONSOLE', vm.project);
  return vm;
}

/** The WebSocket itself: no token is needed, for a browser can send none with it, but a ticket. */
export function consoleRoutes(app: App, { db, consoles, settings }: ApiContext): void {
  const schema = { hide: true, params: uuidParams, querystring: z.object({ ticket: z.string().max(100).default('') }) };
  app.get('/consoles/:uuid/', { config: { public: true }, schema }, async (request, reply) => {
    requireUpgrade(request);
    requireOrigin(request, settings.cors_origins);
    const ticket = await redeemTicket(db, request.query.ticket, parseUuid(request.params.uuid) ?? '');
    const invalid = new Problem(
      'invalid-ticket',
      'The ticket is unknown, was used, is too old, or not for this console.',
    );
    if (ticket === null) throw invalid;
    if (presentedToken(request) !== null && (await actorOf(db, request)).user !== ticket.user) throw invalid;
    const actor = await holderOf(db, ticket);
    // from now on it is as if a token had come with the request
    request.actor = actor;
    const vm = await admit(db, actor, ticket.vm);
    const giveBack = consoles.hold(actor.user, vm.uuid);
    try {
      await audit(db, actor, 'instance.console', { object: vm.uuid, project: vm.project });
      const guest = await consoles.open[ticket.type](vm.uuid);
      const socket = await acceptWebSocket(request, reply);
      const again = async () => admit(db, await holderOf(db, ticket), ticket.vm);
      const idleMs = settings.console_idle_hours * hourMs;
      const session = { consoles, vm: vm.uuid, type: ticket.type, username: actor.username, admit: again, idleMs };
      if (socket === null) guest.destroy();
      else await serveConsole(socket, guest, session);
    } finally {
      giveBack();
    }
  });
}

/** Browsers say which page asks: one of another site may not. Programs say nothing. */
function requireOrigin({ headers: { origin }, base }: FastifyRequest, others: readonly string[]): void {
  if (origin === undefined || origin === new URL(base).origin || others.includes(origin)) return;
  throw new Problem('foreign-origin', `Pages of ${JSON.stringify(origin)} may not open consoles of this cloud.`);
}
