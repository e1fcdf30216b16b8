import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { Escapes } from '../../src/cli/vm/console/escapes.ts';
import { setUpCloud } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { environment, MAIN } from './cli.ts';
import { Operator } from './operator.ts';

const cloud = await setUpCloud();
const { ends, json } = new Operator(cloud);
await ends(0, 'vm', 'create', 'web');
const { uuid: vm } = (await json('vm', 'show', 'web')) as { uuid: string };
const children: ChildProcess[] = [];
after(() => children.forEach((child) => child.kill('SIGKILL')));

interface Terminal {
  /** All that it has shown. */
  shown: () => string;
  type: (text: string) => void;
  /** Resolves when everything has been shown. */
  ended: Promise<unknown>;
}

/** A shell on a terminal of its own, in which the command runs; it tells the modes of the terminal before and after. */
function onTerminal(): Terminal {
  const itself = `echo "pid $$"; exec ${process.execPath} ${MAIN} vm console web`;
  const command = `stty -g; sh -c '${itself}'; echo "ended $?"; stty -g`;
  const env = { ...environment(cloud.env), SHELL: '/bin/sh' };
  const child = spawn('script', ['-qfc', command, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  let all = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (all += text));
  return { shown: () => all, type: (text) => child.stdin.write(text), ended: once(child, 'close') };
}

/** The exit status of the command, and whether the terminal has its mode back. */
function outcome(shown: string): [status: string | undefined, restored: boolean] {
  const [before, afterwards] = shown.match(/^[0-9a-f]+(?::[0-9a-f]+)+/gm) ?? [];
  return [/ended (\d+)/.exec(shown)?.[1], before !== undefined && before === afterwards];
}

async function opened(): Promise<Terminal> {
  const terminal = onTerminal();
  cloud.driver.prints(vm, 'login: ');
  await eventually('the console', () => terminal.shown().includes('you type') && terminal.shown().includes('login: '));
  return terminal;
}

describe('vm console on a terminal', () => {
  test('shows and types, and is left by ~.', async () => {
    const { shown, type, ended } = await opened();
    type('root\r');
    await eventually('an echo', () => shown().includes('root'));
    type('~?');
    await eventually('help', () => shown().includes('take over typing'));
    type('\r~.');
    await ended;
    assert.deepEqual(outcome(shown()), ['0', true]);
  });

  test('gives the terminal its mode back when it is ended by a signal', async () => {
    const { shown, ended } = await opened();
    process.kill(Number(/^pid (\d+)/m.exec(shown())?.[1]), 'SIGHUP');
    await ended;
    assert.deepEqual(outcome(shown()), ['129', true]);
  });

  test('ends with the VM, and says why', async () => {
    const { shown, ended } = await opened();
    await ends(0, 'vm', 'delete', 'web', '--yes');
    await ended;
    assert.match(shown(), /no more/);
    assert.deepEqual(outcome(shown()), ['7', true]);
  });
});

test('what is typed to the command line is told from what is typed to the VM', () => {
  const reader = new Escapes();
  const read = (text: string) => reader.read(Buffer.from(text)).map((part) => part.toString());
  const cases: [typed: string, parts: string[]][] = [
    ['~.', ['leave']],
    ['ls ~.\r', ['ls ~.\r']],
    ['~', []],
    ['t', ['take']],
    ['~~.\r', ['~.\r']],
    ['~x\r', ['~x\r']],
    ['a\r~s', ['a\r', 'size']],
    ['~?~.', ['help', 'leave']],
  ];
  for (const [typed, parts] of cases) assert.deepEqual(read(typed), parts, JSON.stringify(typed));
});
