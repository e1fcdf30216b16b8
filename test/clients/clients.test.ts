import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { Cloud } from '../e2e/cloud.ts';
import { live, pythonWithClients } from './python.ts';

const password = 'correct horse battery staple';

// each has a VM of its own, and waits for it most of the time
describe("Waldur's clients, unmodified, against real VMs", { concurrency: true }, () => {
  let cloud: Cloud;
  let python: string;
  let env: Record<string, string>;

  before(async () => {
    [cloud, python] = await Promise.all([Cloud.create(), pythonWithClients()]);
    const { body: me } = await cloud.staff.get('users/me/');
    const changed = await cloud.staff.post(`users/${me.uuid}/password/`, { password });
    assert.ok(changed.status < 300, changed.text);
    env = {
      WALDUR_URL: `${cloud.staff.url}/waldur`,
      WALDUR_TOKEN: cloud.staff.token ?? '',
      WALDUR_USERNAME: me.username,
      WALDUR_PASSWORD: password,
      WALDUR_PROJECT: 'Default project',
      WALDUR_KEY: (await readFile(`${cloud.key}.pub`, 'utf8')).trim(),
    };
  });
  after(() => cloud?.destroy());

  test('waldur-api-client takes a VM through its life', async () => {
    const steps = await live(python, 'waldur_api_client_life.py', env);
    assert.equal(steps.at(-1), 'clean up');
  });

  test('python-waldur-client takes a VM through its life', async () => {
    const steps = await live(python, 'python_waldur_client_life.py', env);
    assert.equal(steps.at(-1), 'terminate');
  });

  test('the Ansible modules take a VM through its life, and change nothing when they run twice', async () => {
    const steps = await live(python, 'ansible_life.py', env);
    assert.equal(steps.at(-1), 'clean up');
  });
});
