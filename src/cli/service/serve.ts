import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { NODE_FLAGS } from '../../common/control-plane.ts';
import { keepFailure } from '../../common/run-files.ts';
import { readSettings, type Settings } from '../../common/settings.ts';
import { example } from '../terminal/example.ts';
import { prepareHost } from '../host/install.ts';
import { preflight } from '../host/preflight.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

export function registerServe(program: Command): void {
  const command = program
    .command('serve')
    .description('run the control plane in the foreground, for a service manager; VMs outlive it');
  example(command, 'serve').action(async () => {
    const settings = readSettings();
    await fit(settings).catch(async (error: unknown) => {
      // who looks later why it is not there has not seen what we say here
      if (existsSync(settings.home)) await keepFailure(settings.home, error, false);
      throw error;
    });
    // the service manager knows this process and waits for its word
    process.execve?.(process.execPath, [process.execPath, ...NODE_FLAGS, MAIN]);
  });
}

async function fit(settings: Settings): Promise<void> {
  await prepareHost(settings, console.error);
  await preflight(settings);
}
