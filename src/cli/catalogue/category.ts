import type { Command } from 'commander';
import type { Category } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { printList } from '../terminal/output.ts';
import { openSession } from '../api/session.ts';

export function registerCategory(program: Command): void {
  const noun = program.command('category').helpCommand(false).description('kinds of offerings');

  example(listCommand(noun, 'list categories'), 'category list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Category>('marketplace-categories/'), {
      name: (category) => category.name,
      about: (category) => category.description,
      offerings: (category) => String(category.offering_count),
      uuid: (category) => category.uuid,
    });
  });
}
