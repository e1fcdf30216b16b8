import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  backupCreate,
  backupDelete,
  copyCreate,
  copyDelete,
  copyVerify,
  instanceCreate,
  instanceDelete,
  instancePurge,
  instanceClone,
  instanceRestore,
  instanceRollback,
  instanceSoftDelete,
  instanceUndelete,
  snapshotCreate,
  snapshotDelete,
  volumeCreate,
  volumeDelete,
  volumePurge,
  volumeRestore,
  volumeSoftDelete,
  workflows,
} from '../../src/workflows/index.ts';
import { Problem } from '../../src/common/problem.ts';
import type { Answer } from '../support/client.ts';
import { hold } from '../support/hold.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate } from '../support/slate.ts';
import { orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

// the workflow laws delete at every step, and kill the process there: here it is asked for through the API
const { cloud, tenant, catalogue } = await setUp();
const { db, driver } = cloud;
const { client } = tenant;
const waldur = client.in('/waldur/api');

interface Way {
  /** How the VM stands before. */
  vm: 'on' | 'off' | 'rescued';
  /** Whether the VM has the volume before, and none where no volume is in it. */
  volume?: 'free' | 'attached';
  ask: (vm: string, volume: string) => [path: string, body?: unknown];
  /** The driver's method that it stands still at. */
  at: string;
}

const action = (name: string, body?: unknown) => (vm: string) =>
  [`openstack-instances/${vm}/${name}/`, body] as [string, unknown];
const ofVolume = (name: string, body?: unknown) => (_: string, volume: string) =>
  [`openstack-volumes/${volume}/${name}/`, body] as [string, unknown];
const image = catalogue.tiny.image;

/** How a run of each workflow that a deletion can meet is begun. */
const ways: Record<string, Way> = {
  'instance.start': { vm: 'off', ask: action('start'), at: 'startGuest' },
  'instance.stop': { vm: 'on', ask: action('stop'), at: 'stopGuest' },
  'instance.restart': { vm: 'on', ask: action('restart'), at: 'startGuest' },
  'instance.resize': { vm: 'off', ask: action('change_flavor', { flavor: catalogue.small }), at: 'growVolume' },
  'instance.rebuild': { vm: 'on', ask: action('rebuild', { image }), at: 'createVolume' },
  'instance.rescue': { vm: 'on', ask: action('rescue', { image }), at: 'createVolume' },
  'instance.unrescue': { vm: 'rescued', ask: action('unrescue'), at: 'startGuest' },
  'instance.update_ports': { vm: 'on', ask: action('update_ports', []), at: 'syncPorts' },
  'instance.update_network': { vm: 'on', ask: action('update_security_groups', []), at: 'applyRouter' },
  'instance.create_image': { vm: 'off', ask: action('create_image', { name: 'captured' }), at: 'ensureImage' },
  'volume.attach': {
    vm: 'on',
    volume: 'free',
    ask: (instance, volume) => [`openstack-volumes/${volume}/attach/`, { instance }],
    at: 'syncVolumes',
  },
  'volume.detach': { vm: 'on', volume: 'attached', ask: ofVolume('detach'), at: 'syncVolumes' },
  'volume.extend': { vm: 'on', volume: 'attached', ask: ofVolume('extend', { disk_size: 4096 }), at: 'growVolume' },
};

async function posted([path, body]: [path: string, body?: unknown]): Promise<Answer> {
  const answer = await client.post(path, body);
  assert.equal(Math.floor(answer.status / 100), 2, answer.text);
  return answer;
}

async function vmThat(stands: Way['vm']): Promise<string> {
  const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
  const { body } = await posted(['marketplace-orders/', orderFor(tenant, catalogue, { networks })]);
  assert.equal((await client.settled(body.uuid)).state, 'Success');
  const vm: string = body.resource_uuid;
  if (stands !== 'on') await posted(stands === 'off' ? action('stop')(vm) : action('rescue', { image })(vm));
  await atRest(vm);
  return vm;
}

function atRest(vm: string): Promise<Answer['body']> {
  const shown = async () => (await client.get(`openstack-instances/${vm}/`)).body;
  return eventually('the VM at rest', shown, ({ state }) => state === 'OK');
}

async function volumeThat(stands: Way['volume'], vm = ''): Promise<string> {
  const { body } = await posted(['openstack-volumes/', { project: tenant.project, name: 'data', size: 2048 }]);
  await volumeSettled(client, body.uuid);
  if (stands === 'attached') await posted([`openstack-volumes/${body.uuid}/attach/`, { instance: vm }]);
  await volumeSettled(client, body.uuid);
  return body.uuid;
}

/** Has something stand still at the driver, asks for `more`, and lets it go on. */
async function meanwhile(ask: [path: string, body?: unknown], at: string, more: () => Promise<void>): Promise<void> {
  const held = hold(driver, at);
  try {
    await posted(ask);
    await held.reached;
    await more();
  } finally {
    held.release();
    driver.fault = () => {};
  }
}

async function assertGone(vm: string): Promise<void> {
  const { body } = await client.get(`marketplace-orders/?resource_uuid=${vm}&type=Terminate`);
  assert.equal(body.results.length, 1);
  assert.equal((await client.settled(body.results[0].uuid)).state, 'Success');
  assert.equal((await client.get(`openstack-instances/${vm}/`)).status, 404);
}

async function deleteVolume(volume: string): Promise<void> {
  const answer = await client.delete(`openstack-volumes/${volume}/`);
  assert.equal(answer.status, 204, answer.text);
  assert.equal(await volumeSettled(client, volume), null);
}

describe('the deletion of a VM wins over what is being done with it', () => {
  // a VM that is kept, or whose volumes are, is not deleted
  const ofBackups = [backupCreate, backupDelete, instanceRestore, instanceRollback, instanceClone];
  // what is done with copies is done with no VM
  const ofCopies = [copyCreate, copyVerify, copyDelete];
  const ofSnapshots = [snapshotCreate, snapshotDelete, volumeRestore, ...ofBackups, ...ofCopies];
  // here nothing that is deleted is kept: `deleted.test.ts`
  const ofDeleted = [instanceSoftDelete, instanceUndelete, instancePurge, volumeSoftDelete, volumePurge];
  const unmet = new Set(
    [instanceCreate, instanceDelete, volumeCreate, volumeDelete, ...ofSnapshots, ...ofDeleted].map(({ kind }) => kind),
  );
  const met = workflows.map(({ kind }) => kind).filter((kind) => !unmet.has(kind));
  test('every workflow can be met by one', () => assert.deepEqual(Object.keys(ways).sort(), met.sort()));

  for (const [kind, { vm: stands, volume: has, ask, at }] of Object.entries(ways))
    test(kind, async () => {
      const vm = await vmThat(stands);
      const volume = has === undefined ? '' : await volumeThat(has, vm);
      await meanwhile(ask(vm, volume), at, async () => {
        const { body: shown } = await client.get(`openstack-instances/${vm}/`);
        assert.deepEqual(shown.available_actions, ['cancel', 'terminate']);
        if (kind === 'volume.extend') {
          assert.equal((await client.delete(`marketplace-resources/${vm}/`)).body.code, 'in-use');
          const attributes = { action: 'force_destroy', delete_volumes: false };
          await posted([`marketplace-resources/${vm}/terminate/`, { attributes }]);
        }
        // who asks again has what was asked for
        for (let asked = 1; asked <= 2; asked++)
          assert.equal((await client.delete(`marketplace-resources/${vm}/`)).status, 204);
        const terminated = await waldur.post(`marketplace-resources/${vm}/terminate/`, {});
        assert.equal(terminated.status, 200, terminated.text);
        const { body: doomed } = await client.get(`marketplace-resources/${vm}/`);
        assert.equal(doomed.state, 'Terminating');
      });
      await assertGone(vm);
      if (has !== undefined) {
        // nobody has said of it that it may go
        const kept = await volumeSettled(client, volume);
        assert.deepEqual([kept?.state, kept?.instance], ['OK', null]);
        assert.equal(kept?.size, await driver.volumeSize(volume));
        await deleteVolume(volume);
      }
      const images = await client.get('openstack-images/?name_exact=captured');
      assert.deepEqual(images.body.results, []);
      await assertCleanSlate(db, driver, tenant.project);
    });

  test('an order to delete that waits for its beginning is not unlinked: what was under way is given up for it', async () => {
    const vm = await vmThat('on');
    await meanwhile(action('stop')(vm), 'stopGuest', async () => {
      assert.equal((await client.delete(`marketplace-resources/${vm}/`)).status, 204);
      const { body } = await client.get(`marketplace-orders/?resource_uuid=${vm}&type=Terminate`);
      const refused = await cloud.staff.post(`marketplace-orders/${body.results[0].uuid}/unlink/`, {});
      assert.deepEqual([refused.status, refused.body.code], [409, 'wrong-state'], refused.text);
    });
    await assertGone(vm);
    await assertCleanSlate(db, driver, tenant.project);
  });

  test('rescue waits for a guest that does not answer: it is cancelled, or the VM is deleted', async () => {
    const vm = await vmThat('on');
    const waiting = async (): Promise<void> => {
      await posted(action('rescue', { image })(vm));
      const step = async () => (await client.get(`openstack-instances/${vm}/`)).body.action_details.step_message;
      await eventually('the guest to be waited for', step, (message) => /waiting for the guest/.test(message ?? ''));
    };
    driver.silent = true;
    try {
      await waiting();
      const refused = await client.post(`marketplace-resources/${vm}/actions/stop/`, undefined);
      assert.match(refused.body.detail, /Wait for the end of that, or cancel it\.$/);
      await posted([`marketplace-resources/${vm}/actions/cancel/`, undefined]);
      const { runtime_state, error_message, rescue_image } = await atRest(vm);
      assert.deepEqual([error_message, rescue_image ?? null], ['', null]);
      assert.ok(['SHUTOFF', 'ACTIVE'].includes(runtime_state), runtime_state);
      await posted([`openstack-instances/${vm}/pull/`]);
      await eventually('the VM to run again', async () => (await atRest(vm)).runtime_state === 'ACTIVE');
      await waiting();
      assert.equal((await client.delete(`marketplace-resources/${vm}/`)).status, 204);
      await assertGone(vm);
    } finally {
      driver.silent = false;
    }
    await assertCleanSlate(db, driver, tenant.project);
  });

  test('a VM that is being created goes by its order: the refusal says so, and it helps', async () => {
    const held = hold(driver, 'createVolume');
    const { body } = await posted(['marketplace-orders/', orderFor(tenant, catalogue)]);
    await held.reached;
    const refused = await client.delete(`marketplace-resources/${body.resource_uuid}/`);
    assert.match(refused.body.detail, /The instance is CREATING\. Wait until it is there, or cancel its order\./);
    await posted([`marketplace-orders/${body.uuid}/cancel/`, undefined]);
    held.release();
    driver.fault = () => {};
    assert.equal((await client.settled(body.uuid)).state, 'Canceled');
    await assertCleanSlate(db, driver, tenant.project);
  });
});

describe('the deletion of a volume', () => {
  test('comes in place of its creation and of its growth', async () => {
    const created = hold(driver, 'createVolume');
    const { body } = await posted(['openstack-volumes/', { project: tenant.project, name: 'new', size: 2048 }]);
    await created.reached;
    assert.equal((await client.delete(`openstack-volumes/${body.uuid}/`)).status, 204);
    created.release();
    assert.equal(await volumeSettled(client, body.uuid), null);
    const volume = await volumeThat('free');
    await meanwhile([`openstack-volumes/${volume}/extend/`, { disk_size: 4096 }], 'growVolume', async () => {
      assert.equal((await client.delete(`openstack-volumes/${volume}/`)).status, 204);
      assert.equal((await client.delete(`openstack-volumes/${volume}/`)).status, 204);
    });
    assert.equal(await volumeSettled(client, volume), null);
    await assertCleanSlate(db, driver, tenant.project);
  });

  test('comes after it has been detached, and in place of being attached', async () => {
    const vm = await vmThat('on');
    for (const movement of ['detach', 'attach'] as const) {
      const volume = await volumeThat(movement === 'detach' ? 'attached' : 'free', vm);
      const body = movement === 'attach' ? { instance: vm } : undefined;
      await meanwhile([`openstack-volumes/${volume}/${movement}/`, body], 'syncVolumes', async () => {
        assert.equal((await client.delete(`openstack-volumes/${volume}/`)).status, 204);
        assert.equal((await client.get(`openstack-volumes/${volume}/`)).body.state, 'DELETING');
        assert.equal((await client.delete(`openstack-volumes/${volume}/`)).status, 204);
      });
      assert.equal(await volumeSettled(client, volume), null);
      await atRest(vm);
    }
    await client.remove(vm);
    await assertCleanSlate(db, driver, tenant.project);
  });

  test('fails when the guest does not let go of it, and nothing is lost; with the VM it goes', async () => {
    const vm = await vmThat('on');
    const volume = await volumeThat('attached', vm);
    const detach: [string] = [`openstack-volumes/${volume}/detach/`];
    const fails = Promise.withResolvers<void>();
    driver.fault = async (method) => {
      if (method !== 'syncVolumes') return;
      await fails.promise;
      driver.fault = () => {};
      throw new Problem('command-failed', 'The guest holds on to it.');
    };
    await posted(detach);
    assert.equal((await client.delete(`openstack-volumes/${volume}/`)).status, 204);
    fails.resolve();
    const left = await volumeSettled(client, volume);
    assert.equal(left?.state, 'OK');
    assert.match(left.error_message, /could not be detached/);
    assert.ok(await driver.hasVolume(volume));
    await meanwhile(detach, 'syncVolumes', async () => {
      assert.equal((await client.delete(`openstack-volumes/${volume}/`)).status, 204);
      assert.equal((await client.delete(`marketplace-resources/${vm}/`)).status, 204);
    });
    await assertGone(vm);
    assert.equal(await volumeSettled(client, volume), null);
    await eventually('the deletion of the volume to end', async () => {
      const open = await db.selectFrom('workflow').select('uuid').where('finished', 'is', null).execute();
      return open.length === 0;
    });
    await assertCleanSlate(db, driver, tenant.project);
  });
});
