import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { ed25519, makeTenant, makeUser, orderFor } from '../support/tenant.ts';
import { Orders, unavailable } from './placing.ts';

const setup = await setUp();
const { cloud, tenant, catalogue } = setup;
const orders = new Orders(setup);

const order = (attributes: Record<string, unknown> = {}) => orderFor(tenant, catalogue, attributes);
const net = (floating_ip: unknown, subnet: unknown = tenant.subnet) => ({ networks: [{ subnet, floating_ip }] });
const stranger = await makeTenant(cloud.db, cloud.url);

describe('what an order names', () => {
  test("T10 another project's objects are refused with the same words as unknown ones", async () => {
    const { body: floating } = await stranger.client.post('openstack-floating-ips/', { project: stranger.project });
    const { body: image } = await stranger.client.post('openstack-images/', {
      name: 'theirs',
      ssh_user: 'root',
      sha256: 'a'.repeat(64),
      project: stranger.project,
    });
    const { body: key } = await stranger.client.post('keys/', { public_key: ed25519 });
    const group = await cloud.db
      .selectFrom('security_group')
      .select('uuid')
      .where('project', '=', stranger.project)
      .executeTakeFirstOrThrow();
    const bodies = (uuid: (mine: string) => string) => [
      { ...order(), project: uuid(stranger.project) },
      order({ image: uuid(image.uuid) }),
      order({ ssh_public_key: uuid(key.uuid) }),
      order(net('none', uuid(stranger.subnet))),
      order(net(uuid(floating.uuid))),
      order({ security_groups: [uuid(group.uuid)] }),
      // also while it is not known whose they would have to be
      { ...order({ image: uuid(image.uuid) }), project: undefined },
      { ...order(net('none', uuid(stranger.subnet))), project: undefined },
    ];
    const foreign = bodies((uuid) => uuid);
    const unknown = bodies(() => randomUUID());
    for (const [index, body] of foreign.entries()) {
      const [theirs, nobodys] = [await orders.post(body), await orders.post(unknown[index])];
      assert.equal(theirs.status, 400, theirs.text);
      assert.equal(theirs.text, nobodys.text);
      assert.ok(index === 0 || 'attributes' in theirs.body, theirs.text);
    }
    // nor for somebody who may use both projects: what is in one is not of the other
    const both = await makeUser(cloud.db, cloud.url, [tenant.project, stranger.project]);
    for (const index of [1, 3, 4, 5]) {
      const { status, text } = await both.client.post('marketplace-orders/', foreign[index]);
      assert.equal(status, 400, text);
      assert.equal(text, (await both.client.post('marketplace-orders/', unknown[index])).text);
    }
  });
  test('an offering that there is not, a plan of another one, an archived plan, an offering that is paused', async () => {
    await orders.refused({ ...order(), offering: randomUUID() }, { offering: unavailable, plan: /not available/ });
    await orders.refused({ ...order(), plan: catalogue.starter.plan }, { plan: /not available for selected offering/ });
    const archive = cloud.db.updateTable('plan').where('uuid', '=', catalogue.plan);
    await archive.set({ archived: true }).execute();
    await orders.refused(order(), { plan: unavailable });
    await archive.set({ archived: false }).execute();
    const offering = cloud.db.updateTable('offering').where('uuid', '=', catalogue.offering);
    await offering.set({ state: 'Paused' }).execute();
    await orders.refused(order(), { offering: /not available: it is Paused/ });
    await offering.set({ state: 'Active' }).execute();
  });
  test('an image that failed, and one that was announced but not uploaded', async () => {
    const announce = (name: string) =>
      tenant.client.post('openstack-images/', {
        name,
        ssh_user: 'root',
        sha256: 'b'.repeat(64),
        project: tenant.project,
      });
    const { body: empty } = await announce('empty');
    await orders.refused(order({ image: empty.uuid }), { attributes: { image: /no content yet: PUT/ } });
    const { body: failed } = await announce('failed');
    const change = { state: 'erred' as const, error_message: 'its checksum is wrong' };
    await cloud.db.updateTable('image').set(change).where('uuid', '=', failed.uuid).execute();
    await orders.refused(order({ image: failed.uuid }), {
      attributes: { image: /its checksum is wrong.*another image/ },
    });
  });
  test('UUIDs without dashes, in capitals, and as URLs of the objects are all the same', async () => {
    const bare = (uuid: string) => uuid.replaceAll('-', '').toUpperCase();
    const url = (uuid: string) => `https://elsewhere.example/api/things/${uuid}/`;
    for (const form of [bare, url]) {
      const body = {
        project: form(tenant.project),
        offering: form(catalogue.offering),
        plan: form(catalogue.plan),
        attributes: {
          ...order().attributes,
          image: form(catalogue.tiny.image),
          flavor: form(catalogue.tiny.flavor),
          ...net('none', form(tenant.subnet)),
        },
      };
      const vm = await orders.taken(body);
      assert.equal(vm.project_uuid, tenant.project);
      await tenant.client.remove(vm.uuid);
    }
  });
  test("Waldur's ports and floating_ips stand for networks", async () => {
    const { networks: _, ...rest } = order().attributes;
    const subnet = `${cloud.url}/api/openstack-subnets/${tenant.subnet}/`;
    const wanted = [
      { attributes: { ports: [{ subnet }] }, external: 0 },
      { attributes: { networks: [{ subnet, floating_ip: '' }] }, external: 0 },
      { attributes: { ports: [{ subnet }], floating_ips: [{ subnet: tenant.subnet }] }, external: 1 },
    ];
    for (const { attributes, external } of wanted) {
      const vm = await orders.taken({ ...order(), attributes: { ...rest, ...attributes } });
      assert.equal(vm.internal_ips.length, 1);
      assert.equal(vm.external_ips.length, external);
      await tenant.client.remove(vm.uuid);
    }
  });
  test('an offering with a flavor of its own needs none', async () => {
    const { flavor: _, ...attributes } = order().attributes;
    const { offering, plan } = catalogue.starter;
    const { uuid } = await orders.taken({ project: tenant.project, offering, plan, attributes });
    await tenant.client.remove(uuid);
  });
});
