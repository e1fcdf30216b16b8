import type { Command } from 'commander';
import { example } from '../../terminal/example.ts';
import { usage } from '../../terminal/exit.ts';
import { sshFlags, target } from './arguments.ts';
import { findReach } from './kept.ts';
import { endAs } from './ssh.ts';

/** `vm cp`. */
export function registerCopy(noun: Command): void {
  example(
    noun
      .command('cp')
      .description('copy files to or from a VM with scp; a path in the VM is NAME:PATH')
      .argument('<paths...>', 'what, and last where to')
      .option('-r, --recursive', 'directories with all that is in them'),
    'vm cp site.tar.gz web:/var/www/',
    'vm cp -r web:/var/log .',
  ).action(async (paths: string[], { recursive }: { recursive?: true }, command: Command) => {
    const names = new Set(paths.flatMap((path) => vmOf(path) ?? []));
    const [name] = names;
    if (paths.length < 2 || name === undefined || names.size > 1) {
      const remedy =
        'Write it like "vm cp FILE NAME:PATH" or "vm cp NAME:PATH FILE"; from VM to VM by way of this machine.';
      throw usage('What shall be copied between this machine and which one VM?', remedy);
    }
    const found = await findReach(command, name);
    const { reach, dir } = found;
    const host = reach.address.includes(':') ? target({ ...reach, address: `[${reach.address}]` }) : target(reach);
    const named = paths.map((path) => (vmOf(path) === null ? path : `${host}${path.slice(name.length)}`));
    const options = recursive === true ? ['-r'] : [];
    await endAs([...options, ...sshFlags(reach, dir), '--', ...named], found, 'scp');
  });
}

/** The VM of `web:/etc/hosts`; null for a file of this machine, which is what has a slash before its colon, as scp has it. */
function vmOf(path: string): string | null {
  const [, name] = /^([^:/\\]+):/.exec(path) ?? [];
  // C:\ is no VM
  return name === undefined || (process.platform === 'win32' && name.length === 1) ? null : name;
}
