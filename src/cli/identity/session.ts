import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Token } from '../api/schema.ts';
import { openSession, type Session } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { listCommand } from '../terminal/lists.ts';
import { printList, say } from '../terminal/output.ts';

export function registerSession(program: Command): void {
  const noun = program.command('session').helpCommand(false).description('where you are logged in');
  registerList(noun);
  registerEnd(noun);
}

function registerList(noun: Command): void {
  example(listCommand(noun, 'list your logins'), 'session list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await logins(session), {
      begins: ({ prefix }) => prefix,
      from: ({ created_ip }) => created_ip ?? 'not known',
      since: ({ created }) => created,
      'last used': ({ last_used }) => last_used ?? 'never',
      'used from': ({ last_used_ip }) => last_used_ip ?? '',
      ends: ({ expires }) => expires ?? 'never',
      this: (login) => (isThis(session, login) ? 'yes' : ''),
      uuid: ({ uuid }) => uuid,
    });
  });
}

function registerEnd(noun: Command): void {
  example(
    noun
      .command('end')
      .description('end logins at once')
      .argument('[login...]', 'what it begins with, as "session list" shows it, or its UUID')
      .option('--others', 'all but the one that asks'),
    'session end 3f09ab',
    'session end --others',
  ).action(async (references: string[], options: { others?: true }, command: Command) => {
    const session = openSession(command);
    const { results } = await logins(session);
    const others = options.others === true ? results.filter((login) => !isThis(session, login)) : [];
    const meant = [...others, ...references.map((reference) => one(results, reference))];
    if (meant.length === 0 && options.others !== true)
      throw usage('Which login?', '"./slipway session list" shows yours; --others ends all but this one.');
    for (const { uuid, prefix } of new Set(meant)) {
      await session.client.delete(`tokens/${uuid}/`);
      say(session, `Ended ${prefix}.`);
    }
  });
}

function logins({ client }: Session) {
  return client.list<Token>('tokens/', { kind: 'login' });
}

/** Whether it is the login that asks. */
function isThis({ token }: Session, { prefix }: Token): boolean {
  return token.startsWith(prefix);
}

function one(all: Token[], reference: string): Token {
  const uuid = parseUuid(reference);
  const found = all.find((login) => parseUuid(login.uuid) === uuid || login.prefix === reference);
  if (found !== undefined) return found;
  throw new Problem('not-found', `There is no login "${reference}".`, '"./slipway session list" shows yours.');
}
