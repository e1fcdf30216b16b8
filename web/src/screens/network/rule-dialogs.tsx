import { Text } from '@mantine/core';
import { api, client, type Schemas } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { type Field, FormDialog, type Values } from '../../parts/form.tsx';
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
  const [from = '', to = from] = what === 'other' ? String(ports).split('-') : [number];
  const sides = { own: [own], all: ['0.0.0.0/0', '::/0'], other: [String(cidr)] }[String(side)] ?? [];
  return sides.map((each) => ({
    direction: out === true ? 'egress' : 'ingress',
    protocol: what === 'other' ? String(protocol) : preset,
    cidr: each,
    description: String(description),
    ...(from === '' ? {} : { from_port: Number(from), to_port: Number(to) }),
  }));
}

function fieldsFor(own: string): Field[] {
  return [
    { name: 'what', label: 'What', kind: 'choice', options: presets },
    { name: 'protocol', label: 'Protocol, of another', initial: 'tcp', optional: true },
    { name: 'ports', label: 'Port or ports, of another', hint: 'Such as 8000 or 8000-8100', optional: true },
    {
      name: 'from',
      label: 'The other side',
      kind: 'choice',
      options: [
        { value: 'own', label: `My address: ${own}` },
        { value: 'all', label: 'Everybody, by IPv4 and IPv6' },
        { value: 'other', label: 'Another' },
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

export function AddRuleDialog({ group: { uuid, name } }: { group: Group }) {
  const set = api.useMutation('post', '/api/openstack-security-groups/{uuid}/set_rules/');
  const address = useMe()?.ip_address ?? '';
  const own = `${address}/${address.includes(':') ? 128 : 32}`;
  return (
    <FormDialog
      title={`Add a rule to ${name}`}
      submit="Add"
      fields={fieldsFor(own)}
      warning={warningOf}
      send={async (values) => {
        const { rules, params } = await rulesOf(uuid);
        return set.mutateAsync({ params, body: [...rules.map(kept), ...asked(values, own)] });
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
