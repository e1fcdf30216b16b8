import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mock, test } from 'node:test';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { followed } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { slipway } from './cli.ts';

// its guests run as far as it says, and ssh is a program of that name
mock.method(FakeDriver.prototype, 'facts', () =>
  Promise.resolve({ accelerator: 'tcg', evidence: 'As guests run in tests.', version: '1' }),
);
const cloud = await setUpCloud();
const bin = join(cloud.home, 'bin');
const env = { ...cloud.env, PATH: `${bin}:${process.env['PATH']}` };

async function sshIs(script: string): Promise<void> {
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'ssh'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

test('quickstart ends with what the guest says, else with how to look at it', async () => {
  await sshIs('echo "Host key verification failed." >&2; exit 1');
  await followed(
    'ssh-failed',
    /ssh failed: Host key[^]*Try "\.\/slipway vm ssh quickstart"; "\.\/slipway vm console-log quickstart" shows/,
    () => slipway(env, 'quickstart'),
    async () => {
      const { uuid } = JSON.parse((await slipway(env, 'vm', 'show', 'quickstart', '--json')).stdout) as {
        uuid: string;
      };
      cloud.driver.prints(uuid, 'sshd: no hostkeys available\n');
      assert.match((await slipway(env, 'vm', 'console-log', 'quickstart')).stdout, /no hostkeys available/);
      await sshIs('echo "Linux quickstart"');
      return slipway(env, 'vm', 'ssh', 'quickstart');
    },
  );
  const { code, stdout } = await slipway(env, 'quickstart');
  assert.deepEqual([code, /^\$ uname -a .*\nLinux quickstart$/m.test(stdout)], [0, true], stdout);
});
