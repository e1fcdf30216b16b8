import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { publicKeys } from '../support/keys.ts';
import { addSubnet, ed25519, makeTenant, makeUser, orderFor } from '../support/tenant.ts';

type Attributes = Record<string, unknown>;

const { cloud, tenant, catalogue } = await setUp();
const stranger = await makeTenant(cloud.db, cloud.url);

async function post(body: unknown) {
  const kept = await rowsKept();
  const answer = await tenant.client.post('marketplace-orders/', body);
  if (answer.status !== 201) assert.deepEqual(await rowsKept(), kept, 'a refused order must leave nothing');
  return answer;
}

async function rowsKept(): Promise<unknown> {
  const counts = ['order', 'instance', 'volume', 'port', 'address', 'workflow', 'floating_ip'] as const;
  const rows = counts.map((table) =>
    cloud.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .executeTakeFirst(),
  );
  return Promise.all(rows);
}

/** The order is refused with exactly this tree of fields, each message matching. */
async function refused(body: unknown, wanted: unknown): Promise<void> {
  const { status, errors, text } = await post(body);
  assert.equal(status, 400, text);
  matches(errors, wanted, '');
}

function matches(actual: unknown, wanted: unknown, at: string): void {
  if (wanted instanceof RegExp && typeof actual === 'string') assert.match(actual, wanted, at);
  else if (wanted instanceof RegExp) {
    assert.ok(Array.isArray(actual) && actual.length === 1, `${at}: ${JSON.stringify(actual)}`);
    assert.match(String(actual[0]), wanted, at);
  } else if (Array.isArray(wanted)) {
    assert.ok(Array.isArray(actual), `${at}: ${JSON.stringify(actual)}`);
    assert.equal(actual.length, wanted.length, `${at}: ${JSON.stringify(actual)}`);
    for (const [index, item] of wanted.entries()) matches(actual[index], item, `${at}[${index}]`);
  } else {
    assert.deepEqual(
      Object.keys(actual ?? {}).sort(),
      Object.keys(wanted as object).sort(),
      `fields of ${at || 'all'}`,
    );
    for (const [key, item] of Object.entries(wanted as object)) {
      matches((actual as Record<string, unknown>)[key], item, `${at}.${key}`);
    }
  }
}

const order = (attributes: Attributes = {}) => orderFor(tenant, catalogue, attributes);
const net = (floating_ip: unknown, subnet: unknown = tenant.subnet) => ({ networks: [{ subnet, floating_ip }] });

const required = /^This field is required\.$/;
const unavailable = /^Object does not exist: no .* of this UUID is available to you\. GET \/api\/[a-z-]+\/ lists those/;

describe('what is missing is named, all of it at once', () => {
  test('an empty order', () =>
    refused({}, { project: required, offering: required, plan: required, attributes: required }));
  test('bodies that are no object', async () => {
    for (const body of [[], 'text', 7, null]) {
      await refused(JSON.stringify(body), {
        project: required,
        offering: required,
        plan: required,
        attributes: required,
      });
    }
  });
  test('empty attributes', () =>
    refused(
      { ...order(), attributes: {} },
      {
        attributes: {
          name: required,
          image: required,
          flavor: /^This field is required: the offering has no flavor of its own/,
          ssh_public_key: required,
          networks: required,
        },
      },
    ));
  test('attributes that are no object', async () => {
    for (const attributes of ['text', 7, [1]]) {
      await refused({ ...order(), attributes }, { attributes: /^Must be an object\.$/ });
    }
  });
  test('null is as good as missing', () =>
    refused(
      { ...order({ name: null, ssh_public_key: null }), plan: null },
      { plan: required, attributes: { name: required, ssh_public_key: required } },
    ));
  test('both fields of a network, and networks that are none', () =>
    refused(order({ networks: [{}, 'text', { subnet: tenant.subnet }] }), {
      attributes: {
        networks: [
          { subnet: required, floating_ip: required },
          { non_field_errors: /^Must be an object/ },
          { floating_ip: required },
        ],
      },
    }));
  test('everything wrong together, well-formed or not', () =>
    refused(
      {
        project: randomUUID(),
        offering: 'no-uuid',
        plan: randomUUID(),
        attributes: {
          name: '-bad-',
          image: randomUUID(),
          flavor: randomUUID(),
          ssh_public_key: 'ssh-dss AAAA',
          networks: [{ subnet: randomUUID(), floating_ip: randomUUID() }],
          system_volume_size: 1,
          user_data: 7,
        },
      },
      {
        project: unavailable,
        offering: /^Must be a UUID/,
        plan: unavailable,
        attributes: {
          name: /^Must be a host name/,
          image: unavailable,
          flavor: unavailable,
          ssh_public_key: /^Not a public key that can be used; it must begin with one of: ssh-ed25519/,
          networks: [{ subnet: unavailable, floating_ip: unavailable }],
          system_volume_size: /^At least 1024 MiB/,
          user_data: /Must be a text/,
        },
      },
    ));
});

