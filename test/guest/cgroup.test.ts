import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Lab, tracesOf } from './lab.ts';

describe('the cgroup of a guest', () => {
  const lab = new Lab();
  before(() => lab.start());
  after(() => lab.close());

  const groupsOf = (guest: string): string[] =>
    tracesOf(lab, guest).filter((path) => path.startsWith('/sys/fs/cgroup'));
  /** What a file of the guest's groups says, in whichever hierarchies have it. */
  const said = (guest: string, file: string): string[] => {
    const paths = groupsOf(guest).map((group) => join(group, file));
    return paths.filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8').trim());
  };
  /** The hierarchies with limits in which its QEMU is anywhere else. */
  const outside = (guest: string): string[] => {
    const lines = readFileSync(`/proc/${lab.pid(guest)}/cgroup`, 'utf8').split('\n');
    const limiting = lines.filter((line) => /^\d+:(.*,)?(memory|cpu|pids|name=systemd)(,.*)?:/.test(line));
    // cgroup v2 has one for all
    const counted = limiting.length > 0 ? limiting : lines.filter((line) => line.startsWith('0::'));
    assert.ok(counted.length > 0);
    return counted.filter((line) => !line.endsWith(`:/slipway-${lab.names.settings.cloud}/${guest}`));
  };

  test('holds its QEMU from its start on, and again after a start that finds it elsewhere (T21)', async () => {
    const spec = await lab.guest('deaf', { slot: 15 });
    await lab.guests.startGuest(spec);
    assert.deepEqual(outside(spec.id), []);
    // as when its controller was killed in between
    for (const group of groupsOf(spec.id)) writeFileSync(join(group, '../../cgroup.procs'), String(lab.pid(spec.id)));
    assert.notDeepEqual(outside(spec.id), []);
    await lab.guests.startGuest(spec);
    assert.deepEqual(outside(spec.id), []);
    await lab.guests.removeGuest(spec.id);
  });

  test('limits memory, processes and CPU time to what the guest has and QEMU takes (T21)', async () => {
    const spec = await lab.guest('deaf', { slot: 16 });
    await lab.guests.startGuest(spec);
    const memory = [...said(spec.id, 'memory.max'), ...said(spec.id, 'memory.limit_in_bytes')];
    for (const bytes of memory) assert.equal(Number(bytes), (spec.memoryMiB + 256) * 2 ** 20);
    for (const tasks of said(spec.id, 'pids.max')) assert.equal(tasks, '512');
    const quotas = [...said(spec.id, 'cpu.max'), ...said(spec.id, 'cpu.cfs_quota_us')];
    for (const quota of quotas) assert.equal(Number.parseInt(quota, 10), (spec.vcpus + 0.25) * 100_000);
    await lab.guests.removeGuest(spec.id);
  });

  test('a QEMU that takes too much memory is ended by the kernel, which is told (T21)', async (context) => {
    const spec = await lab.guest('deaf', { slot: 19 });
    await lab.guests.startGuest(spec);
    const pid = lab.pid(spec.id);
    const group = tracesOf(lab, spec.id).find((path) => existsSync(join(path, 'memory.stat')));
    if (group === undefined) return context.skip('no memory controller on this machine');
    // it would choose the largest one, which is the other
    writeFileSync(`/proc/${pid}/oom_score_adj`, '1000');
    const hungry = spawn('sh', ['-c', 'echo $$ > "$1" && exec tail /dev/zero', 'sh', join(group, 'cgroup.procs')]);
    // it may be the next one that the kernel ends
    const ended = once(hungry, 'exit');
    try {
      const { reason, byGuest } = await lab.stopped(spec.id);
      assert.match(reason, /took more memory than its guest may have/);
      assert.equal(byGuest, false);
    } finally {
      hungry.kill('SIGKILL');
      await ended;
    }
    await lab.guests.removeGuest(spec.id);
  });
});
