import type { Command } from 'commander';
import { find } from '../api/references.ts';
import type { ProjectCosts } from '../api/schema.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { print } from '../terminal/output.ts';
import { table } from '../terminal/terminal.ts';

export function registerCosts(noun: Command): void {
  example(
    noun
      .command('costs')
      .description('show what each VM of a project has cost in a month')
      .argument('<project>', 'name or UUID')
      .option('--month <month>', 'in UTC, such as 2026-01; this one when left out'),
    'project costs "Default project"',
    'project costs "Default project" --month 2026-01',
  ).action(async (reference: string, query: { month?: string }, command: Command) => {
    const session = openSession(command);
    const { uuid } = await find(session.client, 'project', reference);
    const costs = await session.client.get<ProjectCosts>(`projects/${uuid}/costs/`, { query });
    const ids = costs.vms.map((vm) => vm.uuid);
    print(session, costs, ids, () => {
      const rows = costs.vms.map(({ name, state, price }) => [name, state, shown(price)]);
      return table([['VM', 'STATE', `PRICE IN ${costs.month}`], ...rows, ['total', '', shown(costs.total)]]);
    });
  });
}

const shown = (price: string): string => Number(price).toFixed(4);
