import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { Problem } from '../../src/common/problem.ts';
import type { QuotaOf } from '../../src/drivers/driver.ts';
import { measureHost } from '../../src/server/disk-watch.ts';
import { lacking } from '../support/lacking.ts';
import { followed, mended } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { addSubnet, makeTenant, orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { assertMatches, Orders } from './placing.ts';

const setup = await setUp();
const { cloud, tenant, catalogue } = setup;
const orders = new Orders(setup);

const order = (attributes: Record<string, unknown> = {}) => orderFor(tenant, catalogue, attributes);
const net = (floating_ip: unknown, subnet: unknown = tenant.subnet) => ({ networks: [{ subnet, floating_ip }] });

describe('what does not fit', () => {
  test('an image that is larger than the disk or needs more memory', async () => {
    await orders.refused(order({ image: catalogue.debian }), {
      attributes: {
        flavor: [
          /needs 2048 MiB of disk; flavor "tiny" has 1024 MiB/,
          /needs 512 MiB of memory; flavor "tiny" has 128/,
        ],
      },
    });
    await orders.refused(order({ image: catalogue.debian, system_volume_size: 1024 }), {
      attributes: {
        system_volume_size: /needs 2048 MiB of disk; the system volume has 1024 MiB/,
        flavor: /needs 512 MiB of memory/,
      },
    });
  });
  test('one subnet twice, one floating IP twice, more than eight networks', async () => {
    const { body: floating } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    const network = { subnet: tenant.subnet, floating_ip: floating.uuid };
    await orders.refused(order({ networks: [network, network] }), {
      attributes: { networks: [{}, { subnet: /to subnet \S+ twice/, floating_ip: /in use/ }] },
    });
    await orders.refused(order({ networks: Array.from({ length: 9 }, () => network) }), {
      attributes: { networks: /At most 8/ },
    });
    await orders.refused(order({ networks: [] }), { attributes: { networks: /at least one network/ } });
    await tenant.client.delete(`openstack-floating-ips/${floating.uuid}/`);
  });
  test('a floating IP that another VM uses', async () => {
    const { body: floating } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    const first = await orders.post(order(net(floating.uuid)));
    assert.equal(first.status, 201, first.text);
    await orders.refused(order(net(floating.uuid)), { attributes: { networks: [{ floating_ip: /in use/ }] } });
    await tenant.client.settled(first.body.uuid);
    await tenant.client.remove(first.body.resource_uuid);
    const { body: kept } = await tenant.client.get(`openstack-floating-ips/${floating.uuid}/`);
    assert.equal(kept.resource_uuid, null, 'an allocated floating IP outlives the VM');
    await tenant.client.delete(`openstack-floating-ips/${floating.uuid}/`);
  });
  test('"auto" leaves a floating IP alone that another network of the order names', async () => {
    const { body: floating } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    const second = await addSubnet(cloud.db, tenant);
    const networks = [
      { subnet: tenant.subnet, floating_ip: 'auto' },
      { subnet: second, floating_ip: floating.uuid },
    ];
    const vm = await orders.taken(order({ networks }));
    assert.equal(vm.external_ips.length, 2);
    assert.equal(vm.external_ips[1], floating.address);
    await tenant.client.remove(vm.uuid);
    const { body: left } = await tenant.client.get('openstack-floating-ips/');
    assert.deepEqual(
      left.results.map(({ uuid }: { uuid: string }) => uuid),
      [floating.uuid],
      'the automatic one went with the VM',
    );
    await tenant.client.delete(`openstack-floating-ips/${floating.uuid}/`);
  });
  test('a subnet without a free address', async () => {
    const full = await makeTenant(cloud.db, cloud.url);
    const change = { pool_last: '10.0.0.2' };
    await cloud.db.updateTable('subnet').set(change).where('uuid', '=', full.subnet).execute();
    const first = await full.client.post('marketplace-orders/', orderFor(full, catalogue));
    assert.equal(first.status, 201, first.text);
    const second = await full.client.post('marketplace-orders/', orderFor(full, catalogue));
    assert.equal(second.status, 400);
    assert.equal(second.body.code, 'no-address-left');
    assertMatches(second.errors, { attributes: { networks: [{ subnet: /No address is left in this subnet/ }] } });
    await full.client.settled(first.body.uuid);
    await full.client.remove(first.body.resource_uuid);
    const third = await full.client.post('marketplace-orders/', orderFor(full, catalogue));
    assert.equal(third.status, 201, 'the address is free again');
    await full.client.settled(third.body.uuid);
  });
  test('no floating IP left in the pool, or in the quota', async () => {
    const poor = await makeTenant(cloud.db, cloud.url, { quota_floating_ips: 0 });
    const answer = await poor.client.post('marketplace-orders/', orderFor(poor, catalogue, net('auto', poor.subnet)));
    assert.equal(answer.status, 400);
    assertMatches(answer.errors, { attributes: { networks: [{ floating_ip: /quota of 0 floating IPs is used up/ }] } });
    const pool = cloud.db.updateTable('subnet').where('project', 'is', null);
    const { pool_last } = await cloud.db
      .selectFrom('subnet')
      .select('pool_last')
      .where('project', 'is', null)
      .executeTakeFirstOrThrow();
    await pool.set((eb) => ({ pool_last: eb.ref('gateway') })).execute();
    try {
      await orders.refused(order(net('auto')), {
        attributes: { networks: [{ floating_ip: /No floating IP is left/ }] },
      });
    } finally {
      await pool.set({ pool_last }).execute();
    }
  });
  test('the quota names everything that is exceeded', async () => {
    const quotas = { quota_instances: 0, quota_vcpus: 0, quota_memory_mib: 127, quota_storage_mib: 1023 };
    const poor = await makeTenant(cloud.db, cloud.url, quotas);
    const answer = await poor.client.post('marketplace-orders/', orderFor(poor, catalogue));
    assert.equal(answer.status, 400);
    assert.equal(answer.body.code, 'quota-exceeded');
    const words =
      /instances: limit 0, used 0, needed 1; vCPUs: limit 0, used 0, needed 1; MiB of memory: limit 127, used 0, needed 128; MiB of storage: limit 1023, used 0, needed 1024/;
    assertMatches(answer.errors, { project: words });
  });
});

describe('what the backend of the cloud cannot do', () => {
  const client = tenant.client;

  test('user data and sizes of volumes are refused with the reason, by an order and by its check', () =>
    lacking(cloud, { userDataBytes: 20, volumeStepMiB: 1000 }, async () => {
      const body = order({ user_data: `#!/bin/sh\n${'true\n'.repeat(4)}`, data_volumes: [{ size: 2048 }] });
      const wanted = {
        attributes: {
          flavor: /in steps of 1000 MiB, and this would be 1024\. The next is 2000 MiB\./,
          data_volumes: [{ size: /The next is 3000 MiB/ }],
          user_data: /at most 20 bytes of user data, and these are 30/,
        },
      };
      await orders.refused(body, wanted);
      assertMatches((await client.post('marketplace-orders/preflight/', body)).errors, wanted);
      await orders.refused(order({ system_volume_size: 2048, data_volume_size: 2049 }), {
        attributes: { system_volume_size: /The next is 3000/, data_volume_size: /The next is 3000/ },
      });
    }));

  test('the last addresses of a subnet that are the backend’s are nobody else’s', () =>
    lacking(cloud, { reservedAddresses: 3 }, async () => {
      const made = await client.post('openstack-networks/', { project: tenant.project, name: 'small' });
      const path = `openstack-networks/${made.body.uuid}/create_subnet/`;
      const subnet = (body: object) => client.post(path, { name: 'sub', cidr: '10.9.0.0/29', ...body });
      assertMatches((await subnet({ cidr: '10.9.0.0/30' })).errors, { cidr: /keeps 3 addresses of every subnet/ });
      const pools = [{ start: '10.9.0.2', end: '10.9.0.6' }];
      assertMatches((await subnet({ allocation_pools: pools })).errors, {
        allocation_pools: [{ end: /the last 3 are the cloud's own/ }],
      });
      assert.deepEqual((await subnet({})).body.allocation_pools, [{ start: '10.9.0.2', end: '10.9.0.3' }]);
      const { subnet: first } = await makeTenant(cloud.db, cloud.url);
      assert.equal((await cloud.staff.get(`openstack-subnets/${first}/`)).body.allocation_pools[0].end, '10.0.3.251');
    }));

  test('floating IPs come from the stock that the backend offers, round it, and none beyond', async () => {
    const take = () => client.post('openstack-floating-ips/', { project: tenant.project });
    const left = async () => (await client.post('marketplace-orders/preflight/', order())).body.capacity.floating_ips;
    cloud.driver.floating = ['198.51.100.9', '203.0.113.7'];
    await measureHost(cloud.db, onlyCloud, cloud.driver);
    assert.equal(await left(), 2);
    const [first, second, third] = [await take(), await take(), await take()];
    assert.deepEqual(new Set([first.body.address, second.body.address]), new Set(cloud.driver.floating));
    assert.deepEqual([third.status, third.body.code, await left()], [400, 'no-floating-ip-left', 0]);
    await client.delete(`openstack-floating-ips/${first.body.uuid}/`);
    const again = await take();
    assert.equal(again.body.address, first.body.address);
    for (const { uuid } of [second.body, again.body]) await client.delete(`openstack-floating-ips/${uuid}/`);
    cloud.driver.floating = null;
    await measureHost(cloud.db, onlyCloud, cloud.driver);
  });

  test('an order takes no more than others let the backend have, is told so before, and doctor tells what is used up', async () => {
    const limited = async (of: QuotaOf, limit: number, used: number) => {
      cloud.driver.limits = [{ of, limit, used }];
      await measureHost(cloud.db, onlyCloud, cloud.driver);
      const { checks } = (await cloud.staff.get('doctor/')).body;
      return checks.find(({ name }: { name: string }) => name === 'backend quotas');
    };
    const paths = ['marketplace-orders/preflight/', 'marketplace-orders/'];
    for (const what of ['servers', 'vcpus', 'memory', 'volumes', 'ports', 'routers'] as const) {
      const { ok, detail } = await limited(what, 10, 10);
      assert.deepEqual([ok, detail.includes(`${what} 10 of 10`)], [false, true], detail);
      const { project, subnet } = await makeTenant(cloud.db, cloud.url);
      for (const path of paths) {
        const answer = await cloud.staff.post(path, orderFor({ project, subnet }, catalogue, { name: 'much' }));
        assert.deepEqual([answer.status, answer.body.code], [507, 'backend-full'], answer.text);
        assert.match(answer.text, new RegExp(`Of ${what} it may have 10 and has 10; this takes \\d+ more`));
      }
    }
    await limited('volumes', 10, 10);
    const attributes = { name: 'much', size: 1024 };
    const volume = () =>
      client.post('marketplace-orders/', { project: tenant.project, ...catalogue.volume, attributes });
    await followed('backend-full', /have the operator of the OpenStack raise the quota/, volume, async () => {
      await limited('volumes', 11, 10);
      const { body, ...answer } = await volume();
      await client.settled(body.uuid);
      return { body, ...answer };
    });
    await limited('servers', 3, 3);
    const look = async (named: string) => {
      const { checks } = (await cloud.staff.get('doctor/')).body;
      return checks.find(({ name }: { name: string }) => name === named);
    };
    await mended('backend quotas', /raise its quota of servers, or delete what is not needed/, look, () =>
      limited('servers', 3, 1),
    );
    const { detail } = await look('backend quotas');
    assert.match(detail, /servers 1 of 3; projects may order more together: \d+ servers \(it may have 3\)/);
    assert.equal((await client.post('marketplace-orders/preflight/', order())).status, 200);
    cloud.driver.limits = [];
    await measureHost(cloud.db, onlyCloud, cloud.driver);
  });

  test('what could not be measured just now can be a moment later', async (context) => {
    // the cloud may measure a VM as soon as there is one
    const silent = context.mock.method(cloud.driver, 'guestUsage', () => Promise.resolve(new Map()));
    const { uuid } = await orders.taken(order());
    const usage = () => client.get(`marketplace-resources/${uuid}/usage/`);
    await followed('usage-unknown', /Ask again in a moment/, usage, () => {
      silent.mock.restore();
      return usage();
    });
  });

  test('a disk that a VM has does not grow, one that has grown stays so, and what is not measured is said', () =>
    lacking(cloud, { growsAttached: false, unmeasured: 'This cloud measures no VM.' }, async () => {
      const { uuid: vm, volumes } = await orders.taken(order({ data_volumes: [{ size: 2048 }] }));
      for (const path of ['usage/', 'usage/history/']) {
        const usage = await client.get(`marketplace-resources/${vm}/${path}`);
        assert.deepEqual([usage.body.code, usage.body.detail], ['usage-unknown', 'This cloud measures no VM.']);
      }
      const extended = await client.post(`openstack-volumes/${volumes[1].uuid}/extend/`, { disk_size: 3072 });
      assertMatches(extended.errors, { disk_size: /only while no VM has it\. Detach it first/ });

      const act = async (action: string, body: object = {}) => {
        const answer = await client.post(`openstack-instances/${vm}/${action}/`, body);
        const shown = async () => (await client.get(`openstack-instances/${vm}/`)).body;
        return { answer, now: await eventually('its rest', shown, ({ state }) => state === 'OK') };
      };
      await act('stop');
      const { results } = (await client.get('openstack-flavors/?name=small')).body;
      const [{ uuid: flavor }] = results;
      const wide = await cloud.staff.post('openstack-flavors/', { name: 'wide', cores: 2, ram: 256, disk: 1024 });
      await followed(
        'invalid',
        /Choose a flavor with a disk of at most 1024 MiB\./,
        async () => (await act('change_flavor', { flavor })).answer,
        async () => (await act('change_flavor', { flavor: wide.body.uuid })).answer,
      );

      cloud.driver.shrinks = false;
      cloud.driver.fault = (method, when) => {
        if (method === 'growVolume' && when === 'after') throw new Problem('command-failed', 'No more.');
      };
      cloud.driver.capabilities.growsAttached = true;
      await measureHost(cloud.db, onlyCloud, cloud.driver);
      const { now } = await act('change_flavor', { flavor });
      assert.deepEqual([now.flavor_name, now.disk], ['wide', 4096 + 2048], 'the flavor came back, the disk did not');
      cloud.driver.fault = () => {};
      cloud.driver.shrinks = true;
    }));
});