describe('references', () => {
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
      const [theirs, nobodys] = [await post(body), await post(unknown[index])];
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
  test('a plan of another offering, an archived plan, an offering that is paused', async () => {
    await refused({ ...order(), plan: catalogue.starter.plan }, { plan: /not available for selected offering/ });
    const archive = cloud.db.updateTable('plan').where('uuid', '=', catalogue.plan);
    await archive.set({ archived: true }).execute();
    await refused(order(), { plan: unavailable });
    await archive.set({ archived: false }).execute();
    const offering = cloud.db.updateTable('offering').where('uuid', '=', catalogue.offering);
    await offering.set({ state: 'Paused' }).execute();
    await refused(order(), { offering: /not available: it is Paused/ });
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
    await refused(order({ image: empty.uuid }), { attributes: { image: /no content yet: PUT/ } });
    const { body: failed } = await announce('failed');
    const change = { state: 'erred' as const, error_message: 'its checksum is wrong' };
    await cloud.db.updateTable('image').set(change).where('uuid', '=', failed.uuid).execute();
    await refused(order({ image: failed.uuid }), { attributes: { image: /its checksum is wrong.*another image/ } });
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
      const answer = await post(body);
      assert.equal(answer.status, 201, answer.text);
      assert.equal(answer.body.project, tenant.project);
      await tenant.client.settled(answer.body.uuid);
      await tenant.client.remove(answer.body.resource_uuid);
    }
  });
  test("Waldur's ports and floating_ips stand for networks", async () => {
    const { networks: _, ...rest } = order().attributes;
    const subnet = `${cloud.url}/api/openstack-subnets/${tenant.subnet}/`;
    const wanted = [
      { attributes: { ports: [{ subnet }] }, external: 0 },
      { attributes: { ports: [{ subnet }], floating_ips: [{ subnet: tenant.subnet }] }, external: 1 },
    ];
    for (const { attributes, external } of wanted) {
      const answer = await post({ ...order(), attributes: { ...rest, ...attributes } });
      assert.equal(answer.status, 201, answer.text);
      await tenant.client.settled(answer.body.uuid);
      const { body: vm } = await tenant.client.get(`marketplace-resources/${answer.body.resource_uuid}/`);
      assert.equal(vm.internal_ips.length, 1);
      assert.equal(vm.external_ips.length, external);
      await tenant.client.remove(vm.uuid);
    }
  });
  test('an offering with a flavor of its own needs none', async () => {
    const { flavor: _, ...attributes } = order().attributes;
    const { offering, plan } = catalogue.starter;
    const answer = await post({ project: tenant.project, offering, plan, attributes });
    assert.equal(answer.status, 201, answer.text);
    await tenant.client.settled(answer.body.uuid);
    await tenant.client.remove(answer.body.resource_uuid);
  });
});

describe('names', () => {
  const bad: [string, RegExp][] = [
    ['', /^May not be blank/],
    ['a'.repeat(64), /63/],
    ...['-a', 'a-', '.a', 'a..b', 'a_b', 'a b', 'ü', 'a/../b', 'a\nb', 'a,readonly=off', '$(id)', "a'b", 'a.'].map(
      (name): [string, RegExp] => [name, /^Must be a host name/],
    ),
  ];
  for (const [name, words] of bad) {
    test(`T8 ${JSON.stringify(name)} is refused`, async () => {
      const { status, body } = await post(order({ name }));
      assert.equal(status, 400);
      assert.match(body.attributes.name[0], words);
    });
  }
});

