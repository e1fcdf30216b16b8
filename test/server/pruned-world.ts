import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Tx } from '../../src/db/index.ts';
import type { Catalogue, Tenant } from '../support/tenant.ts';

/** So many days ago: between two midnights, so that no limit is met exactly. */
const age = fc.nat(600).map((days) => days + 0.5);

const run = fc.record({
  ended: fc.option(age, { freq: 15 }),
  state: fc.constantFrom('succeeded', 'failed', 'cancelled'),
});

const order = fc.record({
  type: fc.constantFrom('Create', 'Update', 'Terminate'),
  state: fc.constantFrom('done', 'erred', 'canceled', 'rejected'),
  /** null: it has not ended, whatever it says. */
  completed: fc.option(age, { freq: 20 }),
  /** How long ago its run ended; null: it has none. */
  run: fc.option(age, { freq: 4 }),
});

const resource = fc.record({
  kind: fc.constantFrom('instance', 'volume'),
  state: fc.constantFrom('OK', 'CREATING', 'DELETING', 'ERRED', 'ERRED', 'TERMINATED', 'TERMINATED', 'TERMINATED'),
  reserved: fc.constantFrom(true, false, false),
  modified: age,
  orders: fc.array(order, { maxLength: 3 }),
  /** Of actions: not of orders. One at most is under way. */
  runs: fc.array(run, { maxLength: 3 }),
});

/** What a cloud may have come to after some time. */
export const world = fc.record({
  resources: fc.array(resource, { maxLength: 6, size: 'max' }),
  events: fc.array(age, { maxLength: 4 }),
  keep_runs_days: fc.integer({ min: 1, max: 400 }),
  keep_orders_days: fc.integer({ min: 1, max: 400 }),
  keep_events_days: fc.integer({ min: 1, max: 400 }),
});
export type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

/** The UUIDs of what must be there after pruning, as `table uuid`. */
export type Expected = Set<string>;

/** Writes the rows of a world, and says which of them have to stay. */
export async function populate(
  tx: Tx,
  { project }: Tenant,
  catalogue: Catalogue,
  { resources, events, ...keep }: World,
): Promise<Expected> {
  const stay: Expected = new Set();
  const ago = (days: number) => sql<Date>`now() - make_interval(secs => ${days * 86_400})`;
  for (const { kind, state, reserved, modified, orders, runs } of resources) {
    const uuid = randomUUID();
    const offer = kind === 'instance' ? catalogue : catalogue.volume;
    const sold = { uuid, project, offering: offer.offering, plan: offer.plan, name: 'x', reserved };
    const { flavor, image } = catalogue.tiny;
    const row = { ...sold, state: state as 'OK', modified: ago(modified) };
    const size = { vcpus: 1, memory_mib: 128, ssh_keys: [], flavor, image };
    if (kind === 'instance')
      await tx
        .insertInto('instance')
        .values({ ...row, ...size })
        .execute();
    else
      await tx
        .insertInto('volume')
        .values({ ...row, size_mib: 1, type: catalogue.volumeType })
        .execute();

    let busy = false;
    const kept: string[] = [];
    for (const { ended: wanted, state: how } of runs) {
      const ended = busy ? (wanted ?? 0.5) : wanted;
      if (ended === null) busy = true;
      const id = await writeRun(
        tx,
        randomUUID(),
        uuid,
        ended === null ? 'running' : how,
        ended === null ? null : ago(ended),
      );
      if (ended === null || ended < keep.keep_runs_days) kept.push(id);
    }
    const since = [modified, ...orders.map(({ completed }) => completed ?? 0)];
    const gone = !reserved && (state === 'ERRED' || state === 'TERMINATED') && !busy;
    const lives = !gone || since.some((days) => days < keep.keep_orders_days);
    for (const placed of orders) {
      const id = randomUUID();
      await tx
        .insertInto('order')
        .values({
          uuid: id,
          project,
          offering: offer.offering,
          plan: offer.plan,
          instance: kind === 'instance' ? uuid : null,
          volume: kind === 'volume' ? uuid : null,
          type: placed.type as 'Create',
          state: placed.state as 'done',
          attributes: '{}',
          completed: placed.completed === null ? null : ago(placed.completed),
        })
        .execute();
      if (lives) stay.add(`order ${id}`);
      if (placed.run === null) continue;
      await writeRun(tx, id, uuid, placed.state === 'erred' ? 'failed' : 'succeeded', ago(placed.run));
      const retried = placed.type === 'Create' && placed.state === 'erred';
      if (lives && (retried || placed.run < keep.keep_runs_days)) kept.push(id);
      // one that is young goes with its order all the same
    }
    if (lives) stay.add(`${kind} ${uuid}`);
    for (const id of kept)
      for (const table of ['workflow', 'workflow_step', 'workflow_event']) stay.add(`${table} ${id}`);
  }
  for (const days of events) {
    const uuid = randomUUID();
    await sql`INSERT INTO audit_event (uuid, created, username, address, action, result)
      VALUES (${uuid}, ${ago(days)}, 'x', '', 'x', 'accepted')`.execute(tx);
    if (days < keep.keep_events_days) stay.add(`audit_event ${uuid}`);
  }
  return stay;
}

async function writeRun(
  tx: Tx,
  uuid: string,
  subject: string,
  state: string,
  finished: ReturnType<typeof sql<Date>> | null,
): Promise<string> {
  await tx
    .insertInto('workflow')
    .values({ uuid, kind: 'x', subject, input: '{}', state: state as 'running', finished })
    .execute();
  await tx.insertInto('workflow_step').values({ workflow: uuid, position: 0, name: 'x' }).execute();
  await tx.insertInto('workflow_event').values({ workflow: uuid, data: '{}' }).execute();
  return uuid;
}
