import type { Socket } from 'node:net';
import { plainAddress } from '../../common/prefix.ts';

interface Asked {
  /** As the client wrote it. */
  host: string | undefined;
  protocol: string;
  /** The connection that it came by. */
  socket: Pick<Socket, 'localAddress' | 'localPort'>;
  /** By a proxy that is trusted. */
  proxied: boolean;
}

/**
 * What links begin with: where people reach the cloud, or the address that the connection came to. A name that a client
 * makes up is in no answer: somebody else could be led there by one that a cache or an `Idempotency-Key` has kept.
 */
export function baseUrl({ host, protocol, socket, proxied }: Asked, publicUrl: string | null): string {
  const address = plainAddress(socket.localAddress ?? '127.0.0.1');
  const usual = protocol === 'https' ? 443 : 80;
  const port = socket.localPort ?? usual;
  const at = (name: string): string => (port === usual ? name : `${name}:${port}`);
  const here = at(address.includes(':') ? `[${address}]` : address);
  const direct = !proxied && (host === here || host === at('localhost'));
  if (publicUrl !== null && !direct) return publicUrl;
  return `${protocol}://${direct ? host : here}`;
}
