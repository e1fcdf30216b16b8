import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { casesInTurn, inTurn } from '../../src/cli/testing/turn.ts';
import type { Answer, Client } from '../support/client.ts';
import { startCloud, type TestCloud } from '../support/cloud.ts';
import { describedOperations, type Operation, pathOf } from '../support/openapi.ts';
import { makeUser } from '../support/tenant.ts';
import type { RoleName } from '../../src/db/index.ts';
import { permissionsOf } from '../../src/identity/index.ts';
import { type Call, callOf, type Scope } from './calls/index.ts';
import { type Caller, type Callers, makeCallers } from './callers.ts';
import { sendHeld, takesVersion } from './held.ts';
import { referencesOfBodies, referencesOfQueries } from './references.ts';
import { type Send, sendRepeated, standsForItself, takesKey } from './repeated.ts';
import { valueAt, withValue } from './values.ts';
import { type Kind, World } from './world.ts';

const columns: Record<Caller, string> = {
  nobody: 'no token',
  forger: 'a token that was never given out',
  expired: 'an expired token of a member',
  removed: 'a removed user who was a member',
  withdrawn: 'a user whose role in the project was taken back',
  outsider: 'a member of another project',
  elsewhere: "an admin's token that is limited to another project",
  reader: 'a reader of the project',
  readOnly: "an admin's token that may only read (of a key or token: its owner's)",
  plain: 'a member of the project',
  member: 'an admin of the project (of a key or token: its owner)',
  ruler: "an owner of the project's customer",
  staffReadOnly: 'a token of staff that may only read',
  staff: 'staff',
};
const names = Object.keys(columns) as Caller[];
const strangers: readonly Caller[] = ['withdrawn', 'outsider', 'elsewhere'];
/** The same user as `member`, or nobody who has keys and tokens of its. */
const others: readonly Caller[] = [...strangers, 'reader', 'plain', 'ruler', 'staffReadOnly', 'staff'];
const roles: Partial<Record<Caller, RoleName>> = {
  reader: 'PROJECT.READER',
  plain: 'PROJECT.MEMBER',
  member: 'PROJECT.ADMIN',
  ruler: 'CUSTOMER.OWNER',
};
/** What the description calls it when no permission is needed. */
const needs: Record<Scope, string> = {
  public: 'nothing',
  user: 'token',
  project: 'role',
  self: 'role',
  own: 'own',
  staff: 'staff',
};
const refusals: Partial<Record<Caller, string>> = {
  nobody: 'Authentication credentials were not provided.',
  forger: 'Invalid token.',
  expired: 'Token has expired.',
  removed: 'User inactive or deleted.',
};

let cloud: TestCloud;
let world: World;
let callers: Callers;
let operations: Operation[];
const rows: string[] = [];
/** What has been sent again, and as about another version, where it takes that. */
const repeated = new Set<string>();
let cells = 0;
let pairs = 0;

before(async () => {
  cloud = await startCloud({ withTarget: true });
  world = await World.make(cloud);
  callers = await makeCallers(world);
  operations = await describedOperations(cloud.staff);
});
after(async () => {
  const legend = names.map((name, index) => `  ${index + 1} ${columns[name]}`).join('\n');
  const head = `${'operation'.padEnd(60)} ${names.map((_, index) => `  ${index + 1}`).join(' ')}`;
  console.log([head, ...rows, legend].join('\n'));
  console.log(
    `${operations.length} operations x ${names.length} callers = ${cells} calls; ${pairs} foreign/unknown pairs`,
  );
  await cloud.stop();
});

async function perform(
  client: Client,
  operation: Operation,
  params: Record<string, string>,
  body?: object,
): Promise<Answer> {
  const { key, method, root } = operation;
  const path = pathOf(operation, params);
  const { bytes, ends, success } = callOf(operation);
  const here = ends === true ? await world.twin(client) : client;
  const send = (headers: Record<string, string>) => {
    if (bytes === undefined) return here.in(root).send(method, path, body, headers);
    return here.in(root).send(method, path, bytes, { ...headers, 'content-type': 'application/octet-stream' });
  };
  const sendOnce = (headers: Record<string, string>) => {
    if (!takesKey(operation) || repeated.has(key)) return send(headers);
    const again: Send = (below, as, sent, once) =>
      here.in(below).post(as(path), sent, { ...headers, 'idempotency-key': once });
    return sendRepeated(operation, body, again, eventsOf);
  };
  const version = async () => (await here.in(root).get(path.replace(/([0-9a-f-]{36}\/).*$/, '$1'))).headers.get('etag');
  const isHeld = takesVersion(operation) && !repeated.has(key) && success < 300;
  const answer = isHeld ? await sendHeld(sendOnce, version) : await sendOnce({});
  if (answer.status < 300) repeated.add(key);
  return answer;
}

