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
    .set({ end_date: day(-1) })
    .where('uuid', '=', uuid)
    .execute();
  await cloud.staff.post(`${resource(uuid)}pull/`, {});
}

describe('an end date', () => {
  test('is set, shown, taken back, and not accepted when it is none or has passed', async () => {
    const { uuid } = await makeVm();
    for (const path of [resource(uuid), `openstack-instances/${uuid}/`]) {
      for (const [wrong, words] of [
        [day(-1), 'Lies in the past. Give today, a later date, or null for no end.'],
        ['tomorrow', 'Must be a date such as 2026-01-31, a time that is midnight in UTC, or null for no end.'],
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
    const { body: unset } = await tenant.client.patch(resource(uuid), { end_date: null });
    assert.deepEqual([unset.end_date, unset.end_date_requested_by], [null, null]);
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
      .set({ end_date: day(-1) })
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
        .set({ end_date: day(days) })
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
    assert.deepEqual([set.end_date, set.grace_period_days], [day(0), 3]);
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
        .set({ end_date: day(days) })
        .where('uuid', '=', tenant.project)
        .execute();
      await cloud.staff.post(`${resource(uuid)}pull/`, {});
    };
    // a look that takes what is due has seen the project too
    await comes(-2);
    await cloud.db
      .updateTable('volume')
      .set({ end_date: day(-1) })
      .where('uuid', '=', volume)
      .execute();
    await cloud.staff.post(`${resource(uuid)}pull/`, {});
    await eventually(
      'the end of the volume',
      () => volumeSettled(tenant.client, volume),
      (state) => state === null,
    );
    assert.equal((await tenant.client.get(resource(uuid))).body.state, 'OK');
    await comes(-3);
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
