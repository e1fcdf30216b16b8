import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Answer } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { keyLine } from '../support/keys.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp({ quota_vcpus: 4 });
const { client } = tenant;
const waldur = client.in('/waldur/api');

/** A VM of the tenant with a floating IP, as after its order. */
async function order(name: string): Promise<string> {
  const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
  const placed = await client.post('marketplace-orders/', orderFor(tenant, catalogue, { name, networks }));
  assert.equal(placed.status, 201, placed.text);
  assert.equal((await client.settled(placed.body.uuid)).state, 'Success');
  return placed.body.resource_uuid;
}

async function vmOf(uuid: string): Promise<Answer['body']> {
  return (await client.get(`marketplace-resources/${uuid}/`)).body;
}

/** Begins an action and returns the VM once it is over. */
async function act(uuid: string, action: string, body?: object): Promise<Answer['body']> {
  const answer = await waldur.post(`openstack-instances/${uuid}/${action}/`, body);
  assert.deepEqual([answer.status, answer.body], [202, { status: `${action} was scheduled` }], answer.text);
  return settled(uuid);
}

function settled(uuid: string): Promise<Answer['body']> {
  return eventually(
    'the VM at rest',
    () => vmOf(uuid),
    ({ state }) => state === 'OK',
  );
}

async function refused(uuid: string, action: string, status: number, says: RegExp, body?: object): Promise<void> {
  const answer = await waldur.post(`openstack-instances/${uuid}/${action}/`, body);
  assert.equal(answer.status, status, answer.text);
  assert.match(answer.text, says);
}

