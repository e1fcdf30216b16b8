import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { publicKeys } from '../support/keys.ts';
import { mended } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { ed25519, makeUser, orderFor } from '../support/tenant.ts';
import { Orders, required, unavailable } from './placing.ts';

const setup = await setUp();
const { cloud, tenant, catalogue } = setup;
const orders = new Orders(setup);

const order = (attributes: Record<string, unknown> = {}) => orderFor(tenant, catalogue, attributes);

describe('what is missing is named, all of it at once', () => {
  test('an empty order', () =>
    orders.refused({}, { project: required, offering: required, plan: required, attributes: required }));
  test('bodies that are no object', async () => {
    for (const body of [[], 'text', 7, null]) {
      await orders.refused(JSON.stringify(body), {
        project: required,
        offering: required,
        plan: required,
        attributes: required,
      });
    }
  });
  test('empty attributes', () =>
    orders.refused(
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
      await orders.refused({ ...order(), attributes }, { attributes: /^Must be an object\.$/ });
    }
  });
  test('null is as good as missing', () =>
    orders.refused(
      { ...order({ name: null, ssh_public_key: null }), plan: null },
      { plan: required, attributes: { name: required, ssh_public_key: required } },
    ));
  test('both fields of a network, and networks that are none', () =>
    orders.refused(order({ networks: [{}, 'text', { subnet: tenant.subnet }] }), {
      attributes: {
        networks: [
          { subnet: required, floating_ip: required },
          { non_field_errors: /^Must be an object/ },
          { floating_ip: required },
        ],
      },
    }));
  test('ports that are none, and lists that are none or too long', async () => {
    const { networks: _, ...rest } = order().attributes;
    const attributes = (more: object) => ({ ...order(), attributes: { ...rest, ...more } });
    const ports = [{ subnet: tenant.subnet }];
    const floatingIps = { floating_ips: Array.from({ length: 9 }, () => ({ subnet: tenant.subnet })) };
    await orders.refused(attributes({ ports: ['text', {}] }), {
      attributes: { ports: [{ non_field_errors: /^Must be an object with "subnet" or "port"/ }, { subnet: required }] },
    });
    await orders.refused(attributes({ ports, ...floatingIps }), {
      attributes: { floating_ips: /^At most 8 floating IPs/ },
    });
    await orders.refused(attributes({ ports, floating_ips: [{ url: 'x' }] }), {
      attributes: { floating_ips: [{ subnet: required, url: /^Must be a UUID/ }] },
    });
    const one = { size: 1024 };
    for (const [volumes, words] of [
      ['text', /^Must be a list/],
      [Array.from({ length: 9 }, () => one), /^At most 8 data volumes/],
      [
        [one, 'text'],
        [{}, { size: required }],
      ],
    ] as const) {
      await orders.refused(order({ data_volumes: volumes }), { attributes: { data_volumes: words } });
    }
  });
  test('everything wrong together, well-formed or not', () =>
    orders.refused(
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
          name: /^(Must be a host name|May not have control characters)/,
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

describe('names', () => {
  const bad: [string, RegExp][] = [
    ['', /^May not be blank/],
    ['a'.repeat(64), /63/],
    ...['-a', 'a-', '.a', 'a..b', 'a_b', 'a b', 'ü', 'a/../b', 'a\nb', 'a,readonly=off', '$(id)', "a'b", 'a.'].map(
      (name): [string, RegExp] => [name, /^(Must be a host name|May not have control characters)/],
    ),
  ];
  for (const [name, words] of bad) {
    test(`T8 ${JSON.stringify(name)} is refused`, async () => {
      const { status, body } = await orders.post(order({ name }));
      assert.equal(status, 400);
      assert.match(body.attributes.name[0], words);
    });
  }
});

describe('ssh keys', () => {
  for (const [type, line] of Object.entries(publicKeys())) {
    test(`${type} is taken`, async () => {
      const { uuid } = await orders.taken(order({ ssh_public_key: line }));
      await tenant.client.remove(uuid);
    });
  }
  test('a private key is refused and shown nowhere', async () => {
    const secret = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE';
    const text = `-----BEGIN OPENSSH PRIVATE KEY-----\n${secret}\n-----END OPENSSH PRIVATE KEY-----\n`;
    const answer = await orders.post(order({ ssh_public_key: text }));
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
      await orders.refused(order({ ssh_public_key }), { attributes: { ssh_public_key: words } });
  });
  test('a stored key is named by its UUID', async () => {
    const { body: key } = await tenant.client.post('keys/', { name: 'laptop', public_key: ed25519 });
    const vm = await orders.taken(order({ ssh_public_key: key.uuid }));
    assert.equal(vm.key_name, 'laptop');
    await tenant.client.remove(vm.uuid);
  });
});

test('a second VM of a name is warned of, by the check too, for both APIs take any name', async () => {
  const twin = order({ name: 'twin' });
  const first = await tenant.client.post('marketplace-orders/', twin);
  assert.deepEqual(first.body.warnings, []);
  const words = new RegExp(`^The project has another VM "twin" \\(${first.body.resource_uuid}\\)\\.`);
  const checked = await tenant.client.post('marketplace-orders/preflight/', twin);
  const second = await tenant.client.post('marketplace-orders/', twin);
  for (const { body } of [checked, second]) assert.match(body.warnings[0], words);
  for (const { body } of [first, second]) await tenant.client.settled(body.uuid);
  const look = async () => {
    const { warnings } = (await tenant.client.get(`marketplace-orders/${second.body.uuid}/`)).body;
    return { ok: warnings.length === 0, remedy: warnings.join() };
  };
  await mended('twin', /Who looks one up by its name may find either: give one of them another name\./, look, () =>
    tenant.client.patch(`openstack-instances/${first.body.resource_uuid}/`, { name: 'first' }),
  );
  for (const { body } of [first, second]) await tenant.client.remove(body.resource_uuid);
});

describe('a wish is honoured or refused, never dropped', () => {
  test('what no VM can be told is named, with what there is instead', async () => {
    const wishes = {
      availability_zone: 'us-east-1a',
      config_drive: false,
      connect_directly_to_external_network: true,
      server_group: 'x',
      tags: ['web'],
      volume_size: 4096,
      networks: [{ subnet: tenant.subnet, floating_ip: 'none', port_security_enabled: false, vlan: 7 }],
    };
    await orders.refused(
      { ...order(wishes), coupon: 'x', limits: { cpu: 4 }, end_date: '2100-01-31T10:00:00' },
      {
        coupon: /^There is no such field\. There are: project, /,
        limits: /^Nothing here is sold by limits/,
        end_date: /a time with its zone/,
        attributes: {
          availability_zone: /^There is one zone, "nova"/,
          config_drive: /^Every VM is given its configuration on a disk/,
          connect_directly_to_external_network: /by a floating IP/,
          server_group: /^Must be a UUID, with or without dashes, or the URL/,
          tags: /^VMs have labels/,
          volume_size: /^There is no such field\./,
          networks: [{ port_security_enabled: /^Every port is guarded/, vlan: /^There is no such field\./ }],
        },
      },
    );
    await orders.refused(order({ ports: [{ subnet: tenant.subnet }], floating_ips: [{ subnet: tenant.subnet }] }), {
      attributes: { ports: /^Says in another form/, floating_ips: /^Says in another form/ },
    });
    const own = { ...order(), offering: catalogue.volume.offering, plan: catalogue.volume.plan };
    await orders.refused(
      { ...own, attributes: { name: 'x', size: 1024, networks: [], bootable: true } },
      { attributes: { networks: /^There is no such field\./, bootable: /^There is no such field\./ } },
    );
  });

  test('labels of a VM are texts within their limits; a volume has none', async () => {
    const beyond = (metadata: object, words: Record<string, RegExp> | RegExp) =>
      orders.refused(order({ metadata }), { attributes: { metadata: words } });
    const long = 'x'.repeat(256);
    await beyond(
      { [long]: '', 'a\u0000': '', '': '', many: long, count: 3 },
      {
        [long]: /^A key has 1 to 255 characters/,
        'a\u0000': /^A key has .* no control characters/,
        '': /^A key has 1 to 255 characters/,
        many: /^At most 255 characters: shorten/,
        count: /^Must be a text/,
      },
    );
    await beyond(Object.fromEntries(Array.from({ length: 129 }, (_, index) => [index, ''])), /^At most 128 labels/);
    const own = { ...order(), offering: catalogue.volume.offering, plan: catalogue.volume.plan };
    const attributes = { name: 'x', size: 1024, metadata: { role: 'web' } };
    await orders.refused({ ...own, attributes }, { attributes: { metadata: /^There is no such field\./ } });
  });

  test('what clients of Waldur send without a wish is taken, a zone that there is, and an end date ends', async () => {
    const end_date = '2100-01-31';
    const none = { availability_zone: null, config_drive: null, server_group: null, tags: [], metadata: {} };
    const { attributes, ...rest } = order({ ...none, end_date: `${end_date}T00:00:00Z` });
    const waldur = tenant.client.in('/waldur/api');
    const { body, text } = await waldur.post('marketplace-orders/', {
      ...rest,
      attributes,
      limits: {},
      callback_url: null,
    });
    assert.ok(body.uuid, text);
    const volume = { project: tenant.project, offering: catalogue.volume.offering, plan: catalogue.volume.plan };
    const [zone] = (await tenant.client.get('openstack-volume-availability-zones/?name=nova')).body.results;
    const other = await tenant.client.post('marketplace-orders/', {
      ...volume,
      end_date,
      attributes: { name: 'own', size: 1024, availability_zone: zone.url },
    });
    const { body: own } = await tenant.client.get(`openstack-volumes/${other.body.resource_uuid}/`);
    assert.deepEqual([own.availability_zone, own.availability_zone_name], [zone.uuid, 'nova']);
    for (const [uuid, resource] of [body, other.body].map((each) => [each.uuid, each.resource_uuid])) {
      await tenant.client.settled(uuid);
      const shown = await tenant.client.get(`marketplace-resources/${resource}/`);
      assert.equal(shown.body.end_date, end_date);
    }
    await orders.refused(order({ end_date: '2001-01-01' }), { attributes: { end_date: /^Lies in the past/ } });
    const { client: member } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER');
    assert.equal((await member.post('marketplace-orders/', order({ end_date }))).status, 403);
  });
});
