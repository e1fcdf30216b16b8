import type { Command } from 'commander';
import { example } from '../terminal/example.ts';
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
    .argument('[file]', 'left out: the newest that the cloud has made by itself');
  example(restore, 'restore', 'restore /root/slipway.backup').action(async (file?: string) => {
    if (!(await runServerProgram('restore', ...(file === undefined ? [] : [file])))) process.exitCode = exits.failed;
  });
}
