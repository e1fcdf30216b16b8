import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { Holders } from '../../common/holders.ts';
import { clientOf } from '../../common/prefix.ts';
import { Problem } from '../../common/problem.ts';
import { answerSocket } from './malformed.ts';
import { isWebSocket, routeUpgrades } from './upgrades.ts';

/** Connections at a time, of everybody together. */
const maxConnections = 4096;
/** Refusals that are on their way at a time: what comes beyond them is cut off without a word. */
const maxRefusals = 64;
/** Headers must be there so long after a connection has begun, and after so long without a request it ends. */
const deadlines = { headersMs: 10_000, idleMs: 72_000 };

interface Bounds {
  /** How many connections one address may have; an IPv6 network of 64 bits is one address. */
  perAddress: () => number;
  /** Addresses that many come from, which have no bound of their own. */
  isProxy?: (address: string) => boolean;
  /** Hears of each one that was too many. */
  refused: () => void;
}

/** PEM texts. */
export interface TlsIdentity {
  cert: string;
  key: string;
}

/** Makes HTTP servers, with TLS when they have an identity, that answer a connection too many with 429, whatever would have come by it. */
export function boundedServer(
  { perAddress, isProxy = () => false, refused }: Bounds,
  { headersMs, idleMs } = deadlines,
  tls: TlsIdentity | null = null,
): (handler: RequestListener) => Server {
  return (handler) => {
    const options = {
      headersTimeout: headersMs,
      connectionsCheckingInterval: headersMs / 10,
      keepAliveTimeout: idleMs,
      shouldUpgradeCallback: isWebSocket,
    };
    const server =
      tls === null
        ? createServer(options, handler)
        : createTlsServer({ ...options, ...tls, handshakeTimeout: headersMs }, handler);
    // bodies have their own deadlines, for an upload takes longer than all else
    server.requestTimeout = 0;
    routeUpgrades(server);
    const open = new Holders();
    const refusals = new Holders();
    const [serve] = server.listeners('connection') as ((socket: Socket) => void)[];
    server.removeAllListeners('connection');
    server.on('connection', (socket: Socket) => {
      const address = clientOf(socket.remoteAddress ?? '');
      const most = isProxy(socket.remoteAddress ?? '') ? maxConnections : perAddress();
      const message = excess(address, open, most);
      if (message === null) {
        socket.on('close', open.hold(address));
        serve?.call(server, socket);
        return;
      }
      refused();
      if (refusals.all === maxRefusals) {
        socket.destroy();
        return;
      }
      socket.once('close', refusals.hold(address));
      // nothing that it sends is read as a request
      socket.on('error', () => socket.destroy()).resume();
      answerSocket(socket, new Problem('too-many-connections', message), randomUUID());
    });
    return server;
  };
}

/** Why one more is too many, in words; null: it is not. */
function excess(address: string, open: Holders, perAddress: number): string | null {
  if (open.of(address) >= perAddress) return `There are ${perAddress} connections from ${address} already.`;
  if (open.all < maxConnections) return null;
  return `There are ${maxConnections} connections already, as many as the server takes.`;
}
