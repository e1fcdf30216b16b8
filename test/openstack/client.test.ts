import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { readAccess, Refusal } from '../../src/drivers/openstack/client/index.ts';
import { Flavors } from '../../src/drivers/openstack/flavors.ts';
import { Names } from '../../src/drivers/openstack/names.ts';
import { Networks } from '../../src/drivers/openstack/network/index.ts';
import { novaUserData } from '../../src/drivers/openstack/user-data.ts';
import { followed } from '../support/remedy.ts';
import { guestOf, patience } from './rig.ts';
import { badGateway } from './simulator/faults.ts';
import { Simulator } from './simulator/index.ts';
import { DEMO } from './simulator/keystone.ts';
import { clientOf } from './target.ts';

const simulator = await Simulator.start();
const { faults, keystone, world } = simulator;
const client = clientOf(simulator.env);
const { compute, network, volumes } = client;
after(async () => {
  await client.session.close();
  await simulator.stop();
});
afterEach(() => faults.clear());

const problem = async (call: Promise<unknown>): Promise<Problem> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, String(error));
  return error;
};
const askedFor = (request: RegExp): number => simulator.requests.filter((each) => request.test(each)).length;

describe('where an OpenStack is and who asks', () => {
  const directory = mkdtempSync(join(tmpdir(), 'clouds-'));
  after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'clouds.yaml');
  const written = (text: string) => {
    writeFileSync(file, text);
    return { OS_CLIENT_CONFIG_FILE: file, OS_CLOUD: 'lab' };
  };

  test('stands in clouds.yaml, with a password or an application credential', async () => {
    const auth = { auth_url: `${simulator.origin}/identity`, ...DEMO };
    const yaml = `clouds: { lab: { auth: ${JSON.stringify(auth)}, region_name: RegionOne } }`;
    const byPassword = clientOf(written(yaml));
    assert.deepEqual((await byPassword.session.token()).roles, ['member']);
    await byPassword.session.close();
    assert.equal(readAccess(simulator.env).region_name, 'RegionOne');
  });

  test('is asked for by name when it does not', async () => {
    const says = (env: NodeJS.ProcessEnv, words: RegExp) =>
      assert.throws(
        () => readAccess(env),
        (error: Problem) => error.code === 'openstack-access' && words.test(error.message),
      );
    says({}, /the environment.*auth/);
    const auth = { auth_url: `${simulator.origin}/identity`, ...DEMO };
    const fit = `clouds: { lab: { auth: ${JSON.stringify(auth)}, region_name: RegionOne } }`;
    await followed(
      'openstack-access',
      /Set OS_CLOUD and OS_CLIENT_CONFIG_FILE for a clouds\.yaml/,
      () => void readAccess({}),
      () => void readAccess(written(fit)),
    );
    says({ OS_CLOUD: 'lab', OS_CLIENT_CONFIG_FILE: '/nowhere.yaml' }, /there is no \/nowhere\.yaml/);
    says({ ...written('clouds: { other: {} }') }, /no cloud "lab"; it has other/);
    says({ ...written('clouds: [') }, /cannot be read/);
    says(
      { ...written('clouds: { lab: { auth: { auth_url: x }, verify: false } }') },
      /verify: certificates are always/,
    );
  });

  test('is the region that is named: a service elsewhere is none', async () => {
    const elsewhere = clientOf({ ...simulator.env, OS_REGION_NAME: 'Mars' });
    const flavors = (from: typeof client) => () => from.compute.flavors().then(() => {});
    await followed('openstack-unfit', /Needed are Yoga or newer with nova/, flavors(elsewhere), flavors(client));
    await elsewhere.session.close();
  });
});

describe('what an OpenStack has not', () => {
  test('is a size without a flavor', async () => {
    const flavors = new Flavors(compute);
    await followed(
      'openstack-unfit',
      /Order a size that there is, or ask the operator/,
      async () => void (await flavors.of(3, 77)),
      async () => {
        const [size] = await flavors.sizes();
        assert.ok(size);
        await flavors.of(size.vcpus, size.memoryMiB);
      },
    );
  });

  test('is one network that leads outside, where there are two', async () => {
    const second = await network.create('network', { name: 'second', 'router:external': true });
    const outside = (named: string | null) => new Networks(network, new Names('c10d'), patience, named).outside();
    await followed(
      'openstack-unfit',
      /Name the one to use in the setting "os_external_network"/,
      async () => void (await outside(null)),
      async () => assert.equal(await outside('second'), second.id),
    );
    await network.delete('network', second.id);
  });

  test('is room for much user data', async () => {
    const given = (userData: string) => void novaUserData({ ...guestOf(1).seed, userData });
    await followed(
      'openstack-unfit',
      /Have the VM fetch what is large by itself, such as by "#include" and a URL/,
      () => given(`#!/bin/sh\n# ${randomBytes(99_999).toString('base64')}\n`),
      () => given('#include\nhttps://cloud.example/large\n'),
    );
  });
});

