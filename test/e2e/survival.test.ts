import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { Answer } from '../support/client.ts';
import { Cloud } from './cloud.ts';
import { processesOf, until } from './host.ts';

type Vm = Answer['body'];

const createSteps = ['reserve', 'image', 'network', 'volumes', 'guest', 'ready'];
const deleteSteps = ['guest', 'network', 'volumes', 'release'];
const around = (steps: string[]): string[] => steps.flatMap((step) => [`${step}:before`, `${step}:after`]);

describe('a cloud whose parts are killed', () => {
  let cloud: Cloud;
  let vm: Vm;
  before(async () => {
    cloud = await Cloud.create();
  });
  after(() => cloud?.destroy());

  /** Whether the guest has booted is of no matter to what is killed, and boots cost seconds. */
  const setReadiness = (readiness: 'none' | 'agent'): Promise<unknown> =>
    cloud.db.updateTable('image').set({ readiness }).where('uuid', '=', cloud.catalogue.tiny.image).execute();

  test('kill -9 of the control plane around every step of a create and of a delete: both are finished by the next', async () => {
    await setReadiness('none');
    const deletions = around(deleteSteps);
    for (const [index, point] of around(createSteps).entries()) {
      const last = point === 'ready:after';
      if (last) await setReadiness('agent');
      await cloud.killAt(point);
      const placed = await cloud.staff.post('marketplace-orders/', await cloud.orderBody({ name: 'killed' }));
      assert.equal(placed.status, 201, placed.text);
      await cloud.gone();
      await cloud.up();
      const order = await cloud.staff.settled(placed.body.uuid);
      assert.equal(order.state, 'Success', `${point}: ${JSON.stringify(order.error)}`);
      assert.deepEqual([...cloud.qemus().keys()], [order.resource_uuid], point);
      await cloud.assertHealthy();
      vm = await cloud.vm(order.resource_uuid);
      if (last) break;

      const deletion = deletions[index % deletions.length] ?? '';
      await cloud.killAt(deletion);
      assert.equal((await cloud.staff.delete(`marketplace-resources/${vm.uuid}/`)).status, 204);
      await cloud.gone();
      await cloud.up();
      const { body } = await cloud.staff.get(`marketplace-orders/?resource_uuid=${vm.uuid}&type=Terminate`);
      assert.equal((await cloud.staff.settled(body.results[0].uuid)).state, 'Success', deletion);
      assert.equal(cloud.qemus().size, 0, deletion);
      await cloud.assertHealthy();
    }
    assert.match(await cloud.ssh(vm, 'uname -a'), /^Linux killed /);
  });

  test('a VM runs on while the control plane is killed or stopped, and is found again', async () => {
    const pid = cloud.qemus().get(vm.uuid);
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      await cloud.down(signal);
      assert.equal(cloud.qemus().get(vm.uuid), pid);
      assert.equal(await cloud.ssh(vm, 'echo still here'), 'still here');
      await cloud.up();
      const found = await cloud.vm(vm.uuid);
      assert.deepEqual([found.state, found.runtime_state], ['OK', 'active']);
      assert.equal(cloud.qemus().get(vm.uuid), pid);
      await cloud.assertHealthy();
    }
    // and it is in hand again, not only seen
    await cloud.power(vm.uuid, 'stop');
    assert.equal(cloud.qemus().size, 0);
    await cloud.power(vm.uuid, 'start');
  });

  test('a QEMU that is killed from outside is noticed at once; whether it is started again, its owner decides', async () => {
    const kill = (): number => {
      const pid = cloud.qemus().get(vm.uuid);
      assert.ok(pid);
      process.kill(pid, 'SIGKILL');
      return pid;
    };
    await cloud.staff.patch(`marketplace-resources/${vm.uuid}/`, { auto_restart: false });
    kill();
    await until(
      'the VM to be shown as stopped',
      async () => (await cloud.vm(vm.uuid)).runtime_state === 'stopped',
      2000,
    );
    await cloud.assertHealthy();

    await cloud.staff.patch(`marketplace-resources/${vm.uuid}/`, { auto_restart: true });
    await cloud.power(vm.uuid, 'start');
    const pid = kill();
    await until('the VM to be started again', () => (cloud.qemus().get(vm.uuid) ?? pid) !== pid, 2000);
    vm = await cloud.answers(vm.uuid);
    assert.equal(await cloud.ssh(vm, 'hostname'), 'killed');
  });

  test('after a reboot of the host the VMs that should run come back by themselves, the others stay off', async () => {
    const off = await cloud.order({ name: 'off' });
    await cloud.power(off.uuid, 'stop');
    await cloud.ssh(vm, 'echo kept > /root/file && sync');
    await cloud.down('SIGTERM');
    await reboot();
    await cloud.up();
    await until('the VM to be started', () => cloud.qemus().has(vm.uuid), 10_000);
    vm = await cloud.answers(vm.uuid);
    assert.equal(await cloud.ssh(vm, 'cat /root/file'), 'kept');
    assert.deepEqual([...cloud.qemus().keys()], [vm.uuid]);
    assert.equal((await cloud.vm(off.uuid)).runtime_state, 'stopped');
    await cloud.assertHealthy();
  });

  /** What a reboot takes away: processes, namespaces with all in them, the host's own links and tables. */
  async function reboot(): Promise<void> {
    const { cloud: id } = cloud.identity;
    for (const { pid } of await processesOf(cloud.home)) process.kill(pid, 'SIGKILL');
    await until('all processes to end', async () => (await processesOf(cloud.home)).length === 0);
    const { stdout } = await run('ip', ['netns', 'list']);
    for (const namespace of stdout.match(new RegExp(`^slipway-${id}-\\S+`, 'gm')) ?? []) {
      await run('ip', ['netns', 'del', namespace]);
    }
    await run('ip', ['link', 'del', cloud.names.hostLink], { check: false });
    await run('nft', ['delete', 'table', 'inet', cloud.names.hostTable]);
  }
});
