import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { serverProcesses } from '../../src/db/postgres/processes.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { prepareDatabase } from '../support/prepared.ts';
import { eventually } from '../support/wait.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
/** A socket like that of systemd, since Node.js has none: prints every datagram as a line. */
const RECEIVER = `socket(S, PF_UNIX, SOCK_DGRAM, 0) && bind(S, sockaddr_un(shift)) or die; $| = 1; print "bound\\n";
  while (defined recv(S, $m, 65536, 0)) { $m =~ tr/\\n/ /; print "$m\\n" }`;

// `slipway serve` as a service manager runs it
let home: string;
let receiver: ChildProcess;
let serve: ChildProcess;
const heard: string[] = [];

before(async () => {
  home = await newHome();
  const settings = await testSettings(home);
  await prepareDatabase(settings);
  const socket = join(home, 'notify');
  receiver = spawn('perl', ['-MSocket', '-e', RECEIVER, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: receiver.stdout as NodeJS.ReadableStream }).on('line', (line) => heard.push(line));
  await eventually('the socket is there', () => heard.includes('bound'));
  const { PATH } = process.env;
  const cloud = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: settings.listen, SLIPWAY_DRIVER: 'fake' };
  const env = { PATH, ...cloud, NOTIFY_SOCKET: socket, WATCHDOG_USEC: '2000000' };
  serve = spawn(process.execPath, [MAIN, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
});
after(async () => {
  serve.kill('SIGKILL');
  receiver.kill('SIGKILL');
  await removeHome(home);
});

const log = () => readFile(join(home, 'log/server.log'), 'utf8');
const lives = () => heard.filter((line) => line === 'WATCHDOG=1').length;

test('the service manager hears how the start goes, and READY once orders can be placed', async () => {
  let printed = '';
  serve.stdout?.on('data', (data: Buffer) => (printed += data.toString()));
  await eventually('it is ready', () => heard.some((line) => line.startsWith('READY=1')));
  assert.ok(heard.indexOf('STATUS=starting PostgreSQL') < heard.findIndex((line) => line.startsWith('READY=1')));
  const { pid, url } = JSON.parse(await readFile(join(home, 'run/server.json'), 'utf8')) as {
    pid: number;
    url: string;
  };
  assert.equal(pid, serve.pid, 'the process that was started is the control plane itself');
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
  await eventually('the log is on standard output too', () => printed.includes('"msg":"ready"'));
  assert.match(await log(), /"msg":"ready"/);
});

test('the watchdog hears from it while the database answers, not while it does not', async () => {
  await eventually('it lives', () => lives() >= 3);
  const processes = await serverProcesses(postgresPaths(home));
  for (const pid of processes) process.kill(pid, 'SIGSTOP');
  try {
    const missed = async () => (await log()).split('no sign of life').length - 1;
    await eventually('the database is missed', async () => (await missed()) > 0);
    const [first, signs] = [await missed(), lives()];
    await eventually('it is missed again', async () => (await missed()) > first);
    assert.equal(lives(), signs);
  } finally {
    for (const pid of processes) process.kill(pid, 'SIGCONT');
  }
  const count = lives();
  await eventually('it lives again', () => lives() > count);
});

test('told to stop it says so, takes its database along and ends with 0', async () => {
  const ended = once(serve, 'close');
  serve.kill('SIGTERM');
  assert.deepEqual(await ended, [0, null]);
  await eventually('the service manager has heard', () => heard.some((line) => line.startsWith('STOPPING=1')));
  assert.deepEqual(await serverProcesses(postgresPaths(home)), []);
});
