import assert from 'node:assert/strict';
import { afterEach, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from '../../src/cli/api/client.ts';
import { contextOf, readContexts } from '../../src/cli/api/contexts.ts';
import type { Order, Resource } from '../../src/cli/api/schema.ts';
import { assertSuccess } from '../../src/cli/terminal/watch.ts';
import { requireMade } from '../../src/cli/volume/made.ts';
import { reachOf } from '../../src/cli/vm/ssh/reach.ts';
import { Problem } from '../../src/common/problem.ts';
import { hold } from '../support/hold.ts';
import { requestsAtLocks } from '../support/locks.ts';
import { followed } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { slipwayWith } from './cli.ts';
import { inTurn, slipway, useCloud } from './in-process.ts';

const cloud = await setUpCloud({ variables: { SLIPWAY_KEEP_DELETED_DAYS: '' } });
const far = `--ssh-user root --url https://cloud.debian.org/x --sha256 ${'0'.repeat(64)}`;
const shown = async (name: string): Promise<Resource> => JSON.parse(await slipway(`vm show ${name} --json`));
const works = () => {
  cloud.driver.fault = () => {};
};

/** Runs a line while the driver cannot do something. */
async function without(method: string, line: string): Promise<void> {
  cloud.driver.fault = (called, when) => {
    if (called === method && when === 'before') throw new Problem('command-failed', 'It does not.');
  };
  await slipway(line).finally(works);
}

before(async () => {
  await useCloud(cloud);
  await inTurn(['vm create web', 'volume create data --size 1G']);
});
afterEach(works);

describe('what a command says to do helps', () => {
  for (const [code, says, method, line, ...right] of [
    [
      'action-failed',
      /" shows how it stands; try again/,
      'growVolume',
      'volume extend data --size 2G',
      'volume show data',
    ],
    [
      'action-failed',
      /" takes it away; try again/,
      'takeSnapshots',
      'snapshot create data kept',
      'snapshot delete kept',
    ],
    [
      'image-erred',
      /Delete it \("\.\/slipway image delete .*"\), correct what it says/,
      'ensureImage',
      `image import far ${far}`,
      'image delete far',
    ],
  ] as const)
    test(`that has failed, of "${line}"`, () =>
      followed(
        code,
        says,
        () => without(method, line),
        () => inTurn([...right, line]),
      ));

  for (const [code, says, method, line, look] of [
    [
      'timeout',
      /"\.\/slipway .* show .*" shows how far it is\./,
      'growVolume',
      'volume extend data --size 3G',
      'volume show data',
    ],
    ['timeout', /" what the guest says/, 'stopGuest', 'vm stop web', 'vm show web'],
    [
      'timeout',
      /It goes on: "\.\/slipway image list" shows it/,
      'ensureImage',
      `image import late ${far}`,
      'image list',
    ],
  ] as const)
    test(`that waits no longer, of "${line}"`, async () => {
      const { release } = hold(cloud.driver, method);
      await followed(
        code,
        says,
        () => inTurn([`${line} --timeout 0.001`]),
        () => inTurn([look]),
      );
      release();
    });

  test('of a VM that could not be brought back', async () => {
    await inTurn(['vm create lost', 'vm delete lost']);
    await followed(
      'action-failed',
      /Nothing of it is lost\. ".* vm undelete .*" tries again/,
      () => without('startGuest', 'vm undelete lost'),
      () => inTurn(['vm undelete lost', 'vm delete lost --now']),
    );
  });

  test('of a VM that does not run', async () => {
    await eventually('it is stopped', async () => {
      const { state, runtime_state } = await shown('web');
      return state === 'OK' && runtime_state === 'stopped';
    });
    const reach = async () => void reachOf(await shown('web'));
    await followed('wrong-state', /Start it: \.\/slipway vm start/, reach, async () => {
      await slipway('vm start web');
      await reach();
    });
  });

  test('of the disk of a VM that could not be kept', async () => {
    await slipway('vm stop web');
    const line = 'vm image web --name gold';
    await followed(
      'image-erred',
      /Mend what it says, then try again: the VM is as it was/,
      () => without('ensureImage', line),
      () => inTurn([line]),
    );
    await slipway('vm start web');
  });

  test('of ports that could not be changed', async () => {
    await inTurn(['network create lan', 'subnet create side --network lan --cidr 192.168.10.0/24']);
    const line = 'vm connect web --subnet side';
    await followed(
      'action-failed',
      /^Mend the cause, then try again/,
      () => {
        cloud.driver.fault = (called, when) => {
          if (called !== 'syncPorts' || when !== 'before') return;
          // it is taken back
          works();
          throw new Problem('command-failed', 'It does not.');
        };
        return inTurn([line]);
      },
      () => inTurn([line]),
    );
  });

  test('of an answer that does not come', async (t) => {
    const client = new Client(cloud.url, cloud.staff.token ?? '');
    const locking = await cloud.db.startTransaction().execute();
    t.after(() => locking.isRolledBack || locking.rollback().execute());
    await sql`LOCK TABLE flavor`.execute(locking);
    const late = new AbortController();
    const clock = t.mock.method(AbortSignal, 'timeout', () => late.signal);
    await followed(
      'timeout',
      /Try again; if it stays, "\.\/slipway doctor" and "\.\/slipway logs" say more/,
      async () => {
        const asked = client.get<void>('openstack-flavors/');
        await requestsAtLocks(cloud.db, 1);
        late.abort(new DOMException('It is late.', 'TimeoutError'));
        return asked;
      },
      async () => {
        clock.mock.restore();
        await locking.rollback().execute();
        await slipway('flavor list');
      },
    );
  });

  test('of a VM that could not be changed, and of a floating IP that leads nowhere yet', async () => {
    const resize = 'vm resize web --flavor small';
    await followed(
      'action-failed',
      /^"\.\/slipway vm show .*" shows how it is now/,
      () => without('growVolume', resize),
      () => inTurn(['vm show web', resize]),
    );
    const address = await slipway('floating-ip allocate -q');
    const { release } = hold(cloud.driver, 'applyRouter');
    await followed(
      'timeout',
      /It goes on; "\.\/slipway floating-ip list" shows it/,
      () => inTurn([`floating-ip attach ${address} web --timeout 0.001`]),
      () => inTurn(['floating-ip list']),
    );
    release();
  });

  test('of what was deleted while it was made, of a column and of one of many that there is not', async () => {
    await followed(
      'not-found',
      /Make another one\./,
      () => void requireMade('volume', null),
      () => inTurn(['volume create another --size 1G']),
    );
    await followed(
      'usage',
      /There are: /,
      () => inTurn(['vm list --columns nme']),
      () => inTurn(['vm list --columns name']),
    );
    await inTurn(Array.from({ length: 9 }, (_, index) => `server-group create n${index}`));
    await followed(
      'not-found',
      /There are: .*, /,
      () => inTurn(['server-group show n']),
      () => inTurn(['server-group show n1']),
    );
  });

  test('of a login that has ended', async () => {
    await inTurn(['login-link', String.raw`login <http\S+> --as mine`]);
    await followed(
      'not-found',
      /^"\.\/slipway session list" shows yours/,
      () => inTurn(['session end none']),
      () => inTurn(['session list -q', 'session end <[0-9a-f]{8}-[0-9a-f-]{27}>']),
    );
    await slipway('logout mine');
  });

  test('of a VM without a floating IP, and of one that is not up yet', async () => {
    const reach = async (name: string) => void reachOf(await shown(name));
    await slipway('vm create apart --floating-ip none');
    await followed(
      'wrong-state',
      /Order it with "--floating-ip auto"/,
      () => reach('apart'),
      async () => {
        await slipway('vm create reached --floating-ip auto');
        const fresh = await shown('reached');
        await followed(
          'wrong-state',
          /Wait until "\.\/slipway vm show .*" says that it is ready/,
          () => void reachOf({ ...fresh, readiness: { ...fresh.readiness, host_keys: [] } }),
          () =>
            eventually('its keys are known', async () => (await shown('reached')).readiness.host_keys.length > 0).then(
              () => reach('reached'),
            ),
        );
      },
    );
  });

  test('of a VM that is still being made', async () => {
    const { reached, release } = hold(cloud.driver, 'startGuest');
    await slipway('vm create slow --no-wait --floating-ip none');
    await reached;
    const { creation_order: order } = await shown('slow');
    await followed(
      'wrong-state',
      /Cancel its order, which undoes it/,
      () => inTurn(['vm delete slow --yes']),
      async () => {
        await slipway(`order cancel ${order?.uuid}`);
        release();
      },
    );
  });

  test('of a VM that has failed, and of an order that does not say why', async () => {
    await assert.rejects(without('startGuest', 'vm create failed --floating-ip none'));
    const vm = await shown('failed');
    const look = () => inTurn(['vm show failed']);
    await followed('wrong-state', /See "\.\/slipway vm show .*"/, () => void reachOf(vm), look);
    const order = JSON.parse(await slipway(`order show ${vm.creation_order?.uuid} --json`)) as Order;
    await followed(
      'order-erred',
      /"\.\/slipway order show .*" shows where it failed/,
      () => assertSuccess({ ...order, error: null }),
      () => inTurn([`order show ${order.uuid}`]),
    );
  });

  test('of a login that there is not', async () => {
    const { HOME = '', SLIPWAY_TOKEN = '' } = process.env;
    const login = async () => {
      const env = { HOME, XDG_CONFIG_HOME: HOME };
      const { stderr, code } = await slipwayWith(SLIPWAY_TOKEN, env, 'login', '--token', cloud.url, '--as', 'work');
      assert.equal(code, 0, stderr);
    };
    await followed('usage', /Write it like "login USER URL", or "login --token URL"/, () => inTurn(['login']), login);
    await slipway('logout');
    await followed('not-found', /Log in with: \.\/slipway login USER$/, () => inTurn(['logout']), login);
    await slipway('logout');
    await followed(
      'not-found',
      /There is none yet: \.\/slipway login USER URL/,
      () => void contextOf(readContexts(), 'work'),
      () => login().then(() => void contextOf(readContexts(), 'work')),
    );
  });
});
