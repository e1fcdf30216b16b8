import type { Command } from 'commander';
import { findAll, KINDS } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { tellKept } from '../deleted/deleted.ts';
import { example } from '../terminal/example.ts';
import { say } from '../terminal/output.ts';
import { forEach } from '../terminal/several.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { atRest, type Kept } from './at-rest.ts';

const WAIT_SECONDS = 300;

/** `delete` of what takes a while to go. */
export function registerDeleteAndWait(noun: Command, kind: Kept, summary: string, name: string): void {
  const remove = noun.command('delete').alias('rm').description(summary).argument('<name...>', 'name or UUID');
  if (kind === 'volume') remove.option('--now', 'for good: it cannot be brought back');
  addWaiting(remove, WAIT_SECONDS);
  const examples = [`${kind} delete ${name}`, ...(kind === 'volume' ? [`${kind} delete ${name} --now`] : [])];
  example(remove, ...examples).action(async (names: string[], options: Waiting & { now?: true }, command: Command) => {
    const session = openSession(command);
    await forEach(await findAll(session.client, kind, names), async (item) => {
      const forGood = options.now === true ? '?delete_for_good=true' : '';
      await session.client.delete(`${KINDS[kind].path}/${item.uuid}/${forGood}`);
      await atRest(session.client, kind, { ...item, state: 'DELETING' }, options);
      if (!options.wait) say(session, `${item.name}: deletion accepted`);
      else if (kind === 'volume') await tellKept(session, kind, item.uuid, item.name);
      else say(session, `Deleted ${item.name}.`);
    });
  });
}
