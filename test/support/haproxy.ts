import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { unpacked } from './unpacked.ts';
import { eventually } from './wait.ts';

/** Runs HAProxy with a configuration of ours, kept in `home`, that binds `listen`. */
export async function startHaproxy(
  home: string,
  listen: string,
  configuration: string,
): Promise<{ stop: () => Promise<void> }> {
  const file = join(home, 'haproxy.cfg');
  await writeFile(file, configuration);
  const place = await unpacked('haproxy');
  const libraries = join(place, 'usr', 'lib');
  const LD_LIBRARY_PATH = (await readdir(libraries)).map((each) => join(libraries, each)).join(':');
  const program = join(place, 'usr', 'sbin', 'haproxy');
  const child = spawn(program, ['-db', '-f', file], { env: { LD_LIBRARY_PATH }, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [host = '', port = ''] = listen.split(':');
  await eventually('HAProxy', async () => {
    if (child.exitCode !== null) throw new Error(said);
    const socket = connect(Number(port), host);
    const listens = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    return listens;
  });
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return { stop };
}
