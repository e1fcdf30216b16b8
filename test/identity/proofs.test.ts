import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { Agent, request } from 'undici';
import { casesInTurn } from '../../src/cli/testing/turn.ts';
import { type Answer, Client } from '../support/client.ts';
import { describedOperations, type Operation, pathOf, textsOf } from '../support/openapi.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { makeUser, setPasswordOf } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant } = await setUp();
const operations = await describedOperations(cloud.staff);
const right = 'correct horse battery staple';

/** Somebody who can log in. */
interface Person {
  user: string;
  username: string;
  client: Client;
}

async function person(): Promise<Person> {
  const { user, client } = await makeUser(cloud.db, cloud.url, [tenant.project]);
  return { user, client, username: await setPasswordOf(cloud.db, user, right) };
}

/** Fields that hold a secret, and the body by which each proves one; null: it sets one. */
const secrets: Record<string, ((person: Person, secret: string) => object) | null> = {
  'POST /api-auth/password/ password': ({ username }, password) => ({ username, password }),
  'POST /api/users/ password': null,
  'POST /api/users/{uuid}/password/ password': null,
  'POST /api/users/{uuid}/password/ old_password': (_, old_password) => ({ password: `new ${right}`, old_password }),
};

const nameOf = ({ key }: Operation, field: string): string => `${key.replace('/waldur', '')} ${field}`;
const withSecrets = operations.flatMap((operation) => {
  const fields = operation.body === null ? [] : textsOf(operation.body);
  return fields.filter((field) => /password|secret|token/i.test(field)).map((field) => ({ operation, field }));
});

const logIn = (username: string, password: string): Promise<Answer> =>
  new Client(cloud.url, null, '/api-auth').post('password/', { username, password });

/** The status of a login that comes from another address of this machine. */
async function logInFrom(localAddress: string, username: string, password: string): Promise<number> {
  const dispatcher = new Agent({ localAddress });
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password });
  const answer = await request(`${cloud.url}/api-auth/password/`, { method: 'POST', headers, body, dispatcher });
  await answer.body.dump();
  await dispatcher.close();
  return answer.statusCode;
}