describe('ssh keys', () => {
  for (const [type, line] of Object.entries(publicKeys())) {
    test(`${type} is taken`, async () => {
      const answer = await post(order({ ssh_public_key: line }));
      assert.equal(answer.status, 201, answer.text);
      await tenant.client.settled(answer.body.uuid);
      await tenant.client.remove(answer.body.resource_uuid);
    });
  }
  test('a private key is refused and shown nowhere', async () => {
    const secret = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE';
    const text = `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n-----END OPENSSH PRIVATE KEY-----\n`;
    const answer = await post(order({ ssh_public_key: text }));
    assert.equal(answer.status, 400);
    assert.match(answer.body.attributes.ssh_public_key[0], /private key: never send it/);
    assert.ok(!answer.text.includes(secret));
    assert.ok(!cloud.log.some((line) => line.includes(secret)));
  });
  test('two lines, options before the key, a damaged one, an old type', async () => {
    const cases: [string, RegExp][] = [
      [`${ed25519}\n${ed25519}`, /exactly one public key/],
      [`command="id" ${ed25519}`, /must begin with one of/],
      ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA', /damaged/],
      ['ssh-dss AAAAB3NzaC1kc3MAAACBAJ', /must begin with one of/],
    ];
    for (const [ssh_public_key, words] of cases)
      await refused(order({ ssh_public_key }), { attributes: { ssh_public_key: words } });
  });
  test('a stored key is named by its UUID', async () => {
    const { body: key } = await tenant.client.post('keys/', { name: 'laptop', public_key: ed25519 });
    const answer = await post(order({ ssh_public_key: key.uuid }));
    assert.equal(answer.status, 201, answer.text);
    await tenant.client.settled(answer.body.uuid);
    const { body: vm } = await tenant.client.get(`marketplace-resources/${answer.body.resource_uuid}/`);
    assert.equal(vm.key_name, 'laptop');
    await tenant.client.remove(vm.uuid);
  });
});

describe('what does not fit', () => {
  test('an image that is larger than the disk or needs more memory', async () => {
    await refused(order({ image: catalogue.debian }), {
      attributes: {
        flavor: [
          /needs 2048 MiB of disk; flavor "tiny" has 1024 MiB/,
          /needs 512 MiB of memory; flavor "tiny" has 128/,
        ],
      },
    });
    await refused(order({ image: catalogue.debian, system_volume_size: 1024 }), {
      attributes: {
        system_volume_size: /needs 2048 MiB of disk; the system volume has 1024 MiB/,
        flavor: /needs 512 MiB of memory/,
      },
    });
  });
  test('one subnet twice, one floating IP twice, more than eight networks', async () => {
    const { body: floating } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    const network = { subnet: tenant.subnet, floating_ip: floating.uuid };
    await refused(order({ networks: [network, network] }), {
      attributes: { networks: [{}, { subnet: /to subnet \S+ twice/, floating_ip: /in use/ }] },
    });
    await refused(order({ networks: Array.from({ length: 9 }, () => network) }), {
      attributes: { networks: /At most 8/ },
    });
    await refused(order({ networks: [] }), { attributes: { networks: /at least one network/ } });
    await tenant.client.delete(`openstack-floating-ips/${floating.uuid}/`);
  });
  test('a floating IP that another VM uses', async () => {
    const { body: floating } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    const first = await post(order(net(floating.uuid)));
    assert.equal(first.status, 201, first.text);
    await refused(order(net(floating.uuid)), { attributes: { networks: [{ floating_ip: /in use/ }] } });
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
    const answer = await post(order({ networks }));
    assert.equal(answer.status, 201, answer.text);
    await tenant.client.settled(answer.body.uuid);
    const { body: vm } = await tenant.client.get(`marketplace-resources/${answer.body.resource_uuid}/`);
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
    matches(second.errors, { attributes: { networks: [{ subnet: /No address is left in this subnet/ }] } }, '');
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
    matches(answer.errors, { attributes: { networks: [{ floating_ip: /quota of 0 floating IPs is used up/ }] } }, '');
    const pool = cloud.db.updateTable('subnet').where('project', 'is', null);
    const { pool_last } = await cloud.db
      .selectFrom('subnet')
      .select('pool_last')
      .where('project', 'is', null)
      .executeTakeFirstOrThrow();
    await pool.set((eb) => ({ pool_last: eb.ref('gateway') })).execute();
    try {
      await refused(order(net('auto')), { attributes: { networks: [{ floating_ip: /No floating IP is left/ }] } });
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
    matches(answer.errors, { project: words }, '');
  });
});
