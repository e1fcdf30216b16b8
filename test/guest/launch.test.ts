import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { killProcess, processOf, waitGone } from '../../src/common/processes.ts';
import { eventually, hangMs } from '../support/wait.ts';

test('a program has nothing of its control plane from its first instruction on, and needs no help of its own (T21)', async (context) => {
  const directory = mkdtempSync(join(tmpdir(), 'slipway-launch-'));
  context.after(() => rmSync(directory, { recursive: true }));
  // QEMU itself gives up new privileges, with its filter; this does nothing of the kind
  const launch = [process.execPath, join(import.meta.dirname, 'launcher.ts'), directory, 'sleep', '600'];
  const powers = ['--groups=4,27', '--inh-caps=+net_admin', '--ambient-caps=+net_admin'];
  const { stdout } = await run('setpriv', [...powers, ...launch]);
  const launched = processOf(Number(stdout)) ?? assert.fail(readFileSync(join(directory, 'log'), 'utf8'));
  context.after(async () => {
    killProcess(launched);
    await waitGone(launched, hangMs);
  });
  const at = `/proc/${launched.pid}`;
  // the programs of the chain before it had the same pid
  await eventually('the program', () => readFileSync(`${at}/comm`, 'utf8') === 'sleep\n');

  const status = readFileSync(`${at}/status`, 'utf8');
  const ids = Array.from({ length: 4 }, () => '4000001').join('\t');
  for (const field of ['Uid', 'Gid']) assert.ok(status.includes(`${field}:\t${ids}\n`), status);
  assert.match(status, /^Groups:\s*$/m);
  assert.match(status, /^NoNewPrivs:\t1$/m);
  for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) {
    assert.match(status, new RegExp(`^${set}:\t0{16}$`, 'm'));
  }
  for (const namespace of ['net', 'mnt']) {
    assert.notEqual(readlinkSync(`${at}/ns/${namespace}`), readlinkSync(`/proc/self/ns/${namespace}`));
  }
  assert.equal(readFileSync(`${at}/net/dev`, 'utf8').trim().split('\n').length, 3, 'no interface but the loopback');
  assert.match(readFileSync(`${at}/limits`, 'utf8'), /^Max core file size +0 +0/m);
  const environment = readFileSync(`${at}/environ`, 'utf8').split('\0').filter(Boolean);
  const [own, ofShell] = [['PATH', 'LANG'], ['PWD']];
  // Node gives it to every child while coverage is measured
  const names = environment.map((each) => each.split('=')[0]).filter((name) => name !== 'NODE_V8_COVERAGE');
  assert.deepEqual(new Set(names), new Set([...own, ...ofShell]));
});
