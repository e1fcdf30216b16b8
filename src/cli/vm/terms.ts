import type { Command } from 'commander';
import type { Offering, OrderReference, Resource } from '../api/schema.ts';
import { atEndOption, endOf, type Ends, endWords, whenWords } from '../terminal/ends.ts';
import { example } from '../terminal/example.ts';
import { choosePlan } from '../api/defaults.ts';
import { print, say } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';

/** On what terms a VM is had: `vm expire`, `set-plan` and `unlink`. */
export function registerTerms(noun: Command): void {
  example(
    noun
      .command('expire')
      .description('end a VM on a day or at a time, or put its end off; "never": it stays')
      .argument('<name>', 'name or UUID')
      .argument('<when>', `${whenWords} later than it ends now`)
      .addOption(atEndOption()),
    'vm expire web 2027-01-31',
    'vm expire web 2027-01-31T18:00+01:00 --at-end stop',
    'vm expire web +7d',
    'vm expire web never',
  ).action(async (name: string, when: string, { atEnd }: Ends, command: Command) => {
    const session = openSession(command);
    const vm = await find(session.client, 'vm', name);
    const body = { end_date: endOf(when, vm.ends_at), end_action: atEnd };
    const after = await session.client.patch<Resource>(`marketplace-resources/${vm.uuid}/`, body);
    print(session, after, [vm.uuid], () => [
      after.ends_at === null ? `${vm.name} stays.` : `${vm.name} ends on ${endWords(after)}.`,
    ]);
  });

  example(
    noun
      .command('set-plan')
      .description('put a VM on another plan of its offering')
      .argument('<name>', 'name or UUID')
      .argument('<plan>', 'name or UUID; "./slipway offering show" lists them'),
    'vm set-plan web Monthly',
  ).action(async (name: string, plan: string, _options, command: Command) => {
    const session = openSession(command);
    const { client } = session;
    const vm = await find(client, 'vm', name);
    const offering = await client.get<Offering>(`marketplace-offerings/${vm.offering_uuid}/`);
    const path = `marketplace-resources/${vm.uuid}/switch_plan/`;
    const answer = await client.post<OrderReference>(path, { plan: choosePlan(offering, plan) });
    print(session, answer, [answer.order_uuid], () => [`${vm.name}: ${plan} from now on`]);
  });

  example(
    noun
      .command('unlink')
      .description(
        'forget a VM that cannot be deleted (staff); it stays on the host until "doctor --fix" takes it away',
      )
      .argument('<name>', 'name or UUID'),
    'vm unlink web',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const vm = await find(session.client, 'vm', name);
    await session.client.post(`marketplace-resources/${vm.uuid}/unlink/`);
    say(session, `Forgot ${vm.name}. "./slipway doctor --fix" takes what is left of it from the host, unless it runs.`);
  });
}
