import type { Command } from 'commander';
import type { NewToken, Token } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { print, printList, say } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { wholeNumber } from '../terminal/size.ts';

const DAY_MS = 86_400_000;

interface Limits {
  days?: number;
  readOnly?: boolean;
  permission?: string[];
  project?: string[];
}

export function registerToken(program: Command): void {
  const noun = program.command('token').helpCommand(false).description('print the API token in use, or manage tokens');
  example(noun, 'token', 'token create ci --days 30').action((_options, command: Command) => {
    const { token, json } = openSession(command);
    console.log(json ? JSON.stringify({ token }) : token);
  });
  registerCreate(noun);
  registerList(noun);
  registerRotate(noun);
  registerRevoke(noun);
}

function registerCreate(noun: Command): void {
  example(
    noun
      .command('create')
      .description('make a token; it is shown this once')
      .argument('<name>')
      .option('--days <n>', 'days until it expires', wholeNumber(36_500))
      .option('--permission <permission...>', 'all that it may do beside reading, such as INSTANCE.POWER')
      .option('--project <project...>', 'all that it is for; names or UUIDs')
      .option('--read-only', 'it may only read'),
    'token create ci --days 30',
    'token create watch --read-only --project "Build farm"',
  ).action(async (name: string, options: Limits, command: Command) => {
    const session = openSession(command);
    const expires = options.days === undefined ? null : new Date(Date.now() + options.days * DAY_MS).toISOString();
    const permissions = options.readOnly === true ? [] : options.permission;
    const projects =
      options.project &&
      (await Promise.all(options.project.map((project) => find(session.client, 'project', project))));
    const body = { name, expires, permissions, projects: projects?.map(({ uuid }) => uuid) };
    const created = await session.client.post<NewToken>('tokens/', body);
    print(session, created, [created.uuid], () => [created.token]);
  });
}

function registerList(noun: Command): void {
  example(listCommand(noun, 'list your tokens'), 'token list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Token>('tokens/'), {
      name: (token) => token.name,
      begins: (token) => token.prefix,
      may: ({ permissions }) => (permissions === null ? 'all' : permissions.join(', ') || 'read'),
      in: ({ projects }) => (projects === null ? 'all' : `${projects.length} projects`),
      expires: (token) => token.expires ?? 'never',
      'last used': (token) => token.last_used ?? 'never',
      uuid: (token) => token.uuid,
    });
  });
}

function registerRotate(noun: Command): void {
  example(
    noun
      .command('rotate')
      .description('give a token another secret, shown this once; the old one ends at once, name and limits stay')
      .argument('<name>', 'name or UUID'),
    'token rotate ci',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const { uuid, prefix } = await find(session.client, 'token', name);
    const created = await session.client.post<NewToken>(`tokens/${uuid}/rotate/`);
    // else the next command would be refused
    if (session.token.startsWith(prefix)) await session.keepToken?.(created.token);
    print(session, created, [created.uuid], () => [created.token]);
  });
}

function registerRevoke(noun: Command): void {
  example(
    noun.command('revoke').description('end a token at once').argument('<name>', 'name or UUID'),
    'token revoke ci',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const token = await find(session.client, 'token', name);
    await session.client.delete(`tokens/${token.uuid}/`);
    say(session, `Revoked ${token.name}.`);
  });
}
