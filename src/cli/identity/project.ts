import type { Command } from 'commander';
import { dayOrTime } from '../../common/today.ts';
import type { Customer, Project } from '../api/schema.ts';
import { listCommand } from '../terminal/lists.ts';
import { atEndOption, endOf, type Ends, whenWords } from '../terminal/ends.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { facts, print, printList, say } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { wholeNumber } from '../terminal/size.ts';
import { openSession, type Session } from '../api/session.ts';
import { registerCosts } from './project-costs.ts';
import { registerWatch } from './project-watch.ts';

export function registerProject(program: Command): void {
  const noun = program
    .command('project')
    .helpCommand(false)
    .description('projects: what VMs, networks and roles belong to');
  registerList(noun);
  registerShow(noun);
  registerCreate(noun);
  registerUpdate(noun);
  registerExpire(noun);
  registerDelete(noun);
  registerWatch(noun);
  registerCosts(noun);
}

function registerList(noun: Command): void {
  example(listCommand(noun, 'list projects'), 'project list').action(async (_options, command: Command) => {
    const session = openSession(command);
    printList(session, await session.client.list<Project>('projects/'), {
      name: (project) => project.name,
      organisation: (project) => project.customer_name,
      cloud: (project) => project.cloud,
      vms: (project) => `${project.resources_count}`,
      uuid: (project) => project.uuid,
    });
  });
}

function registerShow(noun: Command): void {
  example(
    noun.command('show').description('show a project').argument('<project>', 'name or UUID'),
    'project show "Default project"',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    const project = await find(session.client, 'project', reference);
    print(session, project, [project.uuid], () => described(project));
  });
}

interface NewProject {
  customer?: string;
  description?: string;
  cloud?: string;
}

function registerCreate(noun: Command): void {
  example(
    noun
      .command('create')
      .description('make a project with a network of its own')
      .argument('<name>')
      .option('--customer <customer>', 'whose it is, name or UUID; the only one when there is one')
      .option('--description <text>', 'what it is for')
      .option('--cloud <cloud>', 'where it lives, for good; see cloud list'),
    'project create "Build farm" --customer "Acme Inc."',
    'project create "Render farm" --cloud lab',
  ).action(async (name: string, options: NewProject, command: Command) => {
    const session = openSession(command);
    const customer = await customerFor(session, options.customer);
    const { description = '', cloud } = options;
    const project = await session.client.post<Project>('projects/', { name, description, cloud, customer });
    print(session, project, [project.uuid], () => described(project));
  });
}

function registerUpdate(noun: Command): void {
  example(
    noun
      .command('update')
      .description('change a project')
      .argument('<project>', 'name or UUID')
      .option('--name <name>', 'new name')
      .option('--description <text>', 'what it is for'),
    'project update "Build farm" --name "CI"',
  ).action(async (reference: string, change: { name?: string; description?: string }, command: Command) => {
    const session = openSession(command);
    const { uuid } = await find(session.client, 'project', reference);
    const project = await session.client.patch<Project>(`projects/${uuid}/`, change);
    print(session, project, [project.uuid], () => described(project));
  });
}

function registerExpire(noun: Command): void {
  example(
    noun
      .command('expire')
      .description('end a project on a day or at a time, with all that is in it, or put that off; "never": it stays')
      .argument('<project>', 'name or UUID')
      .argument('<when>', `${whenWords} later than it ends now: from then on nothing more is ordered in it`)
      .option('--grace <days>', 'what is in it goes so many days later', wholeNumber(365))
      .addOption(atEndOption()),
    'project expire "Build farm" 2027-01-31 --grace 14',
    'project expire "Build farm" +30d --at-end stop',
    'project expire "Build farm" never',
  ).action(async (reference: string, when: string, { grace, atEnd }: Ends & { grace?: number }, command: Command) => {
    const session = openSession(command);
    const { uuid, ends_at } = await find(session.client, 'project', reference);
    const body = { end_date: endOf(when, ends_at), end_action: atEnd, grace_period_days: grace };
    const project = await session.client.patch<Project>(`projects/${uuid}/`, body);
    print(session, project, [project.uuid], () => described(project));
  });
}

function registerDelete(noun: Command): void {
  example(
    noun
      .command('delete')
      .alias('rm')
      .description('delete a project that has nothing left but its network')
      .argument('<project>', 'name or UUID'),
    'project delete "Build farm"',
  ).action(async (reference: string, _options, command: Command) => {
    const session = openSession(command);
    const { uuid, name } = await find(session.client, 'project', reference);
    await session.client.delete(`projects/${uuid}/`);
    say(session, `Deleted ${name}.`);
  });
}

async function customerFor({ client }: Session, reference: string | undefined): Promise<string> {
  if (reference !== undefined) return (await find(client, 'customer', reference)).uuid;
  const { results } = await client.list<Customer>('customers/');
  const [only] = results;
  if (only !== undefined && results.length === 1) return only.uuid;
  const names = results.map(({ name }) => name).join(', ');
  throw usage('Whose project is it to be?', `Name the customer with --customer; there are: ${names || 'none'}.`);
}

function endsOf({ ends_at, end_action, grace_period_days }: Project): string | null {
  if (ends_at === null) return null;
  const what = end_action === 'stop' ? 'its VMs are stopped' : 'all that is in it is deleted';
  return `${dayOrTime(new Date(ends_at))}, and ${what} ${(grace_period_days ?? 0) > 0 ? `${grace_period_days} days later` : 'then'}`;
}

function described(project: Project): string[] {
  const { name, uuid, customer_name, cloud, description, resources_count, created } = project;
  return facts({
    name,
    uuid,
    organisation: customer_name,
    cloud,
    description,
    vms: resources_count,
    ends: endsOf(project),
    created,
  });
}
