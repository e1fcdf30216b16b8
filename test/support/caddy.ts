import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpacked } from './unpacked.ts';

export interface Caddy {
  /** File with the certificate of the authority that it made for itself, when the site speaks TLS. */
  authority: string;
  stop: () => Promise<void>;
}

/** Runs Caddy with a site of ours, whose name is of this machine, and what keeps it to `home`. */
export async function startCaddy(home: string, site: string): Promise<Caddy> {
  const authority = join(home, 'caddy', 'pki', 'authorities', 'local', 'root.crt');
  const config = join(home, 'Caddyfile');
  // else it would make the machine trust it, and listen on port 80, too
  await writeFile(config, `{\n\tskip_install_trust\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}\n`);
  const env = { PATH: process.env['PATH'], HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home };
  const program = join(await unpacked('caddy'), 'usr', 'bin', 'caddy');
  const child = spawn(program, ['run', '--adapter', 'caddyfile', '--config', config], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (/serving initial configuration/.test(log)) resolve();
    });
    child.once('error', reject).once('exit', () => reject(new Error(log)));
  });
  if (!site.startsWith('http://')) await access(authority);
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  return { authority, stop };
}
