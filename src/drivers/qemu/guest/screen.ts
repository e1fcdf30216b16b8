import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { Problem } from '../../../common/problem.ts';
import { SCREEN } from './command-line.ts';
import { guestFiles } from './running.ts';
import { connectUnix } from './socket.ts';

/** Within this the QEMU of a guest answers, ms. */
const ANSWER_MS = 5000;

/**
 * A graphics card and QEMU's VNC server for it, on a unix socket alone. It shows the text of a firmware, a boot loader and a kernel
 * without a driver, too, and 8 MiB are enough for 1920x1080. Several may look at once.
 */
export function screenOptions(socket: string): { vnc: string[]; card: Record<string, unknown> } {
  return {
    vnc: ['-vnc', `unix:${socket},share=force-shared`],
    card: { driver: 'VGA', vgamem_mb: 8, addr: '0xf' },
  };
}

/** The screen of the guest of a directory. Throws `no-screen`. */
export async function openScreen(directory: string, runs: boolean): Promise<Socket> {
  if (!runs) throw new Problem('no-screen', 'The VM does not run.', 'Start it.');
  const path = join(guestFiles(directory).sockets, SCREEN);
  if (!existsSync(path))
    throw new Problem(
      'no-screen',
      'The VM was started by an older release, without a screen.',
      'Stop it, and start it again.',
    );
  return connectUnix(path, Date.now() + ANSWER_MS, () => existsSync(path));
}
