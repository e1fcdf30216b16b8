import type { Command } from 'commander';
import type { Login, Me } from '../api/schema.ts';
import { Problem } from '../../common/problem.ts';
import { Client, cloudUrl } from '../api/client.ts';
import { example } from '../terminal/example.ts';
import { ApiProblem } from '../api/refusal.ts';
import { contextOf, keepContext, readContexts, writeContexts } from '../api/contexts.ts';
import { usage } from '../terminal/exit.ts';
import { say } from '../terminal/output.ts';
import { askPassword, doneAsking } from './password.ts';
import { duration } from '../terminal/terminal.ts';
import { type GlobalOptions, localCloud } from '../api/session.ts';

interface LoginOptions {
  token?: true;
  as?: string;
}

export function registerLogin(program: Command): void {
  example(
    program
      .command('login')
      .description('log in with a password or a token, which is asked for or read from standard input, or with a link')
      .argument('[user]', 'user name, or the link that "login-link" has printed; not with --token')
      .argument('[url]', 'where the cloud answers; left out: SLIPWAY_URL, or the cloud of this machine')
      .option('--token', 'with a token in place of user and password')
      .option('--as <context>', 'what this login is called; default: user@host'),
    'login ada https://cloud.example',
    'login --token https://cloud.example --as work',
    'login "https://cloud.example/#link=7c0e1d52…"',
  ).action(async (first: string | undefined, second: string | undefined, options: LoginOptions, command: Command) => {
    const byToken = options.token === true;
    if (byToken ? second !== undefined : first === undefined)
      throw usage('Who logs in?', 'Write it like "login USER URL", or "login --token URL".');
    const [, at, link] = /^(.*)#link=(.*)$/.exec(first ?? '') ?? [];
    const url = cloudUrl(at ?? (byToken ? first : second) ?? process.env['SLIPWAY_URL'] ?? localCloud().url());
    const token = await tokenFor(new Client(url, ''), { byToken, link, username: first ?? '' });
    const client = new Client(url, token);
    const { username: user } = await client.get<Me>('users/me/');
    const name = options.as ?? `${user}@${new URL(client.url).host}`;
    await keepContext(name, { url: client.url, user, token, own: !byToken });
    say(command.optsWithGlobals<GlobalOptions>(), `Logged in at ${client.url} as ${user}: context ${name}.`);
  });
}

/** The token that is asked for, or that a link or a password gives. */
async function tokenFor(
  client: Client,
  { byToken, link, username }: { byToken: boolean; link: string | undefined; username: string },
): Promise<string> {
  if (link !== undefined) return (await client.ask<Login>('/api-auth/link/', { link })).token;
  const secret = await askPassword(byToken ? 'Token' : 'Password').finally(doneAsking);
  return byToken ? secret : tokenForPassword(client, username, secret);
}

async function tokenForPassword(client: Client, username: string, password: string): Promise<string> {
  const login = client.ask<Login>('/api-auth/password/', { username, password });
  const { token } = await login.catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
    const { code, message, retryAfter } = error;
    const when =
      retryAfter === null
        ? 'Try again.'
        : `It ends by itself in ${duration(retryAfter * 1000)}; from another address you may try now.`;
    throw new Problem(code, message, `${when} Staff sets a new password by "./slipway user password ${username}".`);
  });
  return token;
}

export function registerLogout(program: Command): void {
  example(
    program
      .command('logout')
      .description('end the login that is used, or another one; a token that was given to it stays valid')
      .argument('[context]', 'name'),
    'logout',
    'logout work',
  ).action(async (given: string | undefined, _options, command: Command) => {
    const kept = readContexts();
    const name = given ?? kept.current;
    if (name === null) throw new Problem('not-found', 'Nobody is logged in.', 'Log in with: ./slipway login USER');
    const { url, token, own } = contextOf(kept, name);
    if (own) {
      await new Client(url, token).ask('/api-auth/logout/').catch((error: unknown) => {
        // it has ended already
        if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      });
    }
    const { [name]: _gone, ...contexts } = kept.contexts;
    await writeContexts({ current: kept.current === name ? null : kept.current, contexts });
    say(command.optsWithGlobals<GlobalOptions>(), `Logged out at ${url}.`);
  });
}