describe('a token', () => {
  test('is asked for once by all who need it at once, and again when it is taken back in mid-run', async () => {
    const other = clientOf(simulator.env);
    const before = keystone.given;
    await Promise.all([other.compute.flavors(), other.network.extensions(), other.volumes.list()]);
    assert.equal(keystone.given, before + 1);
    keystone.revokeTokens();
    await Promise.all([other.compute.flavors(), other.network.extensions()]);
    assert.ok(keystone.given >= before + 2);
    assert.ok(keystone.given <= before + 3, 'those that were refused by one token share the next');
    await other.session.close();
  });

  test('is renewed before it ends', async () => {
    keystone.lifetime = 0;
    const other = clientOf(simulator.env);
    const before = keystone.given;
    await other.compute.flavors();
    await other.compute.flavors();
    keystone.lifetime = 14_400;
    assert.equal(keystone.given, before + 2);
    await other.session.close();
  });

  test('is nothing that a deleted credential gets: the operator is told', async () => {
    keystone.gone = true;
    const other = clientOf(simulator.env);
    const denied = await problem(other.compute.flavors());
    assert.equal(denied.transient, false);
    await followed(
      'openstack-denied',
      /give an application credential with the role "member" of one project/,
      () => denied,
      async () => {
        keystone.gone = false;
        await other.compute.flavors();
      },
    );
    await other.session.close();
  });
});

describe('a request', () => {
  test('that has the same effect however often it is done is done again when nobody answers', async () => {
    faults.add(/GET .*\/flavors/, 'cut-before');
    faults.add(/GET .*\/flavors/, badGateway);
    assert.equal((await compute.flavors()).length, 3);
    const { id } = await network.create('network', { name: 'once' });
    faults.add(/DELETE .*\/networks/, 'cut-after');
    await network.delete('network', id);
    assert.deepEqual(await network.list('network', { name: 'once' }), []);
  });

  test('that makes something is done once, and its outcome is unknown', async () => {
    const volume = { name: 'v', size: 1, image: null, snapshot: null, metadata: {}, type: null };
    for (const effect of ['cut-after', badGateway, { status: 500, body: 'x' }] as const) {
      faults.add(/POST .*\/volumes/, effect);
      const before = askedFor(/POST .*\/volumes/);
      const error = await problem(volumes.create(volume));
      assert.ok(error instanceof Refusal && error.outcomeUnknown && error.transient, error.message);
      assert.equal(error.code, 'openstack-unreachable');
      assert.doesNotMatch(error.message, /<html>/);
      assert.equal(askedFor(/POST .*\/volumes/), before + 1);
    }
    assert.equal((await volumes.list('v')).length, 1, 'the one that was cut off behind it');
  });

  test('that was turned away waits as long as the service wants, whatever it makes', async () => {
    faults.add(/POST .*\/networks/, { status: 429, body: 'slow down', headers: { 'retry-after': '0' } });
    faults.add(/POST .*\/networks/, { status: 413, body: 'slow down', headers: { 'retry-after': '1' } });
    const began = Date.now();
    await network.create('network', { name: 'late' });
    assert.ok(Date.now() - began >= 1000);
    faults.add(/POST .*\/networks/, { status: 429, headers: { 'retry-after': '0' } }, 3);
    assert.equal((await problem(network.create('network', { name: 'never' }))).code, 'openstack-busy');
  });

  test('ends when whoever asked does not wait any more', async () => {
    faults.add(/GET .*\/networks/, 'hang-after');
    const abort = new AbortController();
    const heeding = network.heeding(abort.signal);
    const asked = heeding.list('network');
    abort.abort(new Problem('interrupted', 'Enough.'));
    assert.equal((await problem(asked)).code, 'interrupted');
    const before = simulator.requests.length;
    assert.equal((await problem(heeding.create('network', { name: 'never' }))).code, 'interrupted');
    assert.equal(simulator.requests.length, before, 'nothing is begun any more');
  });

  test('is refused in the words of each service, one code for one thing', async () => {
    world.quotas.volumes = 0;
    const { code } = await problem(
      volumes.create({ name: 'v', size: 1, image: null, snapshot: null, metadata: {}, type: null }),
    );
    assert.equal(code, 'backend-full');
    world.quotas.router = 0;
    assert.equal((await problem(network.create('router', { name: 'r' }))).code, 'backend-full');
    faults.add(/./, { status: 403, body: { forbidden: { code: 403, message: "Policy doesn't allow x." } } });
    assert.equal((await problem(compute.limits())).code, 'openstack-denied');
    faults.add(/./, { status: 200, body: '<html>Sign in</html>' });
    assert.equal((await problem(compute.limits())).code, 'openstack-unreachable');
    assert.equal(await compute.server('nobody'), null);
    faults.add(/./, { status: 400, body: { badRequest: { code: 400, message: 'Odd.' } } });
    const limits = () => compute.limits().then(() => {});
    await followed('openstack-refused', /Retry; if it stays so, run "\.\/slipway doctor"/, limits, limits);
  });

  test('for a collection goes over all of its pages, however small they are', async () => {
    world.pageCap = 2;
    assert.equal((await compute.flavors()).length, 3);
    for (const name of ['a', 'b', 'c', 'd', 'e']) await network.create('network', { name: `page-${name}` });
    const names = (await network.list('network')).map(({ name }) => name).filter((name) => name.startsWith('page-'));
    world.pageCap = 1000;
    assert.deepEqual(names, ['page-a', 'page-b', 'page-c', 'page-d', 'page-e']);
  });
});
