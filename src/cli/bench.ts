import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { example } from './commands.ts';
import { EXIT } from './exit.ts';
import type { GlobalOptions } from './session.ts';

const KILL = fileURLToPath(new URL('../../bench/kill.ts', import.meta.url));

/** Adds `slipway bench kill`: exit 1 when a promise is broken. */
export function registerBench(program: Command): void {
  const bench = program.command('bench').description('measure what is promised').helpCommand(false);
  const kill = bench
    .command('kill')
    .description('order while the control plane and its database are killed, on clouds of their own')
    .option('--short', '60 orders and 10 kills on the fake driver')
    .option('--no-qemu', 'leave the real VMs out')
    .option('--seed <number>', 'repeat a run: kills come at the same orders');
  example(kill, 'bench kill', 'bench kill --short --json').action(
    async (options: { short?: boolean; qemu: boolean; seed?: string }, command: Command) => {
      const { json = false } = command.optsWithGlobals<GlobalOptions>();
      const args = [
        ...(options.short === true ? ['--short'] : []),
        ...(options.qemu ? [] : ['--no-qemu']),
        ...(options.seed === undefined ? [] : ['--seed', options.seed]),
        ...(json ? ['--json'] : []),
      ];
      const child = spawn(process.execPath, [KILL, ...args], { stdio: 'inherit' });
      const [code] = (await once(child, 'close')) as [number | null];
      if (code !== 0) process.exitCode = EXIT.fault;
    },
  );
}
