import { Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type ApiContext, boundedServer, boundsOf, type ServedApi } from '../api/index.ts';
import { Problem } from '../common/problem.ts';
import { isPublic } from '../common/reach.ts';
import type { Settings } from '../common/settings.ts';
import type { ApiCertificate } from './api-certificate.ts';

export interface Doors {
  /** Where commands of this machine ask. */
  url: string;
  close: () => Promise<void>;
}

/** Throws `plain-http-public` when passwords and tokens would pass where the world can hear them, and nobody has said that they may. */
export function assertMayListen({ host, listen: where, tls_cert, plain_http }: Settings): void {
  if (tls_cert !== null || plain_http || !isPublic(host)) return;
  throw new Problem('plain-http-public', `The API would speak plain HTTP on ${where}, a public address.`);
}

/**
 * Opens the API where the settings say. When that speaks TLS, commands of this machine have a door of their own on its
 * loopback: they know no name that the certificate would be for.
 */
export async function listen(app: ServedApi, context: ApiContext, certificate: ApiCertificate | null): Promise<Doors> {
  const { settings } = context;
  const { host, port, listen: where, url } = settings;
  await app.listen({ host, port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    const remedy =
      'End what listens there (ss -ltnp shows it), or set SLIPWAY_LISTEN to another address, such as 127.0.0.1:8081.';
    throw new Problem('port-in-use', `Something else listens on ${where}.`, remedy, { cause });
  });
  const close = (): Promise<void> => {
    // a server that closes waits for connections, and these do not end by themselves
    context.consoles.closeAll();
    return app.close();
  };
  if (certificate === null) return { url, close };
  if (app.server instanceof TlsServer) certificate.serve(app.server);
  const local = boundedServer(boundsOf(context))(app.routing);
  await new Promise<void>((resolve) => local.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(local.address() as AddressInfo).port}`,
    async close() {
      await certificate.stop();
      local.close();
      local.closeAllConnections();
      await close();
    },
  };
}
