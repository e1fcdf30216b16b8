import type { Command } from 'commander';
import { exits } from '../../common/problems/kind.ts';
import { example } from '../terminal/example.ts';
import { runServerProgram } from './server-program.ts';

export function registerTarget(program: Command): void {
  const noun = program
    .command('target')
    .helpCommand(false)
    .description('places for copies of backups, which slipway.toml names as [targets.NAME]');
  const prepare = noun
    .command('prepare')
    .description('make the place of this cloud on a target, and the key of all targets if there is none yet')
    .argument('<name>', 'as slipway.toml has it');
  example(prepare, 'target prepare nas').action(async (name: string) => {
    if (!(await runServerProgram('prepare-target', name))) process.exitCode = exits.failed;
  });
}