async function eventsOf(requestId: string): Promise<number> {
  const events = cloud.db.selectFrom('audit_event').select('uuid').where('request_id', '=', requestId);
  return (await events.execute()).length;
}

/** The status that a caller must get. */
function expected(call: Call, caller: Caller): number {
  if (call.scope === 'public') return call.success;
  if (refusals[caller] !== undefined) return 401;
  if (call.scope !== 'staff' && hidden(call.scope).includes(caller)) {
    // what a body names is refused, what a path names is not there
    return call.path === undefined ? 400 : 404;
  }
  return allowed(call, caller) ? call.success : 403;
}

/** To whom what is called does not exist. */
function hidden(scope: Scope): readonly Caller[] {
  if (scope === 'own') return others;
  return scope === 'project' || scope === 'self' ? strangers : [];
}

/** Whether a caller who sees what is called may. */
function allowed({ scope, permission, whole }: Call, caller: Caller): boolean {
  if (scope === 'staff') return caller === 'staff' || (caller === 'staffReadOnly' && permission === undefined);
  if (permission === undefined) return true;
  if (caller === 'readOnly' || caller === 'staffReadOnly') return false;
  if (scope === 'self') return caller === 'staff' || (caller === 'member' && whole !== true);
  if (permission === 'ACCOUNT.UPDATE' || caller === 'staff') return true;
  const role = roles[caller];
  return role !== undefined && permissionsOf(role).includes(permission);
}

/** Those who call an operation in this run; among them is one who may, so that it is done once. */
function callersInTurn(call: Call, row: number): Caller[] {
  const taken = names.filter((_, column) => inTurn(row + column));
  const may = (name: Caller): boolean => expected(call, name) === call.success;
  return taken.some(may) ? taken : [...taken, ...names.filter(may).slice(0, 1)];
}

/** All of an answer that could tell anything; without what differs between any two. */
function bytesOf({ status, headers, text }: Answer): string {
  const kept = [...headers].filter(([name]) => !['date', 'connection', 'keep-alive', 'x-request-id'].includes(name));
  return JSON.stringify({ status, headers: kept, text });
}

async function samePair(what: string, foreign: Promise<Answer>, unknown: Promise<Answer>): Promise<Answer> {
  const [one, other] = [await foreign, await unknown];
  assert.equal(bytesOf(one), bytesOf(other), `${what}: foreign and unknown can be told apart`);
  pairs++;
  return one;
}

