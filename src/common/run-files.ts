import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { controlPlaneFiles, startOf } from './control-plane.ts';
import { replaceFile } from './files.ts';
import { asProblem, stored } from './problem.ts';

/** Writes that this process is the control plane, or the supervisor, of a state directory; `more` are further facts. */
export async function announce(home: string, role: 'server' | 'supervisor', more: object = {}): Promise<void> {
  await write(controlPlaneFiles(home)[role], { pid: process.pid, started: startOf(process.pid), ...more });
}

/**
 * Keeps for `status` and `doctor` why a control plane has ended; `final` when nobody starts it again. Of one that was refused
 * beside another nothing is kept: that one has not ended.
 */
export async function keepFailure(home: string, error: unknown, final: boolean): Promise<void> {
  const problem = asProblem(error);
  if (problem.code === 'already-running') return;
  await write(controlPlaneFiles(home).failure, { ...stored(problem), at: new Date().toISOString(), final });
}

async function write(path: string, content: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, JSON.stringify(content));
}
