import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { miscounted } from '../../bench/kill/verdict.ts';
import { run } from '../../src/common/command.ts';
import { hangMs } from '../support/wait.ts';

const bench = fileURLToPath(new URL('../../bench/kill.ts', import.meta.url));

test('orders survive kill -9 of the control plane and of PostgreSQL', async () => {
  const { stdout, stderr } = await run(process.execPath, [bench, '--short', '--json'], {
    check: false,
    timeoutMs: hangMs,
  });
  assert.notEqual(stdout, '', stderr);
  const figures = JSON.parse(stdout) as Record<string, number>;
  const { orders, kills, database_kills, database_stops } = figures;
  assert.deepEqual(
    { orders, kills, database_kills, database_stops },
    { orders: 60, kills: 10, database_kills: 1, database_stops: 1 },
  );
  const { lost, duplicates, leaks, unfinished, failed, unexpected_answers, ended_by_itself } = figures;
  assert.deepEqual(
    { lost, duplicates, leaks, unfinished, failed, unexpected_answers, ended_by_itself },
    { lost: 0, duplicates: 0, leaks: 0, unfinished: 0, failed: 0, unexpected_answers: 0, ended_by_itself: 0 },
    `seed ${figures['seed']}: ${stderr}`,
  );
  assert.ok((figures['mttr_samples'] ?? 0) > 0, 'no fault met an unfinished order');
  // how soon, the bench itself holds: on a machine that does nothing else
});

test('the bench counts the processes of each VM: a second one, one that should be gone, one that is not there', async (context) => {
  const home = await mkdtemp(join(tmpdir(), 'slipway-count-'));
  const processes = ['one', 'two', 'two', 'deleted'].map((vm) =>
    spawn('sh', ['-c', 'echo; read _', 'sh', '-uuid', vm], { cwd: home, stdio: ['pipe', 'pipe', 'ignore'] }),
  );
  context.after(async () => {
    for (const process of processes) process.stdin.end();
    await Promise.all(processes.map((process) => once(process, 'exit')));
    await rm(home, { recursive: true });
  });
  await Promise.all(processes.map((process) => once(process.stdout, 'data')));
  const created = ['one', 'two', 'none', 'deleted'].map((vm) => ({ order: vm, name: vm, vm }));
  const { many, few } = miscounted({ created, deleted: ['deleted'] }, home);
  assert.deepEqual(many.sort(), ['VM deleted has a QEMU process', 'VM two has another QEMU process']);
  assert.deepEqual(few, ['VM none has no QEMU process']);
});
