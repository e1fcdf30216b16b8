import type { Command } from 'commander';
import type { GlobalOptions } from '../../api/session.ts';
import { example } from '../../terminal/example.ts';
import { usage } from '../../terminal/exit.ts';
import { say } from '../../terminal/output.ts';
import { sshFlags, target } from './arguments.ts';
import { findReach } from './kept.ts';
import { endAs } from './ssh.ts';

/** `vm forward`. */
export function registerForward(noun: Command): void {
  example(
    noun
      .command('forward')
      .description('lead ports of this machine to a VM, through ssh, until Ctrl-C')
      .argument('<name>', 'name or UUID')
      .argument('<ports...>', '80, 8080:80, or 8080:HOST:80 for a host that the VM reaches'),
    'vm forward web 8080:80',
    'vm forward web 5432 8080:80',
  ).action(async (name: string, ports: string[], _options, command: Command) => {
    const forwards = ports.map(readForward);
    const found = await findReach(command, name);
    const { reach, dir } = found;
    for (const { from, host, to } of forwards) {
      const where = host === 'localhost' ? `port ${to} of ${reach.name}` : `${host}:${to}`;
      say(command.optsWithGlobals<GlobalOptions>(), `127.0.0.1:${from} leads to ${where} until Ctrl-C.`);
    }
    const flags = forwards.flatMap(({ from, host, to }) => ['-L', `127.0.0.1:${from}:${host}:${to}`]);
    const options = ['-N', '-o', 'ExitOnForwardFailure=yes', ...flags];
    await endAs([...options, ...sshFlags(reach, dir), target(reach)], found);
  });
}

function readForward(text: string): { from: number; host: string; to: number } {
  const [, first = '', host = 'localhost', last = first] =
    /^(\d{1,5})(?:(?::([\w.-]+|\[[\da-f:]+\]))?:(\d{1,5}))?$/i.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if ([from, to].every((port) => port >= 1 && port <= 65_535)) return { from, host, to };
  throw usage(`"${text}" is no port to forward.`, 'Give ports from 1 to 65535: 80, 8080:80, or 8080:HOST:80.');
}
