import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type Answer, Client } from '../support/client.ts';
import { hold } from '../support/hold.ts';
import { keyLine } from '../support/keys.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { addSubnet, makeTenant, orderFor, type Tenant } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client, project, subnet } = tenant;

const check = (attributes: object, of: Tenant = tenant): Promise<Answer> =>
  of.client.post('marketplace-orders/preflight/', orderFor(of, catalogue, { ...attributes }));

const rich = await makeTenant(cloud.db, cloud.url);

/** Orders it, and returns what it has become. */
async function made(of: Tenant, order: object): Promise<string> {
  const { body } = await of.client.post('marketplace-orders/', order);
  return (await of.client.settled(body.uuid)).resource_uuid;
}

const atRest = (path: string) =>
  eventually(
    'its rest',
    async () => (await rich.client.get(path)).body.state,
    (state) => state === 'OK',
  );

describe('what a field is told helps, of', () => {
  test('an image that is too large for a flavor', async () => {
    const debian = { image: catalogue.debian };
    const wrong = () => check(debian);
    await followed('invalid', /Choose a larger flavor\./, wrong, () => check({ ...debian, flavor: catalogue.small }));
    await cloud.db.updateTable('image').set({ min_memory_mib: 128 }).where('uuid', '=', catalogue.debian).execute();
    for (const right of [{ flavor: catalogue.small }, { system_volume_size: 20_480 }])
      await followed('invalid', /Choose a flavor with a larger disk, or give system_volume_size/, wrong, () =>
        check({ ...debian, ...right }),
      );
  });

  test('a volume that is too small for its image', async () => {
    const order = (size: number) =>
      client.post('marketplace-orders/preflight/', {
        project,
        ...catalogue.volume,
        attributes: { name: 'data', size, image: catalogue.debian, type: catalogue.volumeType },
      });
    await followed(
      'invalid',
      /Give at least that size\./,
      () => order(1024),
      () => order(20_480),
    );
  });

  test('a quote that does not hold', async () => {
    const order = (quote: string) =>
      client.post('marketplace-orders/', { ...orderFor(tenant, catalogue, { name: 'quoted' }), quote });
    await followed(
      'invalid',
      /Ask for a new one \(POST .*\), or leave it out/,
      () => order(randomUUID()),
      async () => order((await check({ name: 'quoted' })).body.quote),
    );
  });

  test('a floating IP that is given twice', async () => {
    const { body } = await client.post('openstack-floating-ips/', { project });
    const second = await addSubnet(cloud.db, tenant);
    const networks = (floating_ip: string) => ({
      networks: [
        { subnet, floating_ip: body.uuid },
        { subnet: second, floating_ip },
      ],
    });
    await followed(
      'already-taken',
      /Give a free one \(GET .*\) or /,
      () => check(networks(body.uuid)),
      () => check(networks('auto')),
    );
  });

  test('a quota that is used up', async () => {
    const poor = await makeTenant(cloud.db, cloud.url, { quota_instances: 0 });
    const order = () => poor.client.post('marketplace-orders/', orderFor(poor, catalogue));
    await followed('quota-exceeded', /Delete what is not needed, or ask for a higher quota\./, order, async () => {
      await cloud.staff.patch(`projects/${poor.project}/`, { quotas: { instances: 1 } });
      return order();
    });
  });

  test('a token for a project that is not available', async () => {
    const make = (uuid: string) => client.post('tokens/', { name: 'ci', projects: [uuid] });
    await followed(
      'invalid',
      /GET \/api\/projects\/ lists those that are/,
      () => make(randomUUID()),
      async () => make((await client.get('projects/')).body.results[0].uuid),
    );
  });

  test('a page that there is not', async () => {
    const page = (number: number) => client.get(`projects/?page=${number}&page_size=1`);
    await followed(
      'not-found',
      /Ask for a page of those that Link and X-Result-Count tell of/,
      () => page(99),
      async () => page(Number((await page(1)).headers.get('x-result-count'))),
    );
  });

  test('what staff alone may, and what a token was not given', async () => {
    const flavor = { name: 'odd', cores: 1, ram: 256, disk: 2048 };
    const make = (by: Client) => by.post('openstack-flavors/', flavor);
    await followed(
      'permission-denied',
      /Only staff has /,
      () => make(client),
      () => make(cloud.staff),
    );
    const { body } = await client.post('tokens/', { name: 'reads', permissions: [] });
    const add = (by: Client) =>
      by.post('keys/', { name: 'laptop', public_key: keyLine('ssh-ed25519', randomBytes(32)) });
    await followed(
      'permission-denied',
      /The token was not given .*: use another one, or log in/,
      () => add(new Client(cloud.url, body.token)),
      () => add(client),
    );
  });

  test('an image that is too large for a VM, and data volumes that a VM has', async () => {
    const attributes = { name: 'full', data_volumes: [{ size: 1024 }] };
    const { body: order } = await client.post('marketplace-orders/', orderFor(tenant, catalogue, attributes));
    const vm = (await client.settled(order.uuid)).resource_uuid;
    const rebuild = (image: string) => client.post(`openstack-instances/${vm}/rebuild/`, { image });
    await followed(
      'invalid',
      /Change its flavor first, or choose another image/,
      () => rebuild(catalogue.debian),
      () => rebuild(catalogue.tiny.image),
    );
    const path = `marketplace-resources/${vm}/`;
    await followed(
      'in-use',
      /Detach them first, or terminate the VM and say whether to delete_volumes/,
      () => client.delete(path),
      // by force: it runs, but while it is still being rebuilt
      () => client.post(`${path}terminate/`, { attributes: { action: 'force_destroy', delete_volumes: true } }),
    );
  });

  test('limits, which a VM has not, a rescue image that is too large, and one data volume too many', async () => {
    const attributes = { name: 'wide', data_volumes: Array.from({ length: 8 }, () => ({ size: 1024 })) };
    const vm = await made(rich, orderFor(rich, catalogue, attributes));
    const volume = await made(rich, {
      project: rich.project,
      ...catalogue.volume,
      attributes: { name: 'ninth', size: 1024, type: catalogue.volumeType },
    });
    const { body } = await rich.client.get(`openstack-instances/${vm}/`);
    const first = body.volumes[1];
    await followed(
      'invalid',
      /Change its flavor \(change_flavor\), or extend a volume/,
      () => rich.client.post(`marketplace-resources/${vm}/update_limits/`, { limits: { vcpu: 2 } }),
      () => rich.client.post(`openstack-volumes/${first.uuid}/extend/`, { disk_size: 2048 }),
    );
    await atRest(`openstack-volumes/${first.uuid}/`);
    const attach = () => rich.client.post(`openstack-volumes/${volume}/attach/`, { instance: vm });
    await followed('invalid', /Detach one first, or extend one that it has/, attach, async () => {
      await rich.client.post(`openstack-volumes/${first.uuid}/detach/`, {});
      await atRest(`openstack-volumes/${first.uuid}/`);
      return attach();
    });
    await atRest(`openstack-volumes/${volume}/`);
    await cloud.db.updateTable('image').set({ min_memory_mib: 8192 }).where('uuid', '=', catalogue.debian).execute();
    const rescue = (image: string) => rich.client.post(`openstack-instances/${vm}/rescue/`, { image });
    await followed(
      'invalid',
      /Choose another image\./,
      () => rescue(catalogue.debian),
      () => rescue(catalogue.tiny.image),
    );
  });

  test('a floating IP that an order counts on', async () => {
    const { body: address } = await rich.client.post('openstack-floating-ips/', { project: rich.project });
    const { reached, release } = hold(cloud.driver, 'startGuest');
    const networks = [{ subnet: rich.subnet, floating_ip: address.uuid }];
    const { body: order } = await rich.client.post('marketplace-orders/', orderFor(rich, catalogue, { networks }));
    await reached;
    const give = () => rich.client.delete(`openstack-floating-ips/${address.uuid}/`);
    await followed('in-use', /Cancel that order, or wait until the VM is there/, give, async () => {
      release();
      await rich.client.settled(order.uuid);
      return give();
    });
  });

  test('a token that ends, and a link by a token', async () => {
    const { body } = await cloud.staff.post('tokens/', { name: 'ends', expires: '2099-12-31T12:00:00Z' });
    const make = (by: Client) => by.post('users/', { username: 'second', is_staff: true });
    await followed(
      'permission-denied',
      /log in, or use one without\./,
      () => make(new Client(cloud.url, body.token)),
      () => make(cloud.staff),
    );
    const { body: me } = await client.get('users/me/');
    const link = (by: Client) => by.post(`users/${me.uuid}/login_link/`, {});
    await followed(
      'permission-denied',
      /log in with your password, or ask staff for a link/,
      () => link(client),
      () => link(cloud.staff),
    );
  });
});
