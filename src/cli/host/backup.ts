import type { Command } from 'commander';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { exits } from '../../common/problems/kind.ts';
import { runServerProgram } from './server-program.ts';

export function registerBackup(program: Command): void {
  const backup = program
    .command('backup')
    .description('write all records of the cloud to a file; disks and images are not in it')
    .argument('<file>');
  example(backup, 'backup /root/slipway.backup').action(async (file: string) => {
    if (!(await runServerProgram('backup', file))) process.exitCode = exits.failed;
  });
}

export function registerRestore(program: Command): void {
  const restore = program
    .command('restore')
    .description('bring the records of a cloud back from a backup; "up" then finds its VMs and disks')
    .argument('[file]', 'left out: the newest that the cloud has made by itself')
    .option(
      '--from <target>',
      'in place of a file: a target of copies of backups by its name in slipway.toml, or its directory',
    )
    .option('--key <file>', 'a file with the words of the key of that target')
    .option('--cloud <uuid>', 'which cloud, where the target has several');
  const examples = [
    'restore',
    'restore /root/slipway.backup',
    'restore --from /mnt/nas/slipway --key /root/targets.key',
  ];
  example(restore, ...examples).action(async (file: string | undefined, options: Record<string, string>) => {
    const { from, key } = options;
    if ((from === undefined) !== (key === undefined))
      throw usage('--from and --key come together.', 'Give both: the target, and a file with its key.');
    const place = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    if (!(await runServerProgram('restore', ...place, ...(file === undefined ? [] : [file]))))
      process.exitCode = exits.failed;
  });
}