describe('what can be done with a VM', () => {
  test('power, in the words and codes of Waldur', async () => {
    const vm = await order('power');
    await refused(vm, 'start', 409, /Instance is already active\./);
    assert.equal((await act(vm, 'stop')).runtime_state, 'stopped');
    await refused(vm, 'stop', 409, /Instance is already stopped\./);
    await refused(vm, 'restart', 409, /Please start instance first\./);
    assert.equal((await act(vm, 'start')).runtime_state, 'active');
    assert.equal((await act(vm, 'restart')).runtime_state, 'active');
    assert.equal((await waldur.send('DELETE', `openstack-instances/${vm}/`)).status, 405);
    assert.equal((await waldur.get(`openstack-instances/${vm}/console_log/?length=10`)).status, 200);
    assert.equal((await waldur.post(`openstack-instances/${vm}/pull/`, undefined)).status, 202);
    const dance = await client.post(`marketplace-resources/${vm}/actions/dance/`, undefined);
    assert.deepEqual([dance.status, Object.keys(dance.errors)], [400, ['action']]);
    await client.remove(vm);
  });

  test('one object by two families of paths, found by scope, and gone as an instance once it is terminated', async () => {
    const vm = await order('both');
    const bare = vm.replaceAll('-', '');
    const { body: instance } = await waldur.get(`openstack-instances/${vm}/`);
    const { body: resource } = await waldur.get(`marketplace-resources/${vm}/`);
    assert.deepEqual([instance.uuid, instance.marketplace_resource_uuid, resource.uuid], [bare, bare, bare]);
    assert.equal(resource.scope, instance.url);
    assert.equal('server_group' in instance, false);
    assert.deepEqual(instance.internal_ips_set, instance.ports);
    assert.equal(instance.ports[0].fixed_ips[0].ip_address, instance.internal_ips[0]);
    assert.equal(instance.floating_ips[0].address, instance.external_ips[0]);
    assert.deepEqual(resource.backend_metadata, {
      state: 'OK',
      runtime_state: 'ACTIVE',
      action: '',
      instance_name: 'both',
    });
    assert.equal(resource.creation_order.state, 'done');
    const found = async (query: string) => (await waldur.get(`marketplace-resources/?${query}`)).body.length;
    assert.equal(await found(`scope=${encodeURIComponent(instance.url)}&offering_type=OpenStack.Instance`), 1);
    assert.equal(await found('offering_type=OpenStack.Tenant'), 0);
    for (const known of [
      'bot',
      instance.external_ips[0],
      instance.internal_ips[0],
      encodeURIComponent(instance.image_name),
    ])
      assert.equal(await found(`query=${known}`), 1, known);
    assert.equal(await found('query=203.0.113.254'), 0);
    assert.deepEqual((await waldur.get(`marketplace-resources/${vm}/details/`)).body, instance);
    const { body: name } = await waldur.post('marketplace-resources/suggest_name/', {
      project: tenant.project,
      offering: catalogue.offering,
    });
    assert.match(name.name, /^[a-z0-9-]+-\d+$/);
    await client.remove(vm);
    assert.equal((await waldur.get(`openstack-instances/${vm}/`)).status, 404);
    assert.equal((await vmOf(vm)).state, 'Terminated');
  });

  test('another flavor: of a stopped VM, a different one, and never beyond the quota', async () => {
    const [one, two] = [await order('one'), await order('two')];
    const flavors = (await client.get('openstack-flavors/?page_size=50')).body.results;
    const uuidOf = (name: string): string => flavors.find((flavor: { name: string }) => flavor.name === name).uuid;
    await refused(one, 'change_flavor', 409, /Please stop the instance before changing its flavor\./, {
      flavor: uuidOf('medium'),
    });
    for (const vm of [one, two]) await act(vm, 'stop');
    await refused(one, 'change_flavor', 400, /New flavor is the same as current\./, { flavor: uuidOf('tiny') });
    await refused(one, 'change_flavor', 400, /Object does not exist/, { flavor: tenant.project });

    const bigger = await act(one, 'change_flavor', { flavor: uuidOf('medium') });
    assert.deepEqual([bigger.cores, bigger.ram, bigger.disk], [2, 2048, 10_240]);
    assert.equal(bigger.runtime_state, 'stopped');
    const smaller = await act(one, 'change_flavor', { flavor: uuidOf('tiny') });
    assert.deepEqual([smaller.cores, smaller.ram, smaller.disk], [1, 128, 10_240], 'a disk never shrinks');
    // 2 vCPUs of 4 are used: of two that need one more each, and a third VM, only two find room
    const third = await order('third');
    const asked = await Promise.all(
      [one, two].map((vm) => waldur.post(`openstack-instances/${vm}/change_flavor/`, { flavor: uuidOf('medium') })),
    );
    assert.deepEqual(new Set(asked.map(({ status }) => status)), new Set([202, 400]));
    assert.match(asked.find(({ status }) => status === 400)?.text ?? '', /vCPUs: limit 4, used 4, needed 1/);
    for (const vm of [one, two]) await settled(vm);
    await assertComplete(cloud.db, cloud.driver);
    for (const vm of [one, two, third]) await client.remove(vm);
  });

  test('another name reaches DHCP, and a protected VM is not deleted', async () => {
    const vm = await order('old-name');
    const changed = await waldur.send('PUT', `openstack-instances/${vm}/`, {
      name: 'new-name',
      description: 'for two',
    });
    assert.deepEqual([changed.status, changed.body.name, changed.body.description], [200, 'new-name', 'for two']);
    const told = async () => JSON.stringify(await cloud.driver.router(tenant.project));
    await eventually('the name', told, (router) => router.includes('"new-name"'));

    const protect = (on: boolean) =>
      client.send('PATCH', `marketplace-resources/${vm}/`, { termination_protection: on });
    assert.equal((await protect(true)).body.can_terminate, false);
    const remedy = /protected against termination\. Set termination_protection to false first\./;
    for (const answer of [
      await client.send('DELETE', `marketplace-resources/${vm}/`),
      await waldur.post(`marketplace-resources/${vm}/terminate/`, { action: 'force_destroy' }),
    ]) {
      assert.equal(answer.status, 409);
      assert.match(answer.body.detail, remedy);
    }
    assert.equal((await protect(false)).body.termination_protection, false);
    await client.remove(vm);
  });

  test('a rebuild keeps addresses and volumes, and begins the system and its first boot again', async () => {
    const vm = await order('again');
    const was = await vmOf(vm);
    const [spec, world] = [await cloud.driver.guest(vm), await cloud.world()];
    await refused(vm, 'rebuild', 400, /Object does not exist/, { image: tenant.project });
    await refused(vm, 'rebuild', 400, /needs 2048 MiB of disk; the instance has 1024 MiB/, { image: catalogue.debian });
    const key = keyLine('ssh-ed25519', Buffer.alloc(32, 7));
    const body = { image: catalogue.tiny.image, ssh_public_key: key, user_data: '#!/bin/sh\ntrue\n' };
    const now = await act(vm, 'rebuild', body);
    assert.deepEqual([now.runtime_state, now.readiness.ready], ['active', true]);
    for (const kept of ['ports', 'volumes', 'external_ips', 'internal_ips', 'name'])
      assert.deepEqual(now[kept], was[kept], kept);
    const { seed } = await cloud.driver.guest(vm);
    assert.notEqual(seed.instanceId, spec.seed.instanceId);
    assert.deepEqual([seed.sshKeys, seed.userData], [[key], '#!/bin/sh\ntrue\n']);
    assert.deepEqual(await cloud.world(), world, 'the old disk is gone');
    await client.remove(vm);
  });

  test('rescue mode boots another system with the own disk behind it, survives, and ends', async () => {
    const vm = await order('sick');
    const own = (await cloud.driver.guest(vm)).volumes;
    await refused(vm, 'unrescue', 409, /not in rescue mode/);
    const rescued = await act(vm, 'rescue');
    assert.deepEqual([rescued.runtime_state, rescued.rescue_image_name], ['rescue', 'Tiny Linux']);
    const { volumes, rescue } = await cloud.driver.guest(vm);
    assert.deepEqual([volumes, rescue?.image], [own, catalogue.tiny.image]);
    for (const [action, body] of [
      ['rescue', {}],
      ['rebuild', { image: catalogue.tiny.image }],
    ] as const)
      await refused(vm, action, 409, /rescue mode/, body);

    await cloud.driver.endGuest(vm, false);
    await eventually('its start', async () => (await cloud.driver.guestState(vm)) === 'running');
    assert.equal((await settled(vm)).runtime_state, 'rescue', 'it is started again as it was');

    assert.equal((await act(vm, 'unrescue')).runtime_state, 'active');
    assert.equal((await cloud.driver.guest(vm)).rescue, null);
    await act(vm, 'rescue');
    await client.remove(vm);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('termination waits for a stop unless it is forced, and takes floating IPs along as it is told', async () => {
    const [kept, released] = [await order('kept'), await order('released')];
    const path = (vm: string) => `marketplace-resources/${vm}/terminate/`;
    const running = await waldur.post(path(kept), {});
    assert.deepEqual([running.status, running.body.detail], [409, 'Please stop the instance before its removal.']);
    const count = async () => (await waldur.get('openstack-floating-ips/')).body.length;
    assert.equal(await count(), 2);
    const attributes = { action: 'force_destroy', release_floating_ips: false };
    for (const [vm, body] of [
      [kept, { attributes }],
      [released, { ...attributes, release_floating_ips: true }],
    ] as const) {
      const { status, body: answer } = await waldur.post(path(vm), body);
      assert.deepEqual([status, answer.uuid], [200, answer.order_uuid]);
      assert.equal((await client.settled(answer.order_uuid)).state, 'Success');
    }
    const { body: left } = await waldur.get('openstack-floating-ips/');
    assert.equal(left.length, 1, 'one was to be kept');
    assert.equal((await client.send('DELETE', `openstack-floating-ips/${left[0].uuid}/`)).status, 204);
  });
});
