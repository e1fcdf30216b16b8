import type { Command } from 'commander';
import type { Client } from '../api/client.ts';
import { example } from './example.ts';
import { print, printEach, say } from './output.ts';
import type { ScheduleKind } from './schedules.ts';
import { type AnswerOf, find, findAll, type Kind, KINDS } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { forEach } from './several.ts';

type Parts = 'network' | 'subnet' | 'port' | 'security-group' | 'server-group' | ScheduleKind;
/** The nouns that have this in common. */
type Noun = Kind & (Parts | 'volume' | 'snapshot' | 'vm-backup');
type Deleted = Kind & (Parts | 'image' | 'key');

/** `show`: one or several. */
export function registerShow<K extends Kind>(
  noun: Command,
  kind: K,
  facts: (item: AnswerOf<K>) => string[],
  name: string,
): void {
  const called = KINDS[kind].noun;
  const show = noun.command('show').description(`show a ${called}`).argument('<name...>', 'name or UUID');
  example(show, `${kind} show ${name}`).action(async (names: string[], _options, command: Command) => {
    const session = openSession(command);
    printEach(session, await findAll(session.client, kind, names), facts);
  });
}

/** `rename`: a new name, a description, or both. */
export function registerRename(noun: Command, kind: Noun, path: string): void {
  const command = noun
    .command('rename')
    .description('give it another name')
    .argument('<name>', 'name or UUID')
    .argument('<new-name>', 'what it shall be called');
  example(command, `${kind} rename ${kind === 'port' ? 'eth' : 'old'} new`).action(
    async (reference: string, name: string, _options, self: Command) => {
      const session = openSession(self);
      const found = await find(session.client, kind, reference);
      const changed = await session.client.patch<AnswerOf<Noun>>(`${path}/${found.uuid}/`, { name });
      print(session, changed, [changed.uuid], () => [`${found.name || found.uuid} is called ${changed.name} now.`]);
    },
  );
}

/** `delete`. */
export function registerDelete(noun: Command, kind: Deleted, path: string, summary: string): void {
  const command = noun.command('delete').alias('rm').description(summary).argument('<name...>', 'name or UUID');
  example(command, `${kind} delete old`).action(async (references: string[], _options, self: Command) => {
    const session = openSession(self);
    const remove = async ({ uuid, name }: AnswerOf<Deleted>): Promise<void> => {
      await session.client.delete(`${path}/${uuid}/`);
      say(session, `Deleted ${name || uuid}.`);
    };
    await forEach(await findAll(session.client, kind, references), remove);
  });
}

/** The UUID of a subnet, network or group by its name in a project, or by its UUID. */
export async function uuidOfNamed(client: Client, kind: Noun, reference: string, project?: string): Promise<string> {
  return (await find(client, kind, reference, project)).uuid;
}

/** For options that can be given several times. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
