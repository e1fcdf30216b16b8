import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const { body: placed } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
await tenant.client.settled(placed.uuid);
const vm: string = placed.resource_uuid;

describe('what nobody knows is refused, with the nearest that there is', () => {
  const dialects = [tenant.client, tenant.client.in('/waldur/api')];

  test('a parameter of a list, of one object and of none', async () => {
    for (const client of dialects) {
      const { status, errors } = await client.get('marketplace-resources/?name_exac=beta');
      const [why = ''] = errors['name_exac'] as string[];
      assert.equal(status, 400);
      assert.match(
        why,
        /^There is no such parameter. Did you mean "name_exact"\? There are: page, page_size, uuid, name, /,
      );
      const one = await client.get(`marketplace-resources/${vm}/?fields=name`);
      assert.deepEqual(one.errors['fields'], ['There is no such parameter. Did you mean "field"? There are: field.']);
      const none = await client.get('configuration/?x=1');
      assert.deepEqual(none.errors['x'], ['There is no such parameter, and no other. Leave it out.']);
      const dry = await client.post('marketplace-orders/?dry_run=true', orderFor(tenant, catalogue));
      assert.deepEqual([dry.status, Object.keys(dry.errors)], [400, ['dry_run']]);
    }
  });

  test('a word of a state or to sort by', async () => {
    for (const path of ['marketplace-resources', 'openstack-instances', 'openstack-volumes', 'openstack-networks']) {
      const state = await tenant.client.get(`${path}/?state=bogus`);
      assert.match((state.errors['state'] as string[])[0] ?? '', /^Must be one of: .*OK/, path);
      const sort = await tenant.client.get(`${path}/?o=name,-bogus`);
      assert.match((sort.errors['o'] as string[])[0] ?? '', /^Sort by: name, created.*"-" before it/, path);
    }
  });

  test('a field of a body, also beside others that are wrong, and of a body where none is taken', async () => {
    for (const client of dialects) {
      const group = await client.post('openstack-security-groups/', {
        tenant: tenant.project,
        nam: 'x',
        rules: [{ cdir: '', ports: 1 }],
      });
      assert.equal(group.status, 400);
      assert.deepEqual(group.errors['name'], ['This field is required.']);
      assert.match((group.errors['nam'] as string[])[0] ?? '', /^There is no such field. Did you mean "name"\?/);
      assert.match((group.errors['rules'] as { ports: string[] }[])[0]?.ports[0] ?? '', /^There is no such field./);
      const start = await client.post(`marketplace-resources/${vm}/actions/start/`, { force: true });
      assert.deepEqual(start.errors, { force: ['There is no such field, and no other. Leave it out.'] });
    }
  });

  test('but for what clients of Waldur send without a wish', async () => {
    const group = { tenant: tenant.project, name: 'plain', backend_id: '', options: null };
    const [own, waldur] = await Promise.all(dialects.map((client) => client.post('openstack-security-groups/', group)));
    assert.deepEqual([own?.status, Object.keys(own?.errors ?? {})], [400, ['backend_id', 'options']]);
    assert.equal(waldur?.status, 201, waldur?.text);
    const listed = dialects.map((client) => client.get('configuration/?page_size=200'));
    assert.deepEqual(
      (await Promise.all(listed)).map(({ status }) => status),
      [400, 200],
    );
  });
});

describe('HEAD on a stream', () => {
  test('ends at once, while the order goes on', async () => {
    const gate = Promise.withResolvers<void>();
    cloud.driver.fault = (asked) => (asked === 'startGuest' ? gate.promise : undefined);
    const { body } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'followed' }));
    const { status, headers } = await tenant.client.send('HEAD', `marketplace-orders/${body.uuid}/events/`);
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/event-stream']);
    gate.resolve();
    cloud.driver.fault = () => {};
    await tenant.client.settled(body.uuid);
  });
});
