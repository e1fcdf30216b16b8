import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../../common/problem.ts';

/** The longest path the kernel takes for a unix socket, bytes without the closing zero. */
const SOCKET_PATH_LIMIT = 107;

/** Streams take this option, the types of sockets do not know it: what nobody asked for yet stays in the kernel. */
const READ_AHEAD = { readableHighWaterMark: 1 };
/** Time between two reads of what a guest says, ms. */
const PACE_MS = 10;

/**
 * Connects to a unix socket that may not be there yet, trying again until `deadline` (epoch ms) or until `alive` says
 * that nobody will ever listen. Throws a transient `Problem`.
 */
export async function connectUnix(path: string, deadline: number, alive: () => boolean): Promise<Socket> {
  if (Buffer.byteLength(path) > SOCKET_PATH_LIMIT) {
    const remedy = 'Set SLIPWAY_HOME to a directory with a shorter path.';
    throw new Problem('home-too-long', `A unix socket cannot have the path ${path}`, remedy, {
      constraint: `The kernel takes ${SOCKET_PATH_LIMIT} bytes.`,
    });
  }
  for (let wait = 2; ; wait = Math.min(wait * 1.5, 50)) {
    const result = await attempt(path);
    if (!(result instanceof Error)) return result;
    if (Date.now() >= deadline || !alive()) {
      const remedy = 'It is tried again; the log of the guest says why QEMU does not listen.';
      throw new Problem('guest-unreachable', `Nothing listens on ${path}: ${result.message}`, remedy, {
        transient: true,
        cause: result,
      });
    }
    await delay(wait);
  }
}

function attempt(path: string): Promise<Socket | Error> {
  return new Promise((resolve) => {
    const socket = connect({ path, ...READ_AHEAD });
    const failed = (error: Error): void => resolve(error);
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed);
      // A peer that goes away is told by `close`.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

/**
 * What a guest says on a socket, in a hundred chunks a second at most: a guest that writes byte by byte as fast as it
 * can would take a whole processor from us. A console so read is still twice as fast as a line of 115200 baud.
 */
export async function* paced(socket: Socket): AsyncGenerator<Buffer> {
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    yield chunk;
    await delay(PACE_MS, undefined, { ref: false });
  }
}
