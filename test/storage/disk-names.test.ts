import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();

async function done(path: string, body: object, status = 202): Promise<string> {
  const answer = await tenant.client.post(path, body);
  assert.equal(answer.status, status, answer.text);
  return answer.body?.uuid;
}

async function makeVm(): Promise<string> {
  const order = await done('marketplace-orders/', orderFor(tenant, catalogue, {}), 201);
  return (await tenant.client.settled(order)).resource_uuid;
}

async function makeVolume(): Promise<string> {
  const volume = await done('openstack-volumes/', { project: tenant.project, name: 'data', size: 1024 }, 201);
  await volumeSettled(tenant.client, volume);
  return volume;
}

async function act(volume: string, action: string, body: object = {}): Promise<void> {
  await done(`openstack-volumes/${volume}/${action}/`, body);
  assert.equal((await volumeSettled(tenant.client, volume))?.state, 'OK');
}

test('a volume is the same disk before and after its VM boots anew, whatever came and went', async () => {
  const vm = await makeVm();
  /** The volumes that the running guest has, as the backend has them. */
  const disks = async () => (await cloud.driver.guest(vm)).volumes.map(({ id }) => id);
  const state = async () => (await tenant.client.get(`marketplace-resources/${vm}/`)).body.state;
  const [system] = await disks();
  const volumes = [await makeVolume(), await makeVolume(), await makeVolume(), await makeVolume()];
  // The names as Linux gives them: the first free one to what is plugged, and all anew at a boot.
  let names: (string | undefined)[] = [];
  const attach = async (index: number) => {
    const [volume] = volumes.splice(index % volumes.length, 1) as [string];
    const free = names.includes(undefined) ? names.indexOf(undefined) : names.length;
    names[free] = volume;
    await act(volume, 'attach', { instance: vm });
  };
  const detach = async (index: number) => {
    const attached = names.filter((name) => name !== undefined);
    const volume = attached[index % attached.length] as string;
    names[names.indexOf(volume)] = undefined;
    volumes.push(volume);
    await act(volume, 'detach');
  };
  const boot = async () => {
    await done(`marketplace-resources/${vm}/actions/restart/`, {});
    await eventually('the VM at rest', state, (is) => is === 'OK');
    names = names.filter((name) => name !== undefined);
    assert.deepEqual(await disks(), [system, ...names]);
  };
  for (const [attached, gone, more] of [
    [3, [0], 1],
    [1, [1, 0], 2],
    [0, [2, 0], 0],
    [0, [0], 2],
  ] as const) {
    for (let index = 0; index < attached; index++) await attach(index);
    await boot();
    for (const index of gone) await detach(index);
    for (let index = 0; index < more; index++) await attach(index + 1);
    await boot();
  }
});
