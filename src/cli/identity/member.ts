import { Command, Option } from 'commander';
import type { Member, Role } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { defaultProject } from '../api/defaults.ts';
import { printList, say } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';

interface Where {
  project?: string;
  customer?: string;
}

interface Given extends Where {
  role?: string;
  until?: string;
}

export function registerMember(program: Command): void {
  const noun = program.command('member').helpCommand(false).description('who has which role in a project or customer');

  example(inScope(listCommand(noun, 'list who has which role')), 'member list --project "Build farm"').action(
    async (where: Where, command: Command) => {
      const session = openSession(command);
      const path = await pathOf(session, where);
      printList(session, await session.client.list<Member>(`${path}/list_users/`), {
        name: (member) => member.user_username,
        'full name': (member) => member.user_full_name,
        role: (member) => member.role_name,
        until: (member) => member.expiration_time ?? 'no end',
        uuid: (member) => member.user_uuid,
      });
    },
  );

  example(
    inScope(noun.command('add').description('give a user a role').argument('<user>', 'name or UUID'))
      .addOption(role())
      .option('--until <time>', 'when it ends by itself, ISO 8601'),
    'member add ada --project "Build farm" --role PROJECT.ADMIN',
    'member add ada --customer "Acme Inc."',
  ).action(async (reference: string, given: Given, command: Command) => {
    const session = openSession(command);
    const [path, user] = [await pathOf(session, given), await find(session.client, 'user', reference)];
    const body = { user: user.uuid, role: roleOf(given), expiration_time: given.until };
    await session.client.post(`${path}/add_user/`, body);
    say(session, `${user.username} is now ${body.role}.`);
  });

  example(
    inScope(noun.command('remove').description('take a role away').argument('<user>', 'name or UUID')).addOption(
      role(),
    ),
    'member remove ada --project "Build farm" --role PROJECT.ADMIN',
  ).action(async (reference: string, given: Given, command: Command) => {
    const session = openSession(command);
    const [path, user] = [await pathOf(session, given), await find(session.client, 'user', reference)];
    await session.client.post(`${path}/delete_user/`, { user: user.uuid, role: roleOf(given) });
    say(session, `${user.username} is no longer ${roleOf(given)}.`);
  });
}

export function registerRole(program: Command): void {
  const noun = program.command('role').helpCommand(false).description('what users can be in a project or customer');
  example(listCommand(noun, 'list roles and what they may'), 'role list').action(async (_options, command: Command) => {
    const session = openSession(command);
    const roles = await session.client.list<Role>('roles/');
    printList(session, roles, {
      name: (found) => found.name,
      is: (found) => found.description,
      permissions: (found) => `${found.permissions.length}`,
      uuid: (found) => found.uuid,
    });
  });
}

function inScope(command: Command): Command {
  return command
    .addOption(new Option('--customer <customer>', 'name or UUID').conflicts('project'))
    .option('--project <project>', 'name or UUID; yours when left out');
}

function role(): Option {
  return new Option('--role <role>', 'name of a role; "role list" shows them; a member, or the owner of a customer');
}

function roleOf({ role: name, customer }: Given): string {
  return name ?? (customer === undefined ? 'PROJECT.MEMBER' : 'CUSTOMER.OWNER');
}

async function pathOf(session: Session, { project, customer }: Where): Promise<string> {
  if (customer !== undefined) return `customers/${(await find(session.client, 'customer', customer)).uuid}`;
  return `projects/${await defaultProject(session, project)}`;
}
