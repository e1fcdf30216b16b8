import assert from 'node:assert/strict';
import type { Client } from './client.ts';
import type { TestCloud } from './cloud.ts';
import { eventually } from './wait.ts';

export const hourMs = 3_600_000;

/** Every night, and all that it makes is kept. */
export const plan = {
  name: 'nightly',
  schedule: 'daily at 03:00',
  timezone: 'UTC',
  retention_time: 0,
  maximal_number_of_resources: 0,
};

export const due = (cloud: TestCloud, uuid: string, at: Date) =>
  cloud.db.updateTable('schedule').set({ next_run: at }).where('uuid', '=', uuid).execute();

/** One that could not begin a moment ago is tried again. */
export const later = (cloud: TestCloud, uuid: string) =>
  cloud.db
    .updateTable('schedule')
    .set({ modified: new Date(0) })
    .where('uuid', '=', uuid)
    .execute();

/** Schedules that make snapshots of a volume, or backups of a VM, and what comes of them. */
export class Schedules {
  readonly path: string;
  readonly source: string;
  readonly #cloud: TestCloud;
  readonly #client: Client;
  readonly #kind: 'snapshot' | 'backup';

  constructor(cloud: TestCloud, client: Client, kind: 'snapshot' | 'backup', of: string) {
    this.#cloud = cloud;
    this.#client = client;
    this.#kind = kind;
    this.path = `openstack-${kind}-schedules`;
    this.source = `openstack-${kind === 'snapshot' ? 'volumes' : 'instances'}/${of}`;
  }

  async make(more: object = {}): Promise<string> {
    const url = `${this.source}/create_${this.#kind}_schedule/`;
    const { status, body, text } = await this.#client.post(url, { ...plan, ...more });
    assert.equal(status, 201, text);
    assert.deepEqual([body.is_active, body.next_trigger_at], [false, null]);
    return body.uuid;
  }

  async active(more: object = {}): Promise<string> {
    const uuid = await this.make(more);
    const { status, body } = await this.#client.post(`${this.path}/${uuid}/activate/`, {});
    assert.deepEqual([status, body], [200, { status: 'A schedule was activated' }]);
    return uuid;
  }

  show = async (uuid: string) => (await this.#client.get(`${this.path}/${uuid}/`)).body;

  due = (uuid: string, at: Date) => due(this.#cloud, uuid, at);

  look = () => this.#client.post(`${this.source}/pull/`, {});

  /** All that a schedule has made and has not taken away, the latest first. */
  made = (uuid: string) =>
    this.#cloud.db
      .selectFrom(this.#kind)
      .select(['uuid', 'name', 'state', 'due', 'kept_until', 'created_by'])
      .where('schedule', '=', uuid)
      .where('state', '<>', 'TERMINATED')
      .orderBy('due', 'desc')
      .execute();

  /** Has it run for a time, and waits for what comes of that. */
  async run(uuid: string, at = new Date(Date.now() - hourMs)) {
    await this.due(uuid, at);
    await this.look();
    const one = async () => (await this.made(uuid)).find((each) => each.due?.getTime() === at.getTime());
    const ended = await eventually(
      `the ${this.#kind} of that time`,
      one,
      (is) => is !== undefined && is.state !== 'CREATING',
    );
    return ended ?? assert.fail();
  }

  /** Why it has failed, once it says so. */
  failed = (uuid: string) =>
    eventually(
      'why it failed',
      () => this.show(uuid),
      ({ error_message: why }) => why !== '',
    );

  /** Two of a schedule's stay, and what somebody has made or kept by hand; the names of the two, the latest first. */
  async newest(): Promise<string[]> {
    const uuid = await this.active({ maximal_number_of_resources: 2 });
    const own = await this.#client.post(`${this.source}/${this.#kind}/`, { name: 'own' });
    const ago = (hours: number) => new Date(Date.now() - hours * hourMs);
    const first = await this.run(uuid, ago(9));
    await this.#client.patch(`openstack-${this.#kind}s/${first.uuid}/`, { kept_until: null });
    for (const hours of [8, 7, 6, 5]) await this.run(uuid, ago(hours));
    await this.look();
    const left = await eventually(
      'two of them',
      () => this.made(uuid),
      (all) => all.length === 2,
    );
    for (const kept of [first.uuid, own.body.uuid])
      assert.equal((await this.#client.get(`openstack-${this.#kind}s/${kept}/`)).body.state, 'OK');
    await this.remove(uuid);
    return left.map(({ name }) => name);
  }

  async remove(uuid: string): Promise<void> {
    assert.equal((await this.#client.delete(`${this.path}/${uuid}/`)).status, 204);
    assert.equal((await this.#client.get(`${this.path}/${uuid}/`)).status, 404);
  }
}
