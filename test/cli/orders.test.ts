import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, test } from 'node:test';
import type { CommandResult } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { createToken } from '../../src/identity/index.ts';
import { hold } from '../support/hold.ts';
import { followed } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { makeUser } from '../support/tenant.ts';
import { slipway } from './cli.ts';

const cloud = await setUpCloud();
const { env } = cloud;
const { uuid: project } = await cloud.db.selectFrom('project').select('uuid').executeTakeFirstOrThrow();
const { user } = await makeUser(cloud.db, cloud.url, [project], 'PROJECT.MEMBER');
const { token } = await createToken(cloud.db, user, randomBytes(4).toString('hex'), null);
const orderIn = (told: string): string => /order watch ([0-9a-f-]{36})/.exec(told)?.[1] ?? assert.fail(told);
/** Somebody of the same project, who may not approve. */
const member = { ...env, SLIPWAY_TOKEN: token };
afterEach(() => {
  cloud.driver.fault = () => {};
});

async function run(who: Record<string, string>, code: number, ...args: string[]) {
  const result = await slipway(who, ...args);
  assert.equal(result.code, code, `slipway ${args.join(' ')}: ${result.stderr}${result.stdout}`);
  return result;
}

test('vm create --dry-run says what an order takes and costs, and places none', async () => {
  const { stdout } = await run(env, 0, 'vm', 'create', 'web', '--dry-run');
  assert.match(stdout, /^price +0 a hour$/m);
  assert.match(stdout, /^ready +no order like it was measured yet$/m);
  assert.match(stdout, /^floating ips +1 new, 0 of the project$/m);
  assert.match(stdout, /^quota left +instances 19, vcpus 39/m);
  assert.match((await run(env, 0, 'order', 'list')).stdout, /^None\.$/m);
});

test('an order that waits is listed, approved or rejected; who placed it sees the reason', async () => {
  const waiting = async (name: string) => {
    const { stdout, stderr } = await run(member, 0, 'vm', 'create', name, '--no-wait', '--json');
    assert.doesNotMatch(stderr, /approval/, '--json says nothing on the side');
    return JSON.parse(stdout).uuid as string;
  };
  const [first, second] = [await waiting('one'), await waiting('two')];
  const { stdout: listed } = await run(env, 0, 'order', 'list', '--pending', '-q');
  assert.deepEqual(new Set(listed.trim().split('\n')), new Set([first, second]));
  assert.match((await run(env, 0, 'order', 'show', first)).stdout, new RegExp(`order approve ${first}`));
  assert.match(
    (await run(member, 4, 'order', 'approve', first)).stderr,
    /It takes ORDER\.APPROVE, which .*PROJECT\.ADMIN/,
  );
  assert.match((await run(env, 0, 'order', 'approve', first)).stdout, /^Success after/m);
  const ofOne = ['order', 'list', '--vm', 'one', '--project', 'Default project', '-q'];
  assert.equal((await run(env, 0, ...ofOne)).stdout, `${first}\n`);
  await run(env, 0, 'order', 'reject', second, '--reason', 'use a smaller flavor');
  assert.match((await run(member, 0, 'order', 'show', second)).stdout, /use a smaller flavor/);
  await run(env, 5, 'order', 'approve', second);
  assert.match(
    (await run(member, 4, 'order', 'watch', second)).stderr,
    /^Error: The order was rejected: use a smaller/m,
  );
  await run(member, 0, 'order', 'delete', second);
  await run(member, 3, 'order', 'show', second);
  assert.match((await run(env, 5, 'order', 'delete', first)).stderr, /is Success\. Terminate what it has made/);
});

test('a volume waits for approval as a VM does', async () => {
  const { stderr } = await run(member, 0, 'volume', 'create', 'theirs', '--size', '1G', '--no-wait');
  const uuid = /order approve ([\w-]{36})/.exec(stderr)?.[1] ?? '';
  await run(env, 0, 'order', 'approve', uuid);
  assert.match((await run(member, 0, 'volume', 'show', 'theirs')).stdout, /^state +available$/m);
});

test('an order that has failed is retried, or deleted', async () => {
  const failed = async (name: string): Promise<string> => {
    cloud.driver.fault = (method) => {
      if (method === 'startGuest') throw new Problem('command-failed', 'The test made it fail.', 'Nothing to do.');
    };
    await run(env, 7, 'vm', 'create', name);
    cloud.driver.fault = () => {};
    const { stdout } = await run(env, 0, 'order', 'list', '--state', 'Erred', '--json');
    return JSON.parse(stdout).results.find((order: { resource_name: string }) => order.resource_name === name).uuid;
  };
  assert.match((await run(env, 0, 'order', 'retry', await failed('again'))).stdout, /^Success after/m);
  const gone = await failed('gone');
  await run(env, 0, 'order', 'delete', gone);
  await run(env, 3, 'order', 'show', gone);
});

test('what is said of an order that took too long, or was cancelled, helps', async () => {
  const { release } = hold(cloud.driver, 'startGuest');
  const impatient = (name: string) => slipway(env, 'vm', 'create', name, '--timeout', '0.5');
  const [slow, unwanted] = await Promise.all([impatient('slow'), impatient('unwanted')]);
  const watch = ({ stderr }: CommandResult) => slipway(env, 'order', 'watch', orderIn(stderr));
  await cloud.staff.post(`marketplace-orders/${orderIn(unwanted.stderr)}/cancel/`, {});
  release();
  await followed(
    'timeout',
    /order watch [0-9a-f-]{36}/,
    () => slow,
    () => watch(slow),
  );
  await followed(
    'order-canceled',
    /Place it again if you want it/,
    () => watch(unwanted),
    () => slipway(env, 'vm', 'create', 'unwanted'),
  );
});

test('an offering is shown with its plans', async () => {
  assert.match((await run(env, 0, 'offering', 'show', 'Virtual machine')).stdout, /^plan {2}Monthly 0\/month$/m);
});
