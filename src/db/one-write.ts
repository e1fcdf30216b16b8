import type { Duplex } from 'node:stream';
import type pg from 'pg';

/** Has the statements that are begun in one turn of the event loop leave in one write. */
export function writeTogether(client: pg.ClientBase): void {
  const { connection } = client as unknown as { connection: { stream: Duplex } };
  const send = client.query.bind(client) as (...args: unknown[]) => unknown;
  let corked = false;
  const query = (...args: unknown[]): unknown => {
    if (!corked) {
      const { stream } = connection;
      stream.cork();
      corked = true;
      process.nextTick(() => {
        corked = false;
        stream.uncork();
      });
    }
    return send(...args);
  };
  client.query = query as pg.ClientBase['query'];
}
