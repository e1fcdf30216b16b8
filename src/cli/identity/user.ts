import type { Command } from 'commander';
import type { Me, User } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { facts, print, printList, say } from '../terminal/output.ts';
import { askNewPassword, askPassword, doneAsking } from './password.ts';
import { find } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';

export function registerUser(program: Command): void {
  const noun = program.command('user').helpCommand(false).description('who can use the cloud');
  registerList(noun);
  registerCreate(noun);
  registerPassword(noun);
  registerActivation(noun);
}

function registerList(noun: Command): void {
  example(listCommand(noun, 'list users'), 'user list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<User>('users/'), {
      name: (user) => user.username,
      'full name': (user) => user.full_name,
      email: (user) => user.email,
      is: (user) => [user.is_staff ? 'staff' : '', user.is_active ? '' : 'inactive'].filter(Boolean).join(', '),
      uuid: (user) => user.uuid,
    });
  });
}

function registerCreate(noun: Command): void {
  example(
    noun
      .command('create')
      .description('make a user (staff)')
      .argument('<name>', 'what the user logs in by')
      .option('--full-name <name>')
      .option('--email <address>')
      .option('--staff', 'runs the cloud itself')
      .option('--password', 'ask for a password; without it nobody can log in as the user yet'),
    'user create ada --full-name "Ada Lovelace" --password',
  ).action(
    async (
      username: string,
      options: { fullName?: string; email?: string; staff?: boolean; password?: boolean },
      command: Command,
    ) => {
      const session = openSession(command);
      const { fullName: full_name, email, staff: is_staff, password: wanted } = options;
      const password = wanted === true ? await askNewPassword().finally(doneAsking) : undefined;
      const user = await session.client.post<User>('users/', { username, full_name, email, is_staff, password });
      print(session, user, [user.uuid], () => described(user));
    },
  );
}

function registerPassword(noun: Command): void {
  example(
    noun
      .command('password')
      .description('set a password; it is asked for, or read from standard input')
      .argument('[user]', 'name or UUID; left out: you'),
    'user password ada',
  ).action(async (reference: string | undefined, _options, command: Command) => {
    const session = openSession(command);
    const me = await session.client.get<Me>('users/me/');
    const user = reference === undefined ? me : await find(session.client, 'user', reference);
    // the token of this machine's operator stands above passwords
    const old = user.uuid === me.uuid && !(me.is_staff && me.token_expires_at === null);
    try {
      const old_password = old ? await askPassword('Old password') : undefined;
      const password = await askNewPassword();
      await session.client.ask(`users/${user.uuid}/password/`, { password, old_password });
    } finally {
      doneAsking();
    }
    say(session, `The password of ${user.username} is set; all its other logins have ended.`);
  });
}

function registerActivation(noun: Command): void {
  for (const [verb, is_active, summary, done] of [
    ['deactivate', false, 'lock a user out: all tokens end at once (staff)', 'is locked out'],
    ['activate', true, 'let a user in again; tokens must be made anew (staff)', 'may log in again'],
  ] as const) {
    example(noun.command(verb).description(summary).argument('<user>', 'name or UUID'), `user ${verb} ada`).action(
      async (reference: string, _options, command: Command) => {
        const session = openSession(command);
        const user = await change(session, reference, { is_active });
        print(session, user, [user.uuid], () => [`${user.username} ${done}.`]);
      },
    );
  }
}

async function change({ client }: Session, reference: string, body: Partial<User>): Promise<User> {
  const { uuid } = await find(client, 'user', reference);
  return client.patch<User>(`users/${uuid}/`, body);
}

function described({ username, full_name, email, is_staff, uuid, date_joined }: User): string[] {
  return facts({
    name: username,
    'full name': full_name,
    email,
    staff: is_staff ? 'yes' : '',
    uuid,
    since: date_joined,
  });
}
