import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import { KINDS } from '../api/references.ts';
import type { DeletedResource, UndeletedResource } from '../api/schema.ts';
import { openSession, type Session } from '../api/session.ts';
import { confirm } from '../terminal/confirm.ts';
import { example } from '../terminal/example.ts';
import { say } from '../terminal/output.ts';
import { forEach, ofSeveral } from '../terminal/several.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { withDeadline } from '../terminal/watch.ts';
import { followVm } from '../vm/doing.ts';
import { deletedOf, findDeleted, type Undeletable, whereToLook } from './deleted.ts';

const WAIT_SECONDS = 300;
const POLL_MS = 200;

/** `undelete` and `purge`. */
export function registerDeleted(noun: Command, kind: Undeletable, name: string): void {
  const called = KINDS[kind].noun;
  const back = noun
    .command('undelete')
    .description(`bring back a deleted ${called}, as it was`)
    .argument('<name...>', 'name or UUID');
  addWaiting(back, WAIT_SECONDS);
  example(back, `${kind} undelete ${name}`).action((names: string[], options: Waiting, command: Command) => {
    const session = openSession(command);
    return forEachDeleted(session, kind, names, (each, alone) => undelete(alone, kind, each, options));
  });
  const purge = noun
    .command('purge')
    .description(`delete for good a ${called} that was deleted; a terminal is asked first`)
    .argument('<name...>', 'name or UUID')
    .option('--yes', 'do not ask');
  addWaiting(purge, WAIT_SECONDS);
  example(purge, `${kind} purge ${name}`).action(
    async (names: string[], options: Waiting & { yes?: true }, command: Command) => {
      const session = openSession(command);
      if (options.yes !== true && process.stdin.isTTY) await confirm(`Delete for good: ${names.join(', ')}?`);
      await forEachDeleted(session, kind, names, (each) => purgeOne(session, kind, each, options));
    },
  );
}

async function forEachDeleted(
  session: Session,
  kind: Undeletable,
  names: string[],
  work: (deleted: DeletedResource, alone: Session) => Promise<void>,
): Promise<void> {
  const found = await Promise.all(names.map((name) => findDeleted(session.client, kind, name)));
  await forEach(found, (each) => work(each, ofSeveral(session, found)));
}

async function undelete(
  session: Session,
  kind: Undeletable,
  { uuid, name }: DeletedResource,
  { wait, timeout }: Waiting,
): Promise<void> {
  const { changes } = await session.client.post<UndeletedResource>(`deleted-resources/${uuid}/undelete/`, {});
  for (const change of changes) say(session, `${name}: ${change}`);
  if (kind === 'vm') {
    if (!wait) return say(session, `${name}: undeletion accepted`);
    const vm = await followVm(session, uuid, timeout, ({ state }) => state === 'OK');
    if (vm?.state !== 'OK') {
      const left = await deletedOf(session.client, uuid);
      const remedy = `Nothing of it is lost. "./slipway vm undelete ${uuid}" tries again.`;
      throw new Problem('action-failed', `${name} could not be brought back: ${left?.error_message ?? ''}`, remedy);
    }
  }
  say(session, `${name} is back: ./slipway ${kind} show ${uuid}`);
}

async function purgeOne(
  session: Session,
  kind: Undeletable,
  { uuid, name }: DeletedResource,
  { wait, timeout }: Waiting,
): Promise<void> {
  const { client } = session;
  await client.delete(`deleted-resources/${uuid}/`);
  if (!wait) return say(session, `${name}: deletion for good accepted`);
  const late = `${name} is not gone for good within ${timeout / 1000} s.`;
  const left = await withDeadline(timeout, late, whereToLook(kind), async (signal) => {
    for (;;) {
      const now = await deletedOf(client, uuid, signal);
      if (now?.state !== 'DELETING') return now;
      await pause(POLL_MS, undefined, { signal });
    }
  });
  if (left !== null) {
    const remedy = 'It is tried again every hour.';
    throw new Problem('action-failed', `${name} could not be deleted for good: ${left.error_message}`, remedy);
  }
  say(session, `${name} is gone for good.`);
}
