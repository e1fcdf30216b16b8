import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fromStored } from '../../common/problem.ts';
import type { Problem as Failure } from '../api/schema.ts';

/**
 * Runs a program of the server's room in the foreground, and returns whether it has done its work. Throws the problem that
 * it tells of.
 */
export async function runServerProgram(
  name: 'backup' | 'restore' | 'prepare-target' | 'new-database' | 'uninstall',
  ...args: string[]
): Promise<boolean> {
  const path = fileURLToPath(new URL(`../../server/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  let failure: Failure | undefined;
  child.on('message', (told) => (failure = told as Failure));
  const [code] = (await once(child, 'close')) as [number | null];
  if (failure === undefined) return code === 0;
  throw fromStored(failure);
}