describe('authorization matrix', () => {
  test('every operation, for every caller', async (t) => {
    for (const [row, operation] of operations.entries()) {
      await t.test(operation.key, async () => {
        const call = callOf(operation);
        const body = call.bodies?.[0];
        const statuses = new Map<Caller, number>();
        let params = (await call.path?.(world)) ?? {};
        let used = false;
        try {
          // without authentication all are alike, and a password takes its time
          for (const caller of call.scope === 'public' ? names.slice(0, 2) : callersInTurn(call, row)) {
            const want = expected(call, caller);
            // a success uses its object up
            if (used) params = (await call.path?.(world)) ?? {};
            used = want < 300;
            const answer = await perform(callers[caller], operation, params, body?.(world));
            assert.equal(answer.status, want, `${columns[caller]}: ${answer.text}`);
            if (want === 401 && operation.method !== 'HEAD')
              assert.deepEqual(answer.errors, { detail: refusals[caller] });
            if (want === 404) {
              const unknown = { ...params, uuid: randomUUID() };
              const again = perform(callers[caller], operation, params, body?.(world));
              await samePair(operation.key, again, perform(callers[caller], operation, unknown, body?.(world)));
            }
            if (strangers.includes(caller)) showsNothing(answer);
            statuses.set(caller, answer.status);
            cells++;
            if (used) call.after?.();
          }
        } finally {
          call.after?.();
        }
        rows.push([operation.key.padEnd(60), ...names.map((name) => statuses.get(name) ?? '  -')].join(' '));
      });
    }
  });

  test('the description says of every operation what it needs', () => {
    for (const operation of operations) {
      const { scope, permission } = callOf(operation);
      assert.equal(operation.needs, permission ?? needs[scope], operation.key);
    }
  });

  test('every POST takes an Idempotency-Key, but for those that stand for themselves, which refuse it', async () => {
    const posts = operations.filter(({ method }) => method === 'POST');
    const without = posts.filter((operation) => !takesKey(operation));
    const never = posts.filter((operation) => callOf(operation).success >= 300).map(({ key }) => key);
    const shown = [...repeated, ...never];
    for (const { key } of posts.filter(takesKey)) assert.ok(shown.includes(key), key);
    const named = ({ key }: Operation) => key.replace('/waldur', '');
    assert.deepEqual(new Set(without.map(named)), new Set(Object.keys(standsForItself)));
    for (const operation of without) {
      const { path, bodies, ends } = callOf(operation);
      const client = ends === true ? await world.twin(callers.staff) : callers.staff;
      const at = pathOf(operation, (await path?.(world)) ?? {});
      const answer = await client.in(operation.root).post(at, bodies?.[0]?.(world), { 'idempotency-key': 'k' });
      assert.deepEqual([answer.status, Object.keys(answer.errors)], [400, ['Idempotency-Key']], operation.key);
    }
  });

  test('every change of one object is held to the version that the client has seen', () => {
    const changes = operations.filter(
      ({ method, path }) => ['PUT', 'PATCH', 'DELETE'].includes(method) || path.endsWith('/set_rules/'),
    );
    assert.ok(changes.length >= 60, `only ${changes.length}`);
    for (const operation of changes) assert.ok(takesVersion(operation) && repeated.has(operation.key), operation.key);
  });

  test('every reference in every body: foreign and unknown are the same 400', async (t) => {
    // who is a member of both projects may not mix them either
    const { client: both } = await makeUser(cloud.db, cloud.url, [world.owner.project, world.other.project]);
    for (const { operation, name, kind, where } of casesInTurn(referencesOfBodies(operations))) {
      await t.test(where, async () => {
        const make = callOf(operation).bodies?.find((body) => valueAt(body(world), name) !== undefined);
        assert.ok(make, `No body has ${where}: add one to \`bodies\` of its call in test/authorization/calls/.`);
        const call = callOf(operation);
        // what is refused uses nothing up
        const params = (await call.path?.(world)) ?? {};
        const send = (client: Client, value: string) =>
          perform(client, operation, params, withValue(make(world), name, value) as object);
        const who = allowed(call, 'member') ? callers.member : allowed(call, 'ruler') ? callers.ruler : callers.staff;
        for (const client of ['project', 'customer', 'user'].includes(kind) ? [who] : [who, both]) {
          const { status } = await samePair(where, send(client, world.foreign[kind]), send(client, randomUUID()));
          assert.equal(status, 400);
        }
        const fine = await send(who, valueAt(make(world), name) ?? '');
        assert.equal(fine.status, callOf(operation).success, fine.text);
        if (operation.path === 'marketplace-orders/') {
          await callers.member.settled(fine.body.uuid);
          await callers.member.remove(fine.body.resource_uuid);
        }
      });
    }
  });

  test('every reference in every query: foreign and unknown are the same empty list', async (t) => {
    for (const { operation, name, kind, where } of casesInTurn(referencesOfQueries(operations))) {
      await t.test(where, async () => {
        const ask = (uuid: string) => callers.member.in(operation.root).get(`${operation.path}?${name}=${uuid}`);
        const counted = ({ headers }: Answer) => Number(headers.get('x-result-count'));
        const [foreign, unknown] = [await ask(world.foreign[kind]), await ask(randomUUID())];
        assert.equal(counted(foreign), 0);
        assert.equal(foreign.text, unknown.text);
        assert.notEqual(counted(await ask(world.owned[kind])), 0);
        pairs++;
      });
    }
  });
});

/** Nothing of the owner's stands in an answer to a stranger. */
function showsNothing({ text }: Answer): void {
  for (const [kind, uuid] of Object.entries(world.owned) as [Kind, string][]) {
    assert.ok(!text.includes(uuid), `shows the ${kind} of somebody else: ${text}`);
  }
}
