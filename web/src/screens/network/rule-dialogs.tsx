import { Text } from '@mantine/core';
import { api, client, type Schemas } from '../../api/client.ts';
import { FormDialog, type Values } from '../../parts/form.tsx';
import { sentence } from '../../parts/rules.ts';
import type { Group } from './groups.tsx';

type Rule = Schemas['SecurityGroupRule'];
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

/** A rule that is there, as it is sent to stay. */
function kept({
  id,
  direction,
  ethertype,
  protocol,
  from_port: from,
  to_port: to,
  cidr,
  remote_group: group,
  description,
}: Rule): Sent {
  const other = group === null ? { cidr } : { remote_group: group };
  return { id, direction, ethertype, protocol, from_port: from, to_port: to, description, ...other };
}

/** The rules as they are now, and what replaces just these: of two people who change them neither loses what the other has done. */
async function rulesOf(uuid: string) {
  const path = { uuid };
  const { data, response } = await client.GET('/api/openstack-security-groups/{uuid}/', { params: { path } });
  if (data === undefined) throw new Error('The cloud has answered without the group.');
  return { rules: data.rules, params: { path, header: { 'if-match': response.headers.get('etag') ?? '*' } } };
}

function asked({ what, protocol, ports, cidr, out, description }: Values): Sent {
  const [preset = '', number = ''] = String(what).split(':');
  const [from = '', to = from] = what === 'other' ? String(ports).split('-') : [number];
  return {
    direction: out === true ? 'egress' : 'ingress',
    protocol: what === 'other' ? String(protocol) : preset,
    cidr: String(cidr),
    description: String(description),
    ...(from === '' ? {} : { from_port: Number(from), to_port: Number(to) }),
  };
}

export function AddRuleDialog({ group: { uuid, name } }: { group: Group }) {
  const set = api.useMutation('post', '/api/openstack-security-groups/{uuid}/set_rules/');
  return (
    <FormDialog
      title={`Add a rule to ${name}`}
      submit="Add"
      fields={[
        { name: 'what', label: 'What', kind: 'choice', options: presets },
        { name: 'protocol', label: 'Protocol, of another', initial: 'tcp', optional: true },
        { name: 'ports', label: 'Port or ports, of another', hint: 'Such as 8000 or 8000-8100', optional: true },
        {
          name: 'cidr',
          label: 'The other side',
          initial: '0.0.0.0/0',
          hint: 'A prefix such as 203.0.113.0/24; 0.0.0.0/0 is everybody',
        },
        { name: 'out', label: 'Of what goes out, rather than in', kind: 'check' },
        { name: 'description', label: 'Description', optional: true },
      ]}
      send={async (values) => {
        const { rules, params } = await rulesOf(uuid);
        return set.mutateAsync({ params, body: [...rules.map(kept), asked(values)] });
      }}
    >
      <Text size="sm">
        From 0.0.0.0/0, everybody may try to get in: for ssh, the address that you come from is enough.
      </Text>
    </FormDialog>
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
    />
  );
}
