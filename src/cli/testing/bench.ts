import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { example } from '../terminal/example.ts';
import { exits } from '../../common/problems/kind.ts';
import type { GlobalOptions } from '../api/session.ts';

interface Kill {
  short?: boolean;
  qemu: boolean;
  seed?: string;
}

/** Adds `slipway bench …`: each on clouds of its own, exit 1 when a promise is broken. */
export function registerBench(program: Command): void {
  const bench = program.command('bench').description('measure what is promised').helpCommand(false);
  const kill = bench
    .command('kill')
    .description('order while the control plane and its database are killed')
    .option('--short', '60 orders and 10 kills on the fake driver')
    .option('--no-qemu', 'leave the real VMs out')
    .option('--seed <number>', 'repeat a run: kills come at the same orders');
  example(kill, 'bench kill', 'bench kill --short --json').action(({ short, qemu, seed }: Kill, command: Command) =>
    runBench('kill', command, [
      ...(short === true ? ['--short'] : []),
      ...(qemu ? [] : ['--no-qemu']),
      ...(seed === undefined ? [] : ['--seed', seed]),
    ]),
  );
  const load = bench
    .command('load')
    .description('mixed traffic of many customers at once on the fake driver: errors, latencies, memory')
    .option('--clients <number>', 'at once', '64')
    .option('--seconds <number>', 'how long', '60');
  example(load, 'bench load').action(({ clients, seconds }: Record<string, string>, command: Command) =>
    runBench('load', command, ['--clients', String(clients), '--seconds', String(seconds)]),
  );
  const list = bench
    .command('list')
    .description('how long 100 items of a list take with few and with many VMs, as a ratio')
    .option('--small <number>', 'few VMs', '1000')
    .option('--large <number>', 'many VMs', '100000');
  example(list, 'bench list').action(({ small, large }: Record<string, string>, command: Command) =>
    runBench('list', command, ['--small', String(small), '--large', String(large)]),
  );
}

async function runBench(name: string, command: Command, args: string[]): Promise<void> {
  const { json = false } = command.optsWithGlobals<GlobalOptions>();
  const program = fileURLToPath(new URL(`../../bench/${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, [program, ...args, ...(json ? ['--json'] : [])], { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) process.exitCode = exits.fault;
}
