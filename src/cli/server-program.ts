import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Runs a program of the server's room in the foreground, and returns whether it has done its work. */
export async function runServerProgram(name: 'backup' | 'restore' | 'uninstall', ...args: string[]): Promise<boolean> {
  const path = fileURLToPath(new URL(`../server/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
}
