import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate } from '../support/slate.ts';
import { makeUser, orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';
import { day, orderVm, orderVolume, resource } from './ordered.ts';

const setup = await setUp();
const { cloud, tenant, catalogue } = setup;

const makeVm = () => orderVm(setup);
const makeVolume = () => orderVolume(setup);

/** One that nobody ordered. */
async function settledVolume(): Promise<string> {
  const wanted = { project: tenant.project, name: 'left', size: 1024 };
  const { uuid } = (await tenant.client.post('openstack-volumes/', wanted)).body;
  assert.equal((await volumeSettled(tenant.client, uuid))?.state, 'OK');
  return uuid;
}

async function gone(uuid: string): Promise<void> {
  const shown = async (): Promise<string> => (await tenant.client.get(`${resource(uuid)}?field=state`)).body.state;
  await eventually('the termination', shown, (state) => state === 'Terminated');
}

/** The day comes although nobody sets it: as if it had been set before. */
async function dayComes(table: 'instance' | 'volume', uuid: string): Promise<void> {
  await cloud.db
    .updateTable(table)
    .set({ ends_at: new Date(day(-1)) })
    .where('uuid', '=', uuid)
    .execute();
  await cloud.staff.post(`${resource(uuid)}pull/`, {});
}

describe('an end date', () => {
  test('is set, shown, taken back, and not accepted when it is none or has passed', async () => {
    const { uuid } = await makeVm();
    for (const path of [resource(uuid), `openstack-instances/${uuid}/`]) {
      for (const [wrong, words] of [
        [day(-1), 'Lies in the past. Give today, a later date or time, or null for no end.'],
        [
          'tomorrow',
          'Must be a date such as 2026-01-31, a time with its zone such as 2026-01-31T18:00:00+01:00, or null for no end.',
        ],
        [
          '2999-01-31T10:00:00',
          'Must be a date such as 2026-01-31, a time with its zone such as 2026-01-31T18:00:00+01:00, or null for no end.',
        ],
        ['2001-01-31T10:00:00Z', 'Lies in the past. Give today, a later date or time, or null for no end.'],
      ]) {
        const answer = await tenant.client.patch(path, { end_date: wrong });
        assert.equal(answer.status, 400);
        assert.ok(answer.body.end_date.includes(words), answer.text);
      }
    }
    const { body: set, status } = await tenant.client.patch(resource(uuid), { end_date: day(3) });
    assert.equal(status, 200);
    assert.equal(set.end_date, day(3));
    assert.equal(set.end_date_requested_by.replaceAll('-', ''), tenant.user.replaceAll('-', ''));
    const { body: waldur } = await tenant.client.in('/waldur/api').get(resource(uuid));
    assert.match(waldur.end_date_requested_by, /\/waldur\/api\/users\/[0-9a-f]{32}\/$/);
    const ends = async (wish: object) => {
      const { body } = await tenant.client.patch(resource(uuid), wish);
      return [body.end_date, body.ends_at, body.end_action];
    };
    const [later, stops] = ['2999-01-31T18:30:00+01:00', { end_action: 'stop' }];
    const exact = ['2999-01-31', '2999-01-31T17:30:00.000Z', 'stop'];
    assert.deepEqual(await ends({ end_date: later, ...stops }), exact);
    // who knows only days sends back what it has read
    assert.deepEqual(await ends({ name: 'renamed', end_date: '2999-01-31' }), exact);
    assert.deepEqual(await ends({ end_date: '2999-02-01' }), ['2999-02-01', '2999-02-01T00:00:00.000Z', 'stop']);
    assert.match(
      (await tenant.client.patch(resource(uuid), { end_action: 'burn' })).text,
      /Must be .*delete.* or .*stop/,
    );
    const { body: unset } = await tenant.client.patch(resource(uuid), { end_date: null });
    assert.deepEqual([unset.end_date, unset.ends_at, unset.end_date_requested_by], [null, null, null]);
    await tenant.client.remove(uuid);
  });

  test('terminates the VM on its day, as an order of who asked for it, and not while it is protected', async () => {
    const { uuid } = await makeVm();
    const wish = { end_date: day(1), termination_protection: true };
    assert.equal((await tenant.client.patch(resource(uuid), wish)).status, 200);
    await dayComes('instance', uuid);
    const volume = await makeVolume();
    assert.equal((await tenant.client.patch(resource(volume.uuid), { end_date: day(0) })).status, 200);
    // the look that ended the volume has seen the VM too
    await gone(volume.uuid);
    assert.equal((await tenant.client.get(resource(uuid))).body.state, 'OK');
    assert.equal((await tenant.client.patch(resource(uuid), { termination_protection: false })).status, 200);
    await cloud.staff.post(`${resource(uuid)}pull/`, {});
    await gone(uuid);
    const { body: orders } = await tenant.client.get(`marketplace-orders/?resource_uuid=${uuid}&type=Terminate`);
    assert.equal(orders.count, 1);
    assert.equal(orders.results[0].state, 'Success');
    assert.equal(orders.results[0].created_by_username, (await tenant.client.get('users/me/')).body.username);
    const { body: events } = await tenant.client.get(`events/?event_type=instance.expired`);
    assert.equal(events.count, 1);
    await assertCleanSlate(cloud.db, cloud.driver, tenant.project);
  });

  test('stops the VM at its minute, which then starts only with a later end or none', async () => {
    // it comes between two looks: what ends the VM is a timer
    const { uuid } = await orderVm(setup, { end_action: 'stop' });
    const end_date = new Date(Date.now() + 1500).toISOString();
    const shown = (await tenant.client.patch(resource(uuid), { end_date })).body;
    assert.equal(shown.ends_at, end_date);
    const runs = async () => {
      const { body } = await tenant.client.get(resource(uuid));
      return [body.state, body.runtime_state];
    };
    await eventually('the stop', runs, ([state, runtime]) => state === 'OK' && runtime === 'stopped');
    const started = await tenant.client.post(`${resource(uuid)}actions/start/`, {});
    assert.equal(started.status, 409);
    assert.match(started.text, /Its end has come, or that of its project. Give that a later end_date, or none, first/);
    const { body: events } = await tenant.client.get(`events/?event_type=marketplace_resource_stopped_at_end`);
    assert.match(events.results[0].message, /The end date of VM "my-vm" has come: it is stopped/);
    // whoever sends all back that it has read changes no more than it means to
    for (const same of [end_date, shown.end_date])
      assert.equal((await tenant.client.patch(resource(uuid), { name: 'renamed', end_date: same })).status, 200);
    await tenant.client.patch(resource(uuid), { name: 'my-vm' });
    // what powers it on all the same does not outlive the next look
    await cloud.db
      .updateTable('workflow')
      .set({ finished: new Date(0) })
      .where('subject', '=', uuid)
      .execute();
    await cloud.db.updateTable('instance').set({ power: 'on' }).where('uuid', '=', uuid).execute();
    const power = async () =>
      (await cloud.db.selectFrom('instance').select('power').where('uuid', '=', uuid).executeTakeFirstOrThrow()).power;
    await cloud.staff.post(`${resource(uuid)}pull/`, {});
    await eventually('that it is off again', power, (is) => is === 'off');
    await eventually('that it is at rest', runs, ([state]) => state === 'OK');
    assert.equal((await tenant.client.patch(resource(uuid), { end_date: null })).status, 200);
    assert.equal((await tenant.client.post(`${resource(uuid)}actions/start/`, {})).status, 202);
    await eventually('the start', runs, ([state, runtime]) => state === 'OK' && runtime === 'active');
    await tenant.client.remove(uuid);
  });

  test('of a node of the release before is a day, and one that it cannot keep is none to it', async () => {
    const { uuid } = await makeVm();
    const row = () =>
      cloud.db
        .selectFrom('instance')
        .select(['end_date', 'ends_at'])
        .where('uuid', '=', uuid)
        .executeTakeFirstOrThrow();
    const set = (wish: object) => tenant.client.patch(resource(uuid), wish);
    await cloud.db
      .updateTable('instance')
      .set({ end_date: day(9) })
      .where('uuid', '=', uuid)
      .execute();
    assert.deepEqual(await row(), { end_date: day(9), ends_at: new Date(day(9)) });
    for (const [wish, old] of [
      [{ end_action: 'stop' }, null],
      [{ end_action: 'delete' }, day(9)],
      [{ end_date: `${day(9)}T18:00:00Z` }, null],
      [{ end_date: null }, null],
    ] as const) {
      assert.equal((await set(wish)).status, 200);
      assert.equal((await row()).end_date, old);
    }
    await tenant.client.remove(uuid);
  });

  test('that cannot be kept for one does not hold up those behind it, and is kept when it can be', async () => {
    // VMs are looked at before volumes
    const [{ uuid }, volume] = [await makeVm(), await makeVolume()];
    await sql`CREATE FUNCTION no_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$`.execute(
      cloud.db,
    );
    const refusal = sql`CREATE TRIGGER no_end BEFORE INSERT ON "order" FOR EACH ROW
      WHEN (NEW.instance = ${sql.lit(uuid)}::uuid) EXECUTE FUNCTION no_end()`;
    await refusal.execute(cloud.db);
    await cloud.db
      .updateTable('instance')
      .set({ ends_at: new Date(day(-1)) })
      .where('uuid', '=', uuid)
      .execute();
    await dayComes('volume', volume.uuid);
    await gone(volume.uuid);
    assert.equal((await tenant.client.get(resource(uuid))).body.state, 'OK');
    await sql`DROP FUNCTION no_end CASCADE`.execute(cloud.db);
    await cloud.staff.post(`${resource(uuid)}pull/`, {});
    await gone(uuid);
  });

  test('is told of 7 days, a day and an hour before, once each, and anew when it is put off', async () => {
    const { uuid } = await makeVm();
    const set = (days: number) => tenant.client.patch(resource(uuid), { end_date: day(days) });
    const told = async (): Promise<string[]> => {
      await cloud.staff.post(`${resource(uuid)}pull/`, {});
      const { body } = await tenant.client.get(`events/?event_type=instance.ends-soon&object_uuid=${uuid}`);
      return body.results.map(({ message }: { message: string }) => message).toReversed();
    };
    /** Time passes: the end comes nearer. */
    const nears = (days: number) =>
      cloud.db
        .updateTable('instance')
        .set({ ends_at: new Date(day(days)) })
        .where('uuid', '=', uuid)
        .execute();
    // whoever sets a near end sees how near it is
    await set(5);
    assert.deepEqual(await told(), []);
    await set(9);
    assert.deepEqual(await told(), []);
    await nears(6);
    const week = `VM "my-vm" ends on ${day(6)}, in less than 7 days.`;
    await eventually('the first warning', told, (messages) => messages.length === 1);
    assert.deepEqual(await told(), [week]);
    await nears(1);
    const last = `VM "my-vm" ends on ${day(1)}, in less than a day.`;
    await eventually('the second warning', told, (messages) => messages.length === 2);
    assert.deepEqual(await told(), [week, last]);
    await set(9);
    await nears(6);
    assert.deepEqual(await eventually('another one', told, ({ length }) => length === 3), [week, last, week]);
    await tenant.client.remove(uuid);
  });

  test('of a project takes all that is in it after its grace, and until then nothing more is ordered there', async () => {
    const { uuid } = await makeVm();
    const volume = await settledVolume();
    const { body: backup } = await tenant.client.post(`openstack-instances/${uuid}/backup/`, { name: 'kept' });
    assert.equal((await volumeSettled(tenant.client, backup.uuid, 'openstack-backups'))?.state, 'OK');
    const { body: snapshot } = await tenant.client.post(`openstack-volumes/${volume}/snapshot/`, { name: 'kept' });
    assert.equal((await volumeSettled(tenant.client, snapshot.uuid, 'openstack-snapshots'))?.state, 'OK');
    const path = `projects/${tenant.project}/`;
    const admin = (await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.ADMIN')).client;
    assert.equal((await admin.patch(path, { end_date: day(9) })).status, 403);
    const { body: set } = await cloud.staff.patch(path, { end_date: day(0), grace_period_days: 3 });
    assert.deepEqual([set.end_date, set.grace_period_days, set.end_action], [day(0), 3, 'delete']);
    assert.equal((await tenant.client.get(resource(uuid))).body.project_end_date, day(0));
    for (const late of [
      await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue)),
      await tenant.client.post('openstack-volumes/', { project: tenant.project, name: 'late', size: 1024 }),
      await tenant.client.post(`openstack-backups/${backup.uuid}/restore/`, { name: 'late' }),
      await tenant.client.post(`openstack-snapshots/${snapshot.uuid}/restore/`, { name: 'late' }),
    ]) {
      assert.equal(late.status, 400, late.text);
      assert.match(late.text, /"project".*It ended on .* give it a later end_date, or none/);
    }
    assert.equal((await tenant.client.delete(`openstack-backups/${backup.uuid}/`)).status, 204);
    assert.equal(await volumeSettled(tenant.client, backup.uuid, 'openstack-backups'), null);
    assert.equal((await tenant.client.delete(`openstack-snapshots/${snapshot.uuid}/`)).status, 204);
    assert.equal(await volumeSettled(tenant.client, snapshot.uuid, 'openstack-snapshots'), null);
    const comes = async (days: number): Promise<void> => {
      await cloud.db
        .updateTable('project')
        .set({ ends_at: new Date(day(days)) })
        .where('uuid', '=', tenant.project)
        .execute();
      await cloud.staff.post(`${resource(uuid)}pull/`, {});
    };
    // a look that takes what is due has seen the project too
    await comes(-2);
    await cloud.db
      .updateTable('volume')
      .set({ ends_at: new Date(day(-1)) })
      .where('uuid', '=', volume)
      .execute();
    await cloud.staff.post(`${resource(uuid)}pull/`, {});
    await eventually(
      'the end of the volume',
      () => volumeSettled(tenant.client, volume),
      (state) => state === null,
    );
    assert.equal((await tenant.client.get(resource(uuid))).body.state, 'OK');
    assert.equal((await cloud.staff.patch(path, { end_action: 'stop' })).status, 200);
    await comes(-3);
    const runtime = async () => (await tenant.client.get(resource(uuid))).body.runtime_state;
    await eventually('the stop of the VM', runtime, (state) => state === 'stopped');
    assert.equal((await tenant.client.post(`${resource(uuid)}actions/start/`, {})).status, 409);
    assert.equal((await cloud.staff.patch(path, { end_action: 'delete' })).status, 200);
    await gone(uuid);
    assert.equal((await cloud.staff.patch(path, { end_date: null, grace_period_days: null })).status, 200);
    const { uuid: next } = await makeVm();
    await tenant.client.remove(next);
  });

  test('needs the right to terminate', async () => {
    const { uuid } = await makeVm();
    const { body } = await tenant.client.post('tokens/', { name: 'limited', permissions: ['RESOURCE.UPDATE'] });
    const limited = new Client(cloud.url, body.token);
    assert.equal((await limited.patch(resource(uuid), { description: 'new' })).status, 200);
    assert.equal((await limited.patch(resource(uuid), { end_date: day(0) })).status, 403);
    await tenant.client.remove(uuid);
  });
});
