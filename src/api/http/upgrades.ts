import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import { Problem } from '../../common/problem.ts';

/** The largest message that a client may send, bytes. */
const maxPayload = 64 * 1024;

interface Offer {
  socket: Duplex;
  /** What has been read behind the headers. */
  head: Buffer;
  accepted: boolean;
}

const offers = new WeakMap<IncomingMessage, Offer>();
const webSockets = new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload });

/** Of no other protocol: what offers one is answered as if it had not, as HTTP has it. */
export function isWebSocket({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
}

/** Sends those who want a WebSocket by the same way as every request: its log, its hooks, its routes and its refusals. */
export function routeUpgrades(server: Server): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    offers.set(request, { socket, head, accepted: false });
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket as Parameters<ServerResponse['assignSocket']>[0]);
    response.once('finish', () => socket.end());
    server.emit('request', request, response);
  });
}

/** Throws `upgrade-required` when the request is none for a WebSocket. */
export function requireUpgrade({ raw }: FastifyRequest): void {
  if (!offers.has(raw)) throw new Problem('upgrade-required', 'Only a WebSocket is answered here.');
}

/** Whether the request has become a WebSocket. */
export function isUpgraded(raw: IncomingMessage): boolean {
  return offers.get(raw)?.accepted === true;
}

/** Makes a WebSocket of the request; null: it was none by the book, or has left. */
export function acceptWebSocket({ raw }: FastifyRequest, reply: FastifyReply): Promise<WebSocket | null> {
  const offer = offers.get(raw);
  reply.hijack();
  return new Promise((resolve) => {
    if (offer === undefined || offer.socket.destroyed) return resolve(null);
    offer.socket.once('close', () => resolve(null));
    webSockets.handleUpgrade(raw, offer.socket, offer.head, (socket) => {
      offer.accepted = true;
      resolve(socket);
    });
  });
}
