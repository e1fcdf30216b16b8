import { type Command, Option } from 'commander';
import type { SecurityGroup, SecurityGroupRule, SecurityGroupRuleRequest } from '../api/schema.ts';
import type { Client } from '../api/client.ts';
import { addFilters, type Filters, filterQuery, listCommand } from '../terminal/lists.ts';
import { shellLine } from '../terminal/called.ts';
import { example } from '../terminal/example.ts';
import { defaultProject } from '../api/defaults.ts';
import { usage } from '../terminal/exit.ts';
import { collect, registerDelete, registerRename, uuidOfNamed } from '../terminal/nouns.ts';
import { print, printList } from '../terminal/output.ts';
import { find } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
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
  example(addFilters(listCommand(noun, 'list security groups')), 'security-group list').action(
    async (filters: Filters, command: Command) => {
      const session = openSession(command);
      const query = await filterQuery(session.client, filters);
      printList(session, await session.client.list<SecurityGroup>(`${PATH}/`, query), {
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
    .description('add a rule: 443 (tcp), tcp:8000-8100, udp:53, icmp, another protocol (vrrp, proto:112), or any')
    .argument('<name>', 'name or UUID')
    .argument('<what>', 'protocol, with ports')
    .addOption(new Option('--from <block>', 'only this block; can be given again').argParser(collect))
    .option('--group <name>', 'only VMs with this security group')
    .option('--out', 'what VMs may reach, in place of what may reach them');
  example(allow, 'security-group allow web 443', 'security-group allow db tcp:5432 --group web').action(
    async (name: string, what: string, options: AllowOptions, command: Command) => {
      const session = openSession(command);
      const group = await find(session.client, 'security-group', name);
      const more = await readRules(session.client, group.project_uuid, what, options);
      await change(session, group, ({ rules }) => [...rules, ...more]);
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
    await change(session, group, ({ rules }) => {
      const unknown = numbers.find((number) => !rules.some(({ id }) => `${id}` === number));
      if (unknown !== undefined)
        throw usage(
          `${group.name} has no rule ${unknown}.`,
          `"./slipway security-group show ${shellLine([name])}" lists them.`,
        );
      return rules.filter(({ id }) => !numbers.includes(`${id}`));
    });
  });
}

async function change(
  session: Session,
  { uuid }: SecurityGroup,
  rulesOf: (now: SecurityGroup) => SecurityGroupRuleRequest[],
): Promise<void> {
  await session.client.edit(`${PATH}/${uuid}/`, rulesOf, 'set_rules/');
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
  const direction = out === true ? 'egress' : 'ingress';
  const rule: SecurityGroupRuleRequest = { direction, ...readProtocol(what), cidr: null, remote_group: null };
  if (from !== undefined) return from.map((cidr) => ({ ...rule, cidr: readBlock(cidr) }));
  const remote_group = group === undefined ? null : await uuidOfNamed(client, 'security-group', group, project);
  return (['IPv4', 'IPv6'] as const).map((ethertype) => ({ ...rule, ethertype, remote_group }));
}

/** `443` and `8000-8100` are ports of TCP; a protocol by its number is `proto:112`. */
function readProtocol(what: string): Pick<SecurityGroupRuleRequest, 'protocol' | 'from_port' | 'to_port'> {
  const [, before = 'tcp', first, last = first] =
    /^(?:([a-z][\w-]*):)?(\d+)(?:-(\d+))?$/.exec(what.toLowerCase()) ?? [];
  if (first === undefined && /^[a-z][\w-]*$/i.test(what))
    return { protocol: what.toLowerCase(), from_port: -1, to_port: -1 };
  if (before === 'proto' && first !== undefined && first === last)
    return { protocol: first, from_port: -1, to_port: -1 };
  if (first !== undefined && Number(first) <= Number(last) && Number(last) <= 65_535)
    return { protocol: before, from_port: Number(first), to_port: Number(last) };
  throw usage(
    `"${what}" is no rule.`,
    'Write it like 443, tcp:443, tcp:8000-8100, udp:53, icmp, vrrp, proto:112 or any.',
  );
}

/** A block as it was typed; what looks like everybody and would be one address that nobody has is asked back. */
function readBlock(block: string): string {
  const all = { '0.0.0.0': '0.0.0.0/0', '::': '::/0' }[block];
  if (all === undefined) return block;
  throw usage(
    `"${block}" without a length is a single address, which nobody has.`,
    `Do you mean everybody? Write --from ${all}, or leave --from out for IPv4 and IPv6.`,
  );
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
  return cidr ?? (group === undefined ? 'anybody' : `group ${group}`);
}
