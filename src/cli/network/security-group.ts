import { type Command, Option } from 'commander';
import type { SecurityGroup, SecurityGroupRule, SecurityGroupRuleRequest } from '../api/schema.ts';
import type { Client } from '../api/client.ts';
import { example } from '../terminal/example.ts';
import { defaultProject } from '../api/defaults.ts';
import { usage } from '../terminal/exit.ts';
import { collect, registerDelete, registerRename, uuidOfNamed } from '../terminal/nouns.ts';
import { print, printList } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { table } from '../terminal/terminal.ts';

const PATH = 'openstack-security-groups';

interface AllowOptions {
  from?: string[];
  group?: string;
  out?: true;
}

export function registerSecurityGroup(program: Command): void {
  const noun = program
    .command('security-group')
    .helpCommand(false)
    .description('what may reach VMs, and what they may reach; changes take effect while they run');
  registerList(noun);
  registerShow(noun);
  registerCreate(noun);
  registerAllow(noun);
  registerRevoke(noun);
  registerRename(noun, 'security-group', PATH);
  registerDelete(noun, 'security-group', PATH, 'delete a group that nothing uses');
}

function registerList(noun: Command): void {
  example(noun.command('list').description('list security groups'), 'security-group list').action(
    async (_options, command: Command) => {
      const session = openSession(command);
      printList(session, await session.client.list<SecurityGroup>(`${PATH}/`), {
        name: ({ name }) => name,
        rules: ({ rules }) => `${rules.length}`,
        description: ({ description }) => description,
        uuid: ({ uuid }) => uuid,
      });
    },
  );
}

function registerShow(noun: Command): void {
  example(
    noun.command('show').description('show the rules of a group').argument('<name>', 'name or UUID'),
    'security-group show default',
  ).action(async (name: string, _options, command: Command) => {
    const session = openSession(command);
    const group = await find(session.client, 'security-group', name);
    print(session, group, [group.uuid], () => rows(group));
  });
}

function registerCreate(noun: Command): void {
  example(
    noun
      .command('create')
      .description('make a group; without rules nothing comes in and nothing goes out')
      .argument('<name>')
      .option('--description <text>', 'what it is for')
      .option('--project <name>', 'project'),
    'security-group create web',
  ).action(async (name: string, options: { description?: string; project?: string }, command: Command) => {
    const session = openSession(command);
    const project = await defaultProject(session, options.project);
    const body = { project, name, description: options.description };
    const created = await session.client.post<SecurityGroup>(`${PATH}/`, body);
    print(session, created, [created.uuid], () => [`Made security group ${created.name}.`]);
  });
}

function registerAllow(noun: Command): void {
  const allow = noun
    .command('allow')
    .description('add a rule: tcp:443, tcp:8000-8100, udp:53, icmp, another protocol (vrrp, 112), or any')
    .argument('<name>', 'name or UUID')
    .argument('<what>', 'protocol, with ports')
    .addOption(new Option('--from <block>', 'only this block; can be given again').argParser(collect))
    .option('--group <name>', 'only VMs with this security group')
    .option('--out', 'what VMs may reach, in place of what may reach them');
  example(allow, 'security-group allow web tcp:443', 'security-group allow db tcp:5432 --group web').action(
    async (name: string, what: string, options: AllowOptions, command: Command) => {
      const session = openSession(command);
      const group = await find(session.client, 'security-group', name);
      const rules = await readRules(session.client, group.project_uuid, what, options);
      await replace(session, group, [...group.rules, ...rules]);
    },
  );
}

function registerRevoke(noun: Command): void {
  example(
    noun
      .command('revoke')
      .description('remove rules, by the numbers that "show" prints')
      .argument('<name>', 'name or UUID')
      .argument('<rules...>', 'numbers'),
    'security-group revoke web 12',
  ).action(async (name: string, numbers: string[], _options, command: Command) => {
    const session = openSession(command);
    const group = await find(session.client, 'security-group', name);
    const unknown = numbers.find((number) => !group.rules.some(({ id }) => `${id}` === number));
    if (unknown !== undefined)
      throw usage(`${group.name} has no rule ${unknown}.`, '"security-group show" lists them.');
    await replace(
      session,
      group,
      group.rules.filter(({ id }) => !numbers.includes(`${id}`)),
    );
  });
}

async function replace(
  session: ReturnType<typeof openSession>,
  { uuid }: SecurityGroup,
  rules: SecurityGroupRuleRequest[],
): Promise<void> {
  await session.client.post(`${PATH}/${uuid}/set_rules/`, rules);
  const changed = await session.client.get<SecurityGroup>(`${PATH}/${uuid}/`);
  print(session, changed, [uuid], () => rows(changed));
}

/** One rule for each block, or one for a group, or one for everybody of each family. */
async function readRules(
  client: Client,
  project: string,
  what: string,
  { from, group, out }: AllowOptions,
): Promise<SecurityGroupRuleRequest[]> {
  const [protocol = '', range = ''] = what.toLowerCase().split(':');
  const [first = '', last = first] = range.split('-');
  const [from_port, to_port] = range === '' ? [-1, -1] : [Number(first), Number(last)];
  if (!Number.isInteger(from_port) || !Number.isInteger(to_port)) {
    throw usage(`"${what}" is no rule.`, 'Write it like tcp:443, tcp:8000-8100, udp:53, icmp, vrrp or any.');
  }
  const direction = out === true ? 'egress' : 'ingress';
  const rule: SecurityGroupRuleRequest = { direction, protocol, from_port, to_port, cidr: null, remote_group: null };
  if (from !== undefined) return from.map((cidr) => ({ ...rule, cidr }));
  const remote_group = group === undefined ? null : await uuidOfNamed(client, 'security-group', group, project);
  return (['IPv4', 'IPv6'] as const).map((ethertype) => ({ ...rule, ethertype, remote_group }));
}

function rows({ rules }: SecurityGroup): string[] {
  if (rules.length === 0) return ['No rules: nothing comes in, nothing goes out.'];
  const head = ['NUMBER', 'WAY', 'FAMILY', 'WHAT', 'WITH'];
  return table([
    head,
    ...rules.map((rule) => [`${rule.id}`, rule.direction, rule.ethertype, protocolOf(rule), otherSide(rule)]),
  ]);
}

function protocolOf({ protocol, from_port: from, to_port: to }: SecurityGroupRule): string {
  if (protocol === '') return 'any';
  if (from === -1) return protocol;
  return `${protocol}:${from}${to === from || to === -1 ? '' : `-${to}`}`;
}

function otherSide({ cidr, remote_group_name: group }: SecurityGroupRule): string {
  return cidr ?? (group === null ? 'anybody' : `group ${group}`);
}
