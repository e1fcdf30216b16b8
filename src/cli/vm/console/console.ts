import { once } from 'node:events';
import type { Command } from 'commander';
import { Problem } from '../../../common/problem.ts';
import { find } from '../../api/references.ts';
import type { ConsoleUrl } from '../../api/schema.ts';
import { openSession } from '../../api/session.ts';
import { example } from '../../terminal/example.ts';
import { oneLine } from '../../terminal/terminal.ts';
import { escapeHelp, Escapes, type Escape } from './escapes.ts';
import { rawTerminal } from './raw-terminal.ts';

/** `vm console`. */
export function registerConsole(noun: Command): void {
  const command = noun
    .command('console')
    .description('type at the serial console of a VM, whatever state it is in; Enter ~. leaves it, ~? says what else')
    .argument('<name>', 'name or UUID')
    .option('--take', 'take over typing from who has it');
  example(command, 'vm console web').action(async (name: string, { take }: { take?: true }, self: Command) => {
    const { client } = openSession(self);
    const vm = await find(client, 'vm', name);
    const { url } = await client.get<ConsoleUrl>(`openstack-instances/${vm.uuid}/console/`);
    await attach(openSocket(client.url, url), vm.name, take === true);
  });
}

/** The ticket's address, at the one by which this cloud is known here. */
function openSocket(cloud: string, ticket: string): WebSocket {
  const { pathname, search } = new URL(ticket);
  const socket = new WebSocket(`${cloud.replace(/^http/, 'ws')}${pathname}${search}`);
  socket.binaryType = 'arraybuffer';
  return socket;
}

/** Joins this terminal and the console until one of both ends. Throws `console-lost` when it was not this one. */
async function attach(socket: WebSocket, vm: string, take: boolean): Promise<void> {
  const say = (text: string): void => void process.stderr.write(`\r\n[${text}]\r\n`);
  let left = false;
  const leave = (): void => {
    left = true;
    socket.close(1000);
  };
  const escapes: Record<Escape, () => void> = {
    leave,
    take: () => socket.send(JSON.stringify({ type: 'take' })),
    size: () => socket.send(Buffer.from(windowSize())),
    help: () => say(escapeHelp.join('\r\n ')),
  };
  const reader = new Escapes();
  const type = (typed: Buffer): void => {
    for (const part of reader.read(typed))
      if (typeof part === 'string') escapes[part]();
      else socket.send(part);
  };
  socket.addEventListener('message', ({ data }: { data: ArrayBuffer | string }) => {
    if (typeof data !== 'string') process.stdout.write(Buffer.from(data));
    else say(news(JSON.parse(data) as Typist, vm));
  });
  const closed = once(socket, 'close') as Promise<[{ code: number; reason: string }]>;
  await Promise.race([once(socket, 'open'), closed]);
  const restore = rawTerminal(process.stdin);
  try {
    if (take && socket.readyState === WebSocket.OPEN) escapes.take();
    process.stdin.on('data', type).once('end', leave);
    const [{ code, reason }] = await closed;
    if (left) return;
    const why = reason === '' ? `The connection was lost (${code}).` : oneLine(reason);
    throw new Problem('console-lost', why);
  } finally {
    restore();
    process.stdin.destroy();
  }
}

interface Typist {
  user: string;
  you: boolean;
}

function news({ user, you }: Typist, vm: string): string {
  if (you) return `console of ${oneLine(vm)}: you type; Enter ~. leaves, ~? says what else`;
  return `console of ${oneLine(vm)}: ${oneLine(user)} types; Enter ~t takes over, ~. leaves`;
}

/** For a shell: a serial line does not tell it. What is no terminal has no size. */
function windowSize(): string {
  const [columns, rows] = process.stdout.isTTY ? process.stdout.getWindowSize() : [80, 24];
  return `stty rows ${rows} columns ${columns}\r`;
}
