import { Text } from '@mantine/core';
import { api, client, type Schemas } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { ApiProblem } from '../../api/problem.ts';
import { type Field, FormDialog, type Values } from '../../parts/form.tsx';
import { pageSize } from '../../parts/list.tsx';
import { kept, sentence } from '../../parts/rules.ts';
import type { Group } from './groups.tsx';

type Sent = Schemas['SecurityGroupRuleRequest'];

/** What people open most often, by the port. */
const presets = [
  { value: 'tcp:22', label: 'ssh: tcp 22' },
  { value: 'tcp:80', label: 'http: tcp 80' },
  { value: 'tcp:443', label: 'https: tcp 443' },
  { value: 'tcp:5432', label: 'PostgreSQL: tcp 5432' },
  { value: 'icmp:', label: 'ping: icmp' },
  { value: 'other', label: 'another' },
];

function asked({ what, protocol, ports, from: side, cidr, out, description }: Values, own: string): Sent[] {
  const [preset = '', number = ''] = String(what).split(':');
  const [from = '', to = from] = what === 'other' ? portsOf(String(ports)) : [number];
  return sidesOf(String(side), String(cidr), own).map((each) => ({
    direction: out === true ? 'egress' : 'ingress',
    protocol: what === 'other' ? String(protocol) : preset,
    ...each,
    description: String(description),
    ...(from === '' ? {} : { from_port: Number(from), to_port: Number(to) }),
  }));
}

/** The ports of "8000" or "8000-8100"; of nothing none. Throws an `ApiProblem`: what is no number would be sent as "any". */
function portsOf(words: string): string[] {
  const ports = words.split('-').map((word) => word.trim());
  if (words.trim() === '') return [];
  if (ports.length > 2 || !ports.every((port) => /^\d+$/.test(port)))
    throw new ApiProblem(400, { ports: 'Write one port as 8000, or all from one to another as 8000-8100.' });
  return ports;
}

/** The other side of a rule, which is one more rule for each family of addresses. */
function sidesOf(side: string, cidr: string, own: string): Pick<Sent, 'cidr' | 'remote_group'>[] {
  if (side === 'own') return [{ cidr: own }];
  if (side === 'all') return [{ cidr: '0.0.0.0/0' }, { cidr: '::/0' }];
  return side === 'other' ? [{ cidr }] : [{ remote_group: side }];
}

/** By what field of the dialog the API's fields of a rule are asked. */
const asks: Record<string, string> = {
  protocol: 'protocol',
  from_port: 'ports',
  to_port: 'ports',
  cidr: 'cidr',
  remote_group: 'from',
  description: 'description',
};

/** What is wrong with a rule, such as at "3.cidr", at the field that asks for it. */
function atFields(error: unknown): unknown {
  if (!(error instanceof ApiProblem) || error.fields.size === 0) return error;
  const said = [...error.fields].map(([path, words]) => [asks[path.split('.').at(-1) ?? ''] ?? path, words]);
  return new ApiProblem(error.status, Object.fromEntries(said));
}

function fieldsFor(own: string, { uuid, name }: Group, others: Group[]): Field[] {
  return [
    { name: 'what', label: 'What', kind: 'choice', options: presets },
    { name: 'protocol', label: 'Protocol, of another', initial: 'tcp', optional: true },
    { name: 'ports', label: 'Port or ports, of another', hint: 'Such as 8000 or 8000-8100; none: all', optional: true },
    {
      name: 'from',
      label: 'The other side',
      kind: 'choice',
      options: [
        { value: 'own', label: `My address: ${own}` },
        { value: 'all', label: 'Everybody, by IPv4 and IPv6' },
        { value: 'other', label: 'Another' },
        { value: uuid, label: `VMs of this group, ${name}` },
        ...others.map((group) => ({ value: group.uuid, label: `VMs of the group ${group.name}` })),
      ],
    },
    {
      name: 'cidr',
      label: 'Addresses, of another',
      hint: 'A prefix such as 203.0.113.0/24; 0.0.0.0/0 is everybody',
      optional: true,
    },
    { name: 'out', label: 'Of what goes out, rather than in', kind: 'check' },
    { name: 'description', label: 'Description', optional: true },
  ];
}

/** By what people log in from far away. */
const ways = [
  { port: 22, name: 'ssh' },
  { port: 3389, name: 'remote desktop' },
];

/** Whether ports, written as "8000" or "8000-8100", have one; none are all. */
function has(ports: string, port: number): boolean {
  const [from = '', to = from] = ports.split('-');
  return from === '' || (Number(from) <= port && port <= Number(to));
}

/** What should be thought of before it is sent. */
function warningOf({ what, ports, from, cidr, out }: Values): string | null {
  if (from === 'other' && cidr === '0.0.0.0') return 'Without "/0" this is one address, which nobody has.';
  const all = from === 'all' || (from === 'other' && String(cidr).endsWith('/0'));
  const [way] = ways.filter(({ port }) => what === `tcp:${port}` || (what === 'other' && has(String(ports), port)));
  if (!all || out === true || way === undefined) return null;
  return `Everybody may try to get in by ${way.name}: the address that you come from is enough.`;
}

/** The rules as they are now, and what replaces just these: of two people who change them neither loses what the other has done. */
async function rulesOf(uuid: string) {
  const path = { uuid };
  const { data, response } = await client.GET('/api/openstack-security-groups/{uuid}/', { params: { path } });
  if (data === undefined) throw new Error('The cloud has answered without the group.');
  return { rules: data.rules, params: { path, header: { 'if-match': response.headers.get('etag') ?? '*' } } };
}

export function AddRuleDialog({ group }: { group: Group }) {
  const { uuid, name, project_uuid: project } = group;
  const set = api.useMutation('post', '/api/openstack-security-groups/{uuid}/set_rules/');
  const listing = { query: { project_uuid: project, page_size: pageSize } };
  const groups = api.useQuery('get', '/api/openstack-security-groups/', { params: listing }).data?.results ?? [];
  const address = useMe()?.ip_address ?? '';
  const own = `${address}/${address.includes(':') ? 128 : 32}`;
  return (
    <FormDialog
      title={`Add a rule to ${name}`}
      submit="Add"
      fields={fieldsFor(
        own,
        group,
        groups.filter((other) => other.uuid !== uuid),
      )}
      warning={warningOf}
      send={async (values) => {
        const fresh = asked(values, own);
        const { rules, params } = await rulesOf(uuid);
        return set.mutateAsync({ params, body: [...rules.map(kept), ...fresh] }).catch((error: unknown) => {
          throw atFields(error);
        });
      }}
    />
  );
}

export function DropRuleDialog({ group: { uuid, name, rules } }: { group: Group }) {
  const set = api.useMutation('post', '/api/openstack-security-groups/{uuid}/set_rules/');
  return (
    <FormDialog
      title={`Take a rule from ${name}`}
      submit="Take away"
      danger
      fields={[
        {
          name: 'rule',
          label: 'Rule',
          kind: 'choice',
          options: rules.map((rule) => ({ value: String(rule.id), label: sentence(rule) })),
        },
      ]}
      send={async ({ rule }) => {
        const { rules: now, params } = await rulesOf(uuid);
        return set.mutateAsync({ params, body: now.filter(({ id }) => String(id) !== rule).map(kept) });
      }}
    >
      <Text size="sm">What it lets in or out is let no more, at once.</Text>
    </FormDialog>
  );
}
