import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { notify, Listener } from '../../src/db/index.ts';
import { defineWorkflow, Engine, none, RunLocks, step } from '../../src/engine/index.ts';
import { newDatabase } from '../support/databases.ts';
import { keptLog } from '../support/home.ts';
import { eventually } from '../support/wait.ts';

/** As many runs as an engine works on at once. */
const most = 200;

const database = await newDatabase();
const db = database.open();
const listener = new Listener(database.connection);
const { log } = keptLog();
let now = 0;
let highest = 0;
let gate = Promise.resolve();
const standing = defineWorkflow<null, object>({
  kind: 'standing',
  purpose: 'Here to there',
  input: z.strictObject({}),
  steps: [
    step(
      'stand',
      [
        'Stand at the gate',
        async () => {
          highest = Math.max(highest, ++now);
          await gate;
          now--;
        },
      ],
      none('who stood has left nothing'),
    ),
  ],
  succeeded: () => Promise.resolve(),
  unwound: () => Promise.resolve(),
});
const locks = new RunLocks(database.connection);
const engine = new Engine({ db, listener, locks, services: null, workflows: [standing], log });
await listener.start();
await engine.start();
after(async () => {
  await engine.stop();
  await listener.stop();
  await db.destroy();
  await database.drop();
});

async function begin(count: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (let n = 0; n < count; n++)
      await engine.begin(tx, standing, { uuid: randomUUID(), subject: randomUUID(), input: {}, estimateKey: '' });
  });
}

async function unfinished(kind: string): Promise<number> {
  const query = db.selectFrom('workflow').select('uuid').where('kind', '=', kind).where('finished', 'is', null);
  return (await query.execute()).length;
}

const ended = () => eventually('the end of all runs', async () => (await unfinished('standing')) === 0);

test(`of a flood of runs ${most} are worked on at once, and the others in their turn`, async () => {
  const open = Promise.withResolvers<void>();
  gate = open.promise;
  await begin(most + 3);
  await eventually('as many as may', () => now >= most);
  open.resolve();
  await ended();
  assert.equal(highest, most);
});

test('a run that is gone, and one of a workflow that is not known here, hold up nobody and keep no lock', async () => {
  const unknown = randomUUID();
  await sql`INSERT INTO workflow (uuid, kind, subject, input, state, estimate_key)
    VALUES (${unknown}, 'of tomorrow', ${randomUUID()}, '{}', 'running', '')`.execute(db);
  for (const run of [randomUUID(), unknown]) await notify(db, 'workflow_due', run);
  await begin(1);
  await ended();
  assert.equal(await unfinished('of tomorrow'), 1);
  await eventually('no lock', async () => {
    const { rows } = await sql`SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
      WHERE locktype = 'advisory' AND datname = current_database()`.execute(db);
    return rows.length === 0;
  });
});
