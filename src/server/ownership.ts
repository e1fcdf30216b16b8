import { spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../common/problem.ts';

/**
 * Makes this process the only control plane (or the only supervisor of one) of a state directory, until it ends, however
 * it ends, or calls what is returned. Throws `already-running` when another one is.
 */
export async function ownHome(
  home: string,
  role: 'control plane' | 'supervisor' = 'control plane',
): Promise<() => Promise<void>> {
  const file = await open(join(home, role === 'supervisor' ? 'supervisor.lock' : 'lock'), 'a', 0o600);
  // the lock belongs to the open file that is lent to flock, so it stays when flock has ended
  const { status } = spawnSync('flock', ['--nonblock', '3'], { stdio: ['ignore', 'ignore', 'ignore', file.fd] });
  if (status === 0) return () => file.close();
  await file.close();
  throw new Problem('already-running', `A ${role} of ${home} already runs.`);
}
