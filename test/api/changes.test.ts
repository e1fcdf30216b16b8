import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, mock, test } from 'node:test';
import type { Client } from '../support/client.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { makeUser } from '../support/tenant.ts';

/** Few, so that none is given back while the test runs. */
const perMinute = 2;
const { cloud, tenant } = await setUp({}, { variables: { SLIPWAY_CHANGES_PER_MINUTE: String(perMinute) } });
const { db, url } = cloud;

const events = async (user: string): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('audit_event')
        .select(db.fn.countAll().as('n'))
        .where('user_uuid', '=', user)
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('what one user changes', () => {
  // a refusal is an event, too, and so is one of what was only to be read
  const kinds: [what: string, send: (client: Client) => ReturnType<Client['get']>, usual: number][] = [
    ['what is accepted', (client) => client.patch(`openstack-networks/${tenant.network}/`, { description: 'x' }), 200],
    ['what is denied', (client) => client.post('users/', { username: 'eve' }), 403],
    ['what is wrong', (client) => client.post('keys/', {}), 400],
    ['what may not be read', (client) => client.in('').get('metrics'), 403],
    ['what is not there', (client) => client.delete(`keys/${randomUUID()}/`), 404],
  ];
  for (const [what, send, usual] of kinds) {
    test(`is bounded, however it ends: ${what}`, async () => {
      const { client, user } = await makeUser(db, url, [tenant.project]);
      let done = 0;
      let answer = await send(client);
      for (; answer.status === usual; done++) answer = await send(client);
      assert.deepEqual([answer.status, answer.body.code], [429, 'too-many-changes'], answer.text);
      assert.ok(Number(answer.headers.get('retry-after')) >= 1);
      // what two minutes give, and what came while it was asked
      assert.ok(done >= 2 * perMinute, String(done));
      const kept = await events(user);
      assert.equal((await send(client)).status, 429);
      assert.equal(await events(user), kept);
      // reading goes on, and so do all others
      assert.equal((await client.get('projects/')).status, 200);
      const { client: other } = await makeUser(db, url, [tenant.project]);
      assert.equal((await send(other)).status, usual);
    });
  }

  test('goes on when it has waited for as long as it was told', async () => {
    const { client } = await makeUser(db, url, [tenant.project]);
    const change = () => client.patch(`openstack-networks/${tenant.network}/`, { description: 'y' });
    let answer = await change();
    while (answer.status === 200) answer = await change();
    await followed(
      'too-many-changes',
      /after as long as Retry-After says/,
      () => answer,
      async () => {
        const then = Date.now() - performance.timeOrigin + 1000 * Number(answer.headers.get('retry-after'));
        const later = mock.method(performance, 'now', () => then);
        const again = await change();
        later.mock.restore();
        return again;
      },
    );
  });

  test('is not counted of staff', async () => {
    for (let done = 0; done < 5 * perMinute; done++)
      assert.equal(
        (await cloud.staff.patch(`openstack-networks/${tenant.network}/`, { description: 'x' })).status,
        200,
      );
  });
});
