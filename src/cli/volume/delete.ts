import type { Command } from 'commander';
import { findAll, KINDS } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { say } from '../terminal/output.ts';
import { forEach } from '../terminal/several.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { atRest, type Kept } from './at-rest.ts';

const WAIT_SECONDS = 300;

/** `delete` of what takes a while to go. */
export function registerDeleteAndWait(noun: Command, kind: Kept, summary: string, name: string): void {
  const remove = noun.command('delete').alias('rm').description(summary).argument('<name...>', 'name or UUID');
  addWaiting(remove, WAIT_SECONDS);
  example(remove, `${kind} delete ${name}`).action(async (names: string[], options: Waiting, command: Command) => {
    const session = openSession(command);
    await forEach(await findAll(session.client, kind, names), async (item) => {
      await session.client.delete(`${KINDS[kind].path}/${item.uuid}/`);
      await atRest(session.client, kind, { ...item, state: 'DELETING' }, options);
      say(session, options.wait ? `Deleted ${item.name}.` : `${item.name}: deletion accepted`);
    });
  });
}
