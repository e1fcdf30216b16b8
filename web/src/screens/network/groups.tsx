import { List as Lines } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { copied, sentence, sentences } from '../../parts/rules.ts';
import { NameDialog, RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { count } from '../../parts/words.ts';
import { AddRuleDialog, DropRuleDialog } from './rule-dialogs.tsx';

export type Group = Schemas['SecurityGroup'];

const columns: Column<Group>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'rules',
    title: 'Rules',
    cell: ({ rules }) => (
      <Lines size="sm" listStyleType="none">
        {sentences(rules).map((words) => (
          <Lines.Item key={words}>{words}</Lines.Item>
        ))}
      </Lines>
    ),
  },
  { key: 'used', title: 'Used by', cell: (group) => <UsedBy group={group} />, wide: true },
  { key: 'description', title: 'Description', cell: ({ description }) => description, wide: true },
];

/** How many VMs have a group at one of their ports. */
function UsedBy({ group: { uuid, project_uuid: project } }: { group: Group }) {
  const params = { query: { project_uuid: project, page_size: pageSize } };
  const ports = api.useQuery('get', '/api/openstack-ports/', { params }).data?.results ?? [];
  const having = ports.filter(({ security_groups: groups }) => groups.some((its) => its.uuid === uuid));
  return count(new Set(having.flatMap(({ resource_uuid: vm }) => vm ?? [])).size, 'VM');
}

export function GroupList() {
  const { project, may } = useProject();
  const [{ page = 1 }] = useListPlace();
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-security-groups/', { params });
  const make = api.useMutation('post', '/api/openstack-security-groups/');
  const remove = api.useMutation('delete', '/api/openstack-security-groups/{uuid}/');
  const why = may('NETWORK.MANAGE');
  const create = (
    <NameDialog title="New security group" send={(body) => make.mutateAsync({ body: { project, ...body } })} />
  );
  const actions = (group: Group): Action[] => {
    const { uuid, name, rules } = group;
    const kill = (
      <RemoveDialog what="the group" name={name} send={() => remove.mutateAsync({ params: { path: { uuid } } })} />
    );
    const clone = (
      <NameDialog
        title={`A group with the rules of ${name}`}
        initial={{ name: `${name}-2`, description: group.description }}
        send={(body) => make.mutateAsync({ body: { project, ...body, rules: rules.map(copied) } })}
      />
    );
    return [
      { label: 'Add a rule', why, dialog: () => <AddRuleDialog group={group} /> },
      {
        label: 'Take a rule away',
        why: why ?? (rules.length === 0 ? 'It has none.' : null),
        dialog: () => <DropRuleDialog group={group} />,
      },
      { label: 'Copy', why, dialog: () => clone },
      { label: 'Delete', why, dialog: () => kill, color: 'red' },
    ];
  };
  return (
    <ListScreen
      query={query}
      title="Security groups"
      noun="security group"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, rules, description }) => `${name} ${description} ${rules.map(sentence).join(' ')}`}
      create={{ label: 'New group', why, dialog: () => create }}
      about="A security group says what is let in to the VMs that have it, and what out."
      actions={actions}
    />
  );
}
