import type { Command } from 'commander';
import type { Customer } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { facts, print, printList } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';

interface Details {
  name?: string;
  description?: string;
  email?: string;
}

export function registerCustomer(program: Command): void {
  const noun = program.command('customer').helpCommand(false).description('the organisations that have projects');

  example(listCommand(noun, 'list customers'), 'customer list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Customer>('customers/'), {
      name: (customer) => customer.name,
      projects: (customer) => `${customer.projects_count}`,
      users: (customer) => `${customer.users_count}`,
      uuid: (customer) => customer.uuid,
    });
  });

  example(
    withDetails(noun.command('create').description('make a customer (staff)').argument('<name>')),
    'customer create "Acme Inc." --email it@acme.example',
  ).action(async (name: string, details: Details, command: Command) => {
    const session = openSession(command);
    const customer = await session.client.post<Customer>('customers/', { name, ...details });
    print(session, customer, [customer.uuid], () => described(customer));
  });

  example(
    withDetails(
      noun
        .command('update')
        .description('change a customer')
        .argument('<customer>', 'name or UUID')
        .option('--name <name>', 'new name'),
    ),
    'customer update "Acme Inc." --description "Makes everything"',
  ).action(async (reference: string, details: Details, command: Command) => {
    const session = openSession(command);
    const { uuid } = await find(session.client, 'customer', reference);
    const customer = await session.client.patch<Customer>(`customers/${uuid}/`, details);
    print(session, customer, [customer.uuid], () => described(customer));
  });
}

function withDetails(command: Command): Command {
  return command.option('--description <text>', 'what it is').option('--email <address>', 'whom to ask');
}

function described({ name, uuid, description, email, created }: Customer): string[] {
  return facts({ name, uuid, description, email, created });
}
