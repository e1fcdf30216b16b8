import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../../common/problem.ts';

/** The longest path the kernel takes for a unix socket, bytes without the closing zero. */
const SOCKET_PATH_LIMIT = 107;

/**
 * Connects to a unix socket that may not be there yet, trying again until `deadline` (epoch ms) or until `alive` says
 * that nobody will ever listen. Throws a transient `Problem`.
 */
export async function connectUnix(path: string, deadline: number, alive: () => boolean): Promise<Socket> {
  if (Buffer.byteLength(path) > SOCKET_PATH_LIMIT) {
    const remedy = 'Set SLIPWAY_HOME to a directory with a shorter path.';
    throw new Problem('socket-path-too-long', `A unix socket cannot have the path ${path}`, remedy, {
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
    const socket = connect(path);
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