async function counted(outcome: string): Promise<number> {
  const { text } = await new Client(cloud.url, cloud.staff.token, '').get('metrics');
  return Number(new RegExp(`^slipway_proofs_total\\{outcome="${outcome}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
}

const listed = async ({ user }: Person, action: string): Promise<string[]> => {
  const events = cloud.db.selectFrom('audit_event').select('result').where('user_uuid', '=', user);
  return (await events.where('action', '=', action).execute()).map(({ result }) => result).toSorted();
};

describe('every place that proves a secret', () => {
  test('is known, and so is every one that only sets it', () => {
    const found = withSecrets.map(({ operation, field }) => nameOf(operation, field));
    assert.deepEqual(new Set(found), new Set(Object.keys(secrets)));
  });

  for (const { operation, field } of withSecrets) {
    const bodyOf = secrets[nameOf(operation, field)];
    if (bodyOf == null) continue;
    const action = operation.path.startsWith('users/') ? 'user.password' : 'user.login';
    const prove = (who: Person, secret: string) =>
      who.client.in(operation.root).post(pathOf(operation, { uuid: who.user }), bodyOf(who, secret));
    const codes = (answers: Answer[], code: string): number => answers.filter(({ body }) => body.code === code).length;

    test(`counts, locks and records as a login does: ${operation.key} ${field}`, async () => {
      const [failed, locked] = [await counted('failed'), await counted('locked')];
      const one = await person();
      for (let guess = 0; guess < 4; guess++) {
        const { status, body } = await prove(one, `guess ${guess}`);
        assert.ok([400, 401].includes(status) && body.code !== 'login-locked');
      }
      const refused = await prove(one, right);
      assert.deepEqual([refused.status, refused.body.code], [401, 'login-locked']);
      const left = Number(refused.headers.get('retry-after'));
      assert.ok(left > 0 && left <= 600, `${left} s`);
      // one lock for all places
      assert.equal((await logIn(one.username, right)).body.code, 'login-locked');
      assert.deepEqual(await listed(one, action), ['failed', 'failed', 'failed', 'failed', 'locked']);
      assert.deepEqual([await counted('failed'), await counted('locked')], [failed + 4, locked + 2]);

      const other = await person();
      const guesses = Array.from({ length: 12 }, (_, index) => prove(other, `guess ${index}`));
      assert.equal(codes(await Promise.all(guesses), 'login-locked'), 8);
      await sql`UPDATE login_failure SET last = last - interval '10 minutes'`.execute(cloud.db);
      assert.ok((await prove(other, right)).status < 300);
    });
  }
});

/** The rows of all tables but one, in which the cloud notes every hour what is free on its disk. */
async function rows(): Promise<number> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname <> 'disk_figure'`.execute(cloud.db);
  let sum = 0;
  for (const { name } of tables) {
    const {
      rows: [count],
    } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(name)}`.execute(cloud.db);
    sum += count?.n ?? 0;
  }
  return sum;
}

describe('whom nobody knows', () => {
  test('writes no row, whatever is asked for', async () => {
    const before = await rows();
    const refused = await counted('failed');
    for (const operation of casesInTurn(operations)) {
      const uuids = Object.fromEntries(operation.parameters.map(({ name }) => [name, randomUUID()]));
      for (const token of [null, 'f'.repeat(40)]) {
        const body = { username: randomUUID(), password: randomUUID(), name: 'x' };
        const sent = ['GET', 'HEAD'].includes(operation.method) ? undefined : body;
        await new Client(cloud.url, token, operation.root).send(operation.method, pathOf(operation, uuids), sent);
      }
    }
    for (let login = 0; login < 8; login++) assert.equal((await logIn(randomUUID(), right)).status, 401);
    assert.equal(await rows(), before);
    assert.ok((await counted('failed')) >= refused + 8);
  });

  test('learns nothing of who is a user: names that nobody has are locked, too', async () => {
    const name = randomUUID();
    const answers: string[] = [];
    for (let guess = 0; guess < 6; guess++) answers.push((await logIn(name, right)).body.code);
    assert.deepEqual(answers, [...Array<string>(4).fill('invalid-login'), 'login-locked', 'login-locked']);
  });

  test('writes few rows about a user whose name is known, from however many addresses', async () => {
    const { username } = await person();
    const before = await rows();
    const addresses = Array.from({ length: 8 }, (_, index) => `127.0.0.${index + 2}`);
    const statuses = new Set<number>();
    const guess = async (address: string): Promise<void> => {
      for (let tries = 0; tries < 7; tries++) statuses.add(await logInFrom(address, username, 'a guess'));
    };
    await Promise.all(addresses.map(guess));
    assert.deepEqual([...statuses], [401]);
    // 20 events at most, and a count for each address
    const more = (await rows()) - before;
    assert.ok(more <= 20 + addresses.length, `${more} rows`);
  });

  test('60 at once with random names make no honest login fail, and lock nobody', async () => {
    const [regular, newcomer] = [await person(), await person()];
    assert.equal((await logIn(regular.username, right)).status, 200);
    const before = await rows();
    const end = new AbortController();
    let refused = 0;
    let last: Answer | null = null;
    const anonymous = async (): Promise<void> => {
      while (!end.signal.aborted) {
        const answer = await logIn(randomUUID(), right);
        if (answer.status !== 503) continue;
        refused++;
        last = answer;
      }
    };
    const crowd = Array.from({ length: 60 }, anonymous);
    await eventually('more than can be looked at', () => refused > 0);
    for (let login = 0; login < 3; login++) {
      // among them, whom this address is known of; and beside them, who was never here
      const { status, text } = await logIn(regular.username, right);
      assert.equal(status, 200, text);
      assert.equal(await logInFrom('127.0.0.77', newcomer.username, right), 200);
    }
    end.abort();
    await Promise.all(crowd);
    assert.ok((await counted('refused')) >= refused);
    // a token and an event for each honest login, and nothing else
    assert.equal((await rows()) - before, 12);
    await followed(
      'too-many-logins',
      /Try again in a few seconds/,
      () => last,
      () => logIn(regular.username, right),
    );
  });
});
