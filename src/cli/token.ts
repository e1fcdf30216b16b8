import type { Command } from 'commander';
import type { Named } from './answers.ts';
import { example } from './commands.ts';
import { usage } from './exit.ts';
import { print, printList, say } from './output.ts';
import { find } from './references.ts';
import { openSession } from './session.ts';

const DAY_MS = 86_400_000;

interface Token extends Named {
  prefix: string;
  created: string;
  expires: string | null;
  last_used: string | null;
}

export function registerToken(program: Command): void {
  const noun = program.command('token').helpCommand(false).description('print the API token in use, or manage tokens');
  example(noun, 'token', 'token create ci --days 30').action((_options, command: Command) => {
    const { token, json } = openSession(command);
    console.log(json ? JSON.stringify({ token }) : token);
  });

  example(
    noun
      .command('create')
      .description('make a token; it is shown this once')
      .argument('<name>')
      .option('--days <n>', 'days until it expires', wholeNumber),
    'token create ci --days 30',
  ).action(async (name: string, options: { days?: number }, command: Command) => {
    const session = openSession(command);
    const expires = options.days === undefined ? null : new Date(Date.now() + options.days * DAY_MS).toISOString();
    const made = await session.client.post<Token & { token: string }>('tokens/', { name, expires });
    print(session, made, [made.uuid], () => [made.token]);
  });

  example(noun.command('list').description('list your tokens'), 'token list').action(
    async (_options, command: Command) => {
      const session = openSession(command);
      printList(session, await session.client.list<Token>('tokens/'), {
        name: (token) => token.name,
        begins: (token) => token.prefix,
        expires: (token) => token.expires ?? 'never',
        'last used': (token) => token.last_used ?? 'never',
        uuid: (token) => token.uuid,
      });
    },
  );

  example(
    noun.command('revoke').description('end a token at once').argument('<name>', 'name or UUID'),
    'token revoke ci',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const token = await find<Token>(session.client, 'token', name);
    await session.client.delete(`tokens/${token.uuid}/`);
    say(session, `Revoked ${token.name}.`);
  });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw usage(`"${text}" is not a whole number above 0.`, 'Give one, such as 30.');
}
