import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { hold } from '../support/hold.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
afterEach(() => {
  cloud.driver.fault = () => {};
});

async function place(): Promise<{ order: string; vm: string }> {
  const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
  assert.equal(answer.status, 201, answer.text);
  return { order: answer.body.uuid, vm: answer.body.resource_uuid };
}

async function newVm(): Promise<string> {
  const { order, vm } = await place();
  assert.equal((await tenant.client.settled(order)).state, 'Success');
  return vm;
}

const uuidOf = ({ uuid }: { uuid: string }): string => uuid;

/** Does a power action and waits until the VM is settled again. */
async function act(vm: string, action: string): Promise<void> {
  const answer = await tenant.client.post(`marketplace-resources/${vm}/actions/${action}/`, {});
  assert.equal(answer.status, 202, answer.text);
  const { uuid } = await cloud.db
    .selectFrom('workflow')
    .select('uuid')
    .where('subject', '=', vm)
    .orderBy('created', 'desc')
    .executeTakeFirstOrThrow();
  const query = cloud.db.selectFrom('workflow').select('state').where('uuid', '=', uuid);
  const state = async (): Promise<string> => (await query.executeTakeFirstOrThrow()).state;
  const ended = await eventually(`the end of the ${action}`, state, (now) => now !== 'running');
  assert.equal(ended, 'succeeded');
}

describe('a VM', () => {
  test('is stopped, started and restarted; what cannot be done now is 409, what never can 400', async () => {
    const vm = await newVm();
    const read = async () => (await tenant.client.get(`marketplace-resources/${vm}/`)).body;
    const refuse = async (action: string, status: number, words: RegExp) => {
      const answer = await tenant.client.post(`marketplace-resources/${vm}/actions/${action}/`, {});
      assert.equal(answer.status, status);
      assert.match(answer.text, words);
    };
    await refuse('start', 409, /already active/);
    await act(vm, 'stop');
    assert.deepEqual([(await read()).runtime_state, await cloud.driver.guestState(vm)], ['stopped', 'stopped']);
    assert.equal((await read()).readiness.ready, false);
    await refuse('stop', 409, /already stopped/);
    await refuse('restart', 409, /start instance first/);
    await act(vm, 'start');
    await act(vm, 'restart');
    assert.deepEqual([(await read()).runtime_state, await cloud.driver.guestState(vm)], ['active', 'running']);
    await refuse('explode', 400, /not an action.*start, stop, restart/);
    await tenant.client.remove(vm);
    await refuse('start', 409, /The instance is TERMINATED/);
  });

  test('while it is created nothing else can be done with it', async () => {
    const { reached, release } = hold(cloud.driver, 'startGuest');
    const { order, vm } = await place();
    await reached;
    const answers = [
      await tenant.client.post(`marketplace-resources/${vm}/actions/stop/`, {}),
      await tenant.client.patch(`marketplace-resources/${vm}/`, { name: 'other' }),
      await tenant.client.delete(`marketplace-resources/${vm}/`),
    ];
    for (const { status, body } of answers) {
      assert.equal(status, 409);
      assert.match(body.detail, /Valid states for operation: OK.*The instance is CREATING/);
    }
    release();
    await tenant.client.settled(order);
    await tenant.client.remove(vm);
  });

  test('is renamed and described; its console log is a JSON string', async () => {
    const vm = await newVm();
    const url = `marketplace-resources/${vm}/`;
    const changed = await tenant.client.patch(url, { name: 'web-1.example', description: 'Ünïcode, "quotes" & more' });
    assert.equal(changed.status, 200);
    assert.deepEqual([changed.body.name, changed.body.description], ['web-1.example', 'Ünïcode, "quotes" & more']);
    const bad = await tenant.client.patch(url, { name: '-bad', description: 7 });
    assert.equal(bad.status, 400);
    assert.deepEqual(Object.keys(bad.errors).sort(), ['description', 'name']);
    assert.equal((await tenant.client.patch(url, {})).status, 400);
    assert.deepEqual((await tenant.client.get(`${url}console_log/`)).body, '');
    await tenant.client.remove(vm);
  });

  test('is found by its labels, which are replaced as a whole', async () => {
    const labels = { role: 'web', 'example.com/tier': 'a:b', empty: '' };
    const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { metadata: labels }));
    const { uuid, resource_uuid: vm } = answer.body;
    assert.equal((await tenant.client.settled(uuid)).state, 'Success', answer.text);
    const other = await newVm();
    const found = async (...wanted: string[]) => {
      const query = wanted.map((each) => `metadata=${encodeURIComponent(each)}`).join('&');
      const lists = ['openstack-instances', 'marketplace-resources'].map((list) =>
        tenant.client.get(`${list}/?${query}`),
      );
      const [instances, resources] = (await Promise.all(lists)).map(({ body }) => body.results.map(uuidOf));
      assert.deepEqual(instances, resources);
      return instances;
    };
    assert.deepEqual(await found('role:web', 'empty:', 'example.com/tier:a:b'), [vm]);
    assert.deepEqual(await found('empty'), [vm]);
    for (const none of ['role:we', 'role:', 'web', 'ROLE']) assert.deepEqual(await found('role', none), []);

    const instance = `openstack-instances/${vm}/`;
    const set = await tenant.client.post(`${instance}set_metadata/`, { metadata: { role: 'db' } });
    assert.deepEqual([set.status, Object.keys(set.body)], [202, ['status']]);
    assert.deepEqual((await tenant.client.get(instance)).body.metadata, { role: 'db' });
    const events = await tenant.client.get(`events/?scope=${vm}&page_size=1`);
    assert.match(events.text, /"role":"db"/);
    const changed = await tenant.client.patch(`marketplace-resources/${other}/`, { metadata: { role: 'db' } });
    assert.deepEqual(changed.body.metadata, { role: 'db' });
    assert.deepEqual(new Set(await found('role:db')), new Set([vm, other]));
    assert.equal((await tenant.client.post(`${instance}set_metadata/`, {})).status, 400);
    await Promise.all([vm, other].map((each) => tenant.client.remove(each)));
  });

  test('T9 no field that names the backend, the host or another owner is taken from a tenant', async () => {
    const hostile = {
      backend_id: '1',
      host: 'other',
      uuid: tenant.project,
      slot: 1,
      state: 'OK',
      project: cloud.project,
      project_uuid: cloud.project,
      runtime_state: 'active',
      created_by: tenant.project,
      reserved: false,
    };
    const names = (errors: unknown) => Object.keys(errors as object).sort();
    const { project, ...beside } = hostile;
    const refused = await tenant.client.post('marketplace-orders/', {
      ...beside,
      ...orderFor(tenant, catalogue, hostile),
    });
    assert.deepEqual([refused.status, names(refused.errors)], [400, ['attributes', ...names(beside)].sort()]);
    assert.deepEqual(names(refused.errors['attributes']), names({ ...beside, project }));
    const answer = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
    await tenant.client.settled(answer.body.uuid);
    const url = `marketplace-resources/${answer.body.resource_uuid}/`;
    const changed = await tenant.client.patch(url, { ...hostile, description: 'x' });
    assert.deepEqual([changed.status, names(changed.errors)], [400, names(hostile)]);
    const query = cloud.db.selectFrom('instance').select(['project', 'created_by', 'reserved', 'description']);
    const row = await query.where('uuid', '=', answer.body.resource_uuid).executeTakeFirstOrThrow();
    assert.deepEqual(row, { project: tenant.project, created_by: tenant.user, reserved: true, description: '' });
    await tenant.client.remove(answer.body.resource_uuid);
  });
});
