import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newHome, removeHome, testSettings } from '../test/support/home.ts';

const program = fileURLToPath(new URL('../test/support/server-child.ts', import.meta.url));

/** Has `work` measure a control plane of its own in another process, on a driver that runs nothing, and removes it. */
export async function withServer(
  work: (cloud: { home: string; url: string; server: ChildProcess }) => Promise<void>,
  execArgv: string[] = [],
): Promise<void> {
  const home = await newHome();
  let server: ChildProcess | undefined;
  try {
    const { listen, url } = await testSettings(home);
    // a bench does in seconds what takes people days
    server = fork(program, {
      env: { ...process.env, SLIPWAY_HOME: home, SLIPWAY_LISTEN: listen, SLIPWAY_CHANGES_PER_MINUTE: '1000000' },
      execArgv,
    });
    await once(server, 'message');
    await work({ home, url, server });
  } finally {
    server?.kill('SIGKILL');
    await removeHome(home);
  }
}
