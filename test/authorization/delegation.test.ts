import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { casesInTurn } from '../../src/cli/testing/turn.ts';
import { createToken, type Permission, permissions, revokeToken } from '../../src/identity/index.ts';
import { Client } from '../support/client.ts';
import { startCloud, type TestCloud } from '../support/cloud.ts';
import { describedOperations, type Operation, pathOf } from '../support/openapi.ts';
import { type Authority, authorities, namingUsers, tablesOfUsers } from './authority.ts';
import { callOf } from './calls/index.ts';
import { greedyBodies } from './greedy.ts';
import { World } from './world.ts';

let cloud: TestCloud;
let world: World;
/** All that change something, of one dialect: the other has the same routes. */
let operations: Operation[];
/** Who delegates: a member of staff to whom all belongs that calls name. */
let giver: string;
const params = new Map<string, Record<string, string>>();
/** By permission the operations that a token was let through to. */
const reached = new Map<Permission, Set<Operation>>(permissions.map((permission) => [permission, new Set()]));
const made: Record<string, number> = {};
/** Those that a token is given in this run. */
const delegated = casesInTurn(permissions);
let requests = 0;

before(async () => {
  cloud = await startCloud({ withTarget: true });
  world = await World.make(cloud);
  giver = world.owner.user;
  await cloud.db.updateTable('app_user').set({ is_staff: true }).where('uuid', '=', giver).execute();
  const described = await describedOperations(cloud.staff);
  operations = described.filter((operation) => {
    const { method, root } = operation;
    const reads = ['GET', 'HEAD'].includes(method) || root.startsWith('/waldur');
    return !reads && callOf(operation).scope !== 'public' && callOf(operation).ends !== true;
  });
});
after(async () => {
  console.log(`${operations.length} operations, ${requests} requests; what came out: ${JSON.stringify(made)}`);
  await cloud.stop();
});

/** What a call names; made anew when it was used up. */
async function paramsOf(operation: Operation): Promise<Record<string, string>> {
  const kept = params.get(operation.key) ?? (await callOf(operation).path?.(world)) ?? {};
  params.set(operation.key, kept);
  return kept;
}

/** What an operation is asked for with; who proves a secret is more than the token, so none is proved. */
function bodiesOf(operation: Operation): (object | string | undefined)[] {
  const { bodies, bytes } = callOf(operation);
  const body = bytes ?? bodies?.[0]?.(world);
  if (operation.body === null || typeof body !== 'object') return [body];
  const { old_password: _, ...asked } = body as Record<string, unknown>;
  return greedyBodies(operation.body, asked);
}

/** Each operation with each of its bodies; on users on another one and on the giver. */
function* requestsOf(asked: Iterable<Operation>) {
  for (const operation of asked) {
    const selves = operation.path.startsWith('users/{uuid}') ? [world.helper, giver] : [null];
    for (const self of selves) for (const body of bodiesOf(operation)) yield { operation, self, body };
  }
}

/** Asks operations for all that they can give; `check` hears what came of which request. Returns those that let it through. */
async function walk(
  client: Client,
  asked: Iterable<Operation>,
  check: (key: string, came: Authority, from: string) => void,
): Promise<Set<Operation>> {
  const through = new Set<Operation>();
  let known = new Map<string, Authority>();
  for (const { operation, self, body } of requestsOf(asked)) {
    const { bytes, after: takeBack } = callOf(operation);
    if (self === null && !params.has(operation.key)) known = new Map();
    const named = self === null ? await paramsOf(operation) : { uuid: self };
    // what the preparation gave is not of the token
    if (known.size === 0) known = await authorities(cloud.db);
    const type = bytes === undefined ? {} : { 'content-type': 'application/octet-stream' };
    const { status, text } = await client.send(operation.method, pathOf(operation, named), body, type);
    requests++;
    assert.ok(status < 500, `${operation.key}: ${text}`);
    if (status < 300 || takeBack !== undefined) params.delete(operation.key);
    takeBack?.();
    if (status !== 403 && status !== 404) through.add(operation);
    if (status >= 300) continue;
    const now = await authorities(cloud.db);
    for (const [key, authority] of now)
      if (!known.has(key)) check(key, authority, `${operation.key} ${JSON.stringify(body)}`);
    known = now;
  }
  return through;
}

describe('T11 what a token makes, gives or sets', () => {
  for (const permission of delegated) {
    for (const end of [null, 3_600_000]) {
      test(`may no more and lasts no longer: ${permission}${end === null ? '' : ', for an hour'}`, async () => {
        const expires = end === null ? null : new Date(Date.now() + end);
        const token = await createToken(cloud.db, giver, 'delegated', expires, { permissions: [permission] });
        const came: string[] = [];
        // an end opens nothing that was closed without
        const asked = end === null ? operations : (reached.get(permission) ?? []);
        const through = await walk(new Client(cloud.url, token.token), asked, (key, authority, from) => {
          const { kind, may, until, deed } = authority;
          made[kind] = (made[kind] ?? 0) + 1;
          if (!deed) came.push(key);
          const more = may.filter((other) => other !== permission);
          assert.deepEqual(more, [], `${from} made what may more: ${key}`);
          const inTime = deed || expires === null || (until !== null && until <= expires);
          assert.ok(inTime, `${from} made what lives longer: ${key}`);
        });
        if (end === null) reached.set(permission, through);
        await revokeToken(cloud.db, giver, token.uuid);
        const left = await authorities(cloud.db);
        assert.deepEqual(
          came.filter((key) => left.has(key)),
          [],
          'outlives the token that was revoked',
        );
      });
    }
  }

  test('was asked of every operation', () => {
    // what takes two permissions is closed to a token of one, and what takes a login to all of them
    const open = operations.map((operation) => ({ ...callOf(operation), operation }));
    const single = open.filter(({ also, whole }) => also === undefined && whole === undefined);
    const missed = single.filter(
      ({ permission, operation }) =>
        permission !== undefined && delegated.includes(permission) && !reached.get(permission)?.has(operation),
    );
    assert.deepEqual(
      missed.map(({ operation: { key } }) => key),
      [],
    );
    const kinds = delegated.length < permissions.length ? [] : ['role', 'token', 'key'];
    for (const kind of kinds) assert.ok(made[kind], `no ${kind} came out`);
  });

  test('is read from every table that says something of a user', async () => {
    assert.deepEqual(await namingUsers(cloud.db), Object.keys(tablesOfUsers).toSorted());
  });
});
