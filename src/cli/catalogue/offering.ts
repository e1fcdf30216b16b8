import type { Command } from 'commander';
import type { Offering } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { example } from '../terminal/example.ts';
import { facts, print, printList } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';

export function registerOffering(program: Command): void {
  const noun = program.command('offering').helpCommand(false).description('what can be ordered');

  example(
    listCommand(noun, 'list offerings').option('--category <name>', 'only those of this category'),
    'offering list',
    'offering list --category VM',
  ).action(async ({ category }: { category?: string }, command: Command) => {
    const session = openSession(command);
    const query = category === undefined ? {} : { category_name: category };
    printList(session, await session.client.list<Offering>('marketplace-offerings/', query), {
      name: (offering) => offering.name,
      category: (offering) => offering.category.name,
      plans: (offering) => plans(offering).join(', '),
      flavor: flavorOf,
      uuid: (offering) => offering.uuid,
    });
  });

  example(
    noun.command('show').description('show an offering and its plans').argument('<offering>', 'name or UUID'),
    'offering show "Virtual machine"',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    const offering = await find(session.client, 'offering', reference);
    print(session, offering, [offering.uuid], () => [
      ...facts({ offering: offering.uuid, name: offering.name, about: offering.description }),
      ...plans(offering).map((plan) => `plan  ${plan}`),
    ]);
  });
}

function flavorOf({ type, flavor }: Offering): string {
  if (type !== 'OpenStack.Instance') return '';
  return flavor === null ? 'to choose' : 'its own';
}

function plans(offering: Offering): string[] {
  return offering.plans.map((plan) => `${plan.name} ${Number(plan.unit_price)}/${plan.unit}`);
}
