import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be shut: what goes through it breaks, and nothing comes through until it is opened. */
export interface Gate {
  url: string;
  shut: () => void;
  open: () => void;
  close: () => void;
}

export async function gateTo(url: string): Promise<Gate> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((here) => {
    if (!isOpen) {
      here.destroy();
      return;
    }
    const there = connect(Number(port), hostname);
    for (const socket of [here, there]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        here.destroy();
        there.destroy();
      });
    }
    here.pipe(there).pipe(here);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const shut = (): void => {
    isOpen = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shut,
    open: () => void (isOpen = true),
    close() {
      shut();
      server.close();
    },
  };
}
