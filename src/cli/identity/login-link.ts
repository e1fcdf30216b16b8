import type { Command } from 'commander';
import { find } from '../api/references.ts';
import type { LoginLink, Me } from '../api/schema.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { print } from '../terminal/output.ts';

export function registerLoginLink(program: Command): void {
  example(
    program
      .command('login-link')
      .description('print an address that logs you in, or another user (staff): once, and within 10 minutes')
      .argument('[user]', 'name or UUID; left out: you'),
    'login-link',
    'login-link ada',
  ).action(async (reference: string | undefined, _options, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const user = reference === undefined ? await client.get<Me>('users/me/') : await find(client, 'user', reference);
    const link = await client.post<LoginLink>(`users/${user.uuid}/login_link/`);
    print(session, link, [link.url], () => [link.url]);
  });
}
