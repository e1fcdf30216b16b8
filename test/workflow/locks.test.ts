import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { RunLocks } from '../../src/engine/index.ts';
import { newDatabase } from '../support/databases.ts';
import { eventually } from '../support/wait.ts';

const database = await newDatabase();
const db = database.open();
const locksOf = (name: string) => new RunLocks({ ...database.connection, application_name: name });
const [ours, theirs] = [locksOf('ours'), locksOf('theirs')];
after(async () => {
  for (const locks of [ours, theirs]) await locks.stop();
  await db.destroy();
  await database.drop();
});

test('the lock of a run is had once, by one process, until it is released', async () => {
  const run = randomUUID();
  assert.equal(await ours.take(run), true);
  assert.equal(await ours.take(run), false);
  assert.equal(await theirs.take(run), false);
  assert.equal(await ours.keep(run), true);
  // of what another one has, nothing is given away
  await theirs.release(run);
  assert.equal(await theirs.take(run), false);
  await ours.release(run);
  assert.equal(await theirs.take(run), true);
  await theirs.release(run);
});

test('T28 who has lost the session goes on with a run only when nobody else has taken it', async () => {
  const [free, taken] = [randomUUID(), randomUUID()];
  for (const run of [free, taken]) assert.equal(await ours.take(run), true);
  const session = sql`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'ours'`;
  await session.execute(db);
  assert.equal(await theirs.take(taken), true);
  await eventually('that the session is missed', async () => !(await ours.keep(taken)));
  assert.equal(await ours.keep(free), true);
  assert.equal(await theirs.take(free), false);
  // it is not ours any more, and may be again
  await theirs.release(taken);
  assert.equal(await ours.take(taken), true);
  for (const run of [free, taken]) await ours.release(run);
});

test('a lock that the database did not answer for is not had, and can be asked for again', async () => {
  const run = randomUUID();
  const away = new RunLocks({ ...database.connection, port: 1 });
  await assert.rejects(away.take(run), /ENOENT|ECONNREFUSED/);
  await assert.rejects(away.take(run), /ENOENT|ECONNREFUSED/);
  await away.release(run);
  await away.stop();
  assert.equal(await ours.take(run), true);
  await ours.release(run);
});

test('a session whose questions all fail at once is ended once', async () => {
  const warnings: string[] = [];
  const warned = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', warned);
  const runs = Array.from({ length: 20 }, () => randomUUID());
  const bad = sql`SELECT 1 / 0`.compile(db);
  const asked = await Promise.allSettled(runs.map((run) => ours.takeAndRead(run, bad)));
  assert.ok(asked.every(({ status }) => status === 'rejected'));
  for (const run of runs) assert.equal(await ours.take(run), true);
  for (const run of runs) await ours.release(run);
  process.off('warning', warned);
  assert.deepEqual(warnings, []);
});
