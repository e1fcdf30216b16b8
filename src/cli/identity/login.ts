import type { Command } from 'commander';
import type { Login } from '../api/schema.ts';
import { runningServer } from '../../common/control-plane.ts';
import { Problem } from '../../common/problem.ts';
import { readSettings } from '../../common/settings.ts';
import { Client } from '../api/client.ts';
import { example } from '../terminal/example.ts';
import { ApiProblem } from '../api/refusal.ts';
import { readLogin, removeLogin, writeLogin } from '../api/login-file.ts';
import { say } from '../terminal/output.ts';
import { askPassword, doneAsking } from './password.ts';
import { duration } from '../terminal/terminal.ts';
import type { GlobalOptions } from '../api/session.ts';

export function registerLogin(program: Command): void {
  example(
    program
      .command('login')
      .description('log in with a password, which is asked for, or read from standard input')
      .argument('<user>', 'user name')
      .argument('[url]', 'where the cloud answers; left out: SLIPWAY_URL, or the cloud of this machine'),
    'login ada https://cloud.example',
  ).action(async (username: string, at: string | undefined, _options, command: Command) => {
    const url = at ?? process.env['SLIPWAY_URL'] ?? localUrl();
    const password = await askPassword('Password').finally(doneAsking);
    const client = new Client(url, '');
    const { token } = await client
      .post<Login>('/api-auth/password/', { username, password })
      .catch((error: unknown) => {
        if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
        const { code, message, retryAfter } = error;
        const when =
          retryAfter === null
            ? 'Try again.'
            : `It ends by itself in ${duration(retryAfter * 1000)}; from another address you may try now.`;
        throw new Problem(code, message, `${when} Staff sets a new password by "./slipway user password ${username}".`);
      });
    await writeLogin({ url: client.url, token });
    say(command.optsWithGlobals<GlobalOptions>(), `Logged in at ${client.url} as ${username}.`);
  });
}

export function registerLogout(program: Command): void {
  example(program.command('logout').description('end the login of this user of the machine'), 'logout').action(
    async (_options, command: Command) => {
      const login = readLogin();
      if (login === null) throw new Problem('not-found', 'Nobody is logged in.', 'Log in with: ./slipway login USER');
      const client = new Client(login.url, login.token);
      await client.post('/api-auth/logout/').catch((error: unknown) => {
        // it has ended already
        if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      });
      removeLogin();
      say(command.optsWithGlobals<GlobalOptions>(), `Logged out at ${login.url}.`);
    },
  );
}

function localUrl(): string {
  const running = runningServer(readSettings().home);
  if (running !== null) return running.url;
  throw new Problem('not-running', 'No cloud runs on this machine.', 'Give its URL: ./slipway login USER URL');
}
