import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startOf } from '../../src/common/control-plane.ts';
import {
  commandLine,
  isAlive,
  killProcess,
  processIds,
  processOf,
  sendSignal,
  statisticsOf,
  waitGone,
  workingDirectory,
} from '../../src/common/processes.ts';
import { eventually } from '../support/wait.ts';

let dir: string;
before(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'slipway-processes-')));
});
after(() => rm(dir, { recursive: true, force: true }));

/** A process whose name looks like the fields that follow a name: `(a) Z 1 (b`. */
async function spawnOdd(): Promise<{ pid: number; exit: Promise<unknown> }> {
  const program = join(dir, 'a) Z 1 (b');
  await symlink('/bin/sleep', program).catch(() => {});
  const child = spawn(program, ['600'], { cwd: dir, stdio: 'ignore' });
  const exit = once(child, 'exit');
  await once(child, 'spawn');
  return { pid: child.pid ?? assert.fail(), exit };
}

test('a living process is known by its pid and start, whatever it is called', async () => {
  const { pid, exit } = await spawnOdd();
  const found = processOf(pid) ?? assert.fail('it lives');
  assert.ok(isAlive(found));
  assert.equal(statisticsOf(pid)?.parent, process.pid);
  assert.ok(processIds().includes(pid));
  assert.equal(workingDirectory(pid), dir);
  assert.deepEqual(commandLine(pid), [join(dir, 'a) Z 1 (b'), '600']);
  assert.match(startOf(pid) ?? '', new RegExp(`^[0-9a-f-]{36} ${found.startTime}$`));
  const other = { pid, startTime: '1' };
  killProcess(other);
  assert.ok(!isAlive(other) && isAlive(found), 'another process of the same pid is none of ours');
  assert.equal(await waitGone(found, 20), false);
  killProcess(found);
  await exit;
  assert.equal(await waitGone(found, 10_000), true);
});

test('of a process that is gone there is nothing, and a signal to it is nothing', async () => {
  const { pid, exit } = await spawnOdd();
  sendSignal(pid, 'SIGKILL');
  await exit;
  assert.deepEqual([processOf(pid), startOf(pid), workingDirectory(pid), commandLine(pid)], [null, null, null, []]);
  sendSignal(pid, 'SIGTERM');
});

test('a process that nobody reaps has ended', async () => {
  // the shell's child ends, and the program that the shell becomes does not wait for it
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 600'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  await eventually('its end', () => processOf(pid) === null);
  assert.ok(processIds().includes(pid), 'it is still in the table of processes');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
});

test('processor time is counted in milliseconds', () => {
  const used0 = process.cpuUsage();
  const from = statisticsOf(process.pid)?.cpuMs ?? assert.fail();
  for (let sum = 0, until = Date.now() + 300; Date.now() < until; ) sum += Math.sqrt(sum + 1);
  const used = process.cpuUsage(used0);
  const grown = (statisticsOf(process.pid)?.cpuMs ?? assert.fail()) - from;
  // two ticks of each kind of time, and what passes between both looks
  assert.ok(Math.abs(grown - (used.user + used.system) / 1000) <= 60, `${grown} of ${JSON.stringify(used)}`);
});
