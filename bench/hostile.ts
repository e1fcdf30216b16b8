import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

// Clients that take connections and keep them, each by another way to say nothing, from an address of their own. It is told
// where by its argument, and answers a message with what was begun and refused.

/** What one client would like to hold, and how many connections it begins at a time. */
const wanted = 4_000;
const atOnce = 20;
const json = 'Content-Type: application/json\r\n';

/** What is said at first, and what again and again. */
interface Way {
  said: string;
  more: string;
}

const ways: Way[] = [
  { said: '', more: '' },
  { said: 'GET /api/ HTTP/1.1\r\nHost: x\r\nX-Filler: ', more: 'x' },
  { said: `POST /api-auth/password/ HTTP/1.1\r\nHost: x\r\n${json}Content-Length: 1000000\r\n\r\n`, more: ' ' },
  { said: 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', more: '' },
];

const { hostname: host, port } = new URL(process.argv[2] ?? '');
const state = { over: false };
const counts = { begun: 0, refused: 0 };

async function hold({ said, more }: Way, localAddress: string): Promise<void> {
  const open = new Set<Socket>();
  while (!state.over) {
    for (let fresh = 0; fresh < atOnce && open.size < wanted; fresh++) {
      const socket = connect({ host, port: Number(port), localAddress });
      counts.begun++;
      open.add(socket);
      socket.on('connect', () => socket.write(said));
      socket.once('data', (bytes) => {
        if (!bytes.toString().startsWith('HTTP/1.1 429')) return;
        counts.refused++;
        open.delete(socket);
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    await sleep(100);
    if (more !== '' && Math.random() < 0.1) for (const socket of open) socket.write(more);
  }
}

process.on('disconnect', () => process.exit());
process.once('message', () => {
  state.over = true;
});
await Promise.all(ways.map((way, index) => hold(way, `127.0.1.${index + 1}`)));
process.send?.(counts);
