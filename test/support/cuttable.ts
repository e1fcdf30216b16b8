import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import type { TestDatabase } from './databases.ts';

/** A way to a database that can be cut. */
export interface Cuttable {
  /** For SLIPWAY_DATABASE_URL. */
  url: string;
  port: number;
  /** `hang up`: what is open ends, and nothing new is let in. `fall silent`: nothing passes, and nobody is told. */
  cut: (how: 'hang up' | 'fall silent') => void;
  mend: () => void;
  close: () => Promise<void>;
}

/** Opens a port that leads to the socket of a database. */
export async function cuttable({ connection, name }: Pick<TestDatabase, 'name' | 'connection'>): Promise<Cuttable> {
  const socket = `${connection.host}/.s.PGSQL.${connection.port}`;
  const open = new Set<Socket>();
  let state: 'whole' | 'hang up' | 'fall silent' = 'whole';
  const server = createServer((client) => {
    if (state === 'hang up') {
      client.destroy();
      return;
    }
    const database = createConnection(socket);
    const ends = [client, database];
    for (const [from, to] of [ends, ends.toReversed()] as [Socket, Socket][]) {
      open.add(from);
      from.on('data', (data) => state !== 'fall silent' && to.write(data));
      // what falls silent says nothing of an end either
      from.on('close', () => {
        open.delete(from);
        if (state !== 'fall silent') to.destroy();
      });
      from.on('error', () => {});
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hangUp = (): void => open.forEach((each) => each.destroy());
  return {
    url: `postgresql://${connection.user}@127.0.0.1:${port}/${name}`,
    port,
    cut(how) {
      state = how;
      if (how === 'hang up') hangUp();
    },
    mend() {
      // what has lost some of its bytes is of no use any more
      if (state === 'fall silent') hangUp();
      state = 'whole';
    },
    async close() {
      hangUp();
      server.close();
      await once(server, 'close');
    },
  };
}
