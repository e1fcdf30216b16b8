import { List as Lines } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { sentence } from '../../parts/rules.ts';
import { ListScreen } from '../../parts/screen.tsx';
import { AddRuleDialog, DropRuleDialog } from './rule-dialogs.tsx';

export type Group = Schemas['SecurityGroup'];

const columns: Column<Group>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'rules',
    title: 'Rules',
    cell: ({ rules }) => (
      <Lines size="sm" listStyleType="none">
        {rules.map((rule) => (
          <Lines.Item key={rule.id}>{sentence(rule)}</Lines.Item>
        ))}
      </Lines>
    ),
  },
  { key: 'description', title: 'Description', cell: ({ description }) => description, wide: true },
];

export function GroupList() {
  const { project, may } = useProject();
  const [{ page = 1 }] = useListPlace();
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-security-groups/', { params });
  const make = api.useMutation('post', '/api/openstack-security-groups/');
  const remove = api.useMutation('delete', '/api/openstack-security-groups/{uuid}/');
  const why = may('NETWORK.MANAGE');
  const create = (
    <FormDialog
      title="New security group"
      submit="Make it"
      fields={[
        { name: 'name', label: 'Name' },
        { name: 'description', label: 'Description', optional: true },
      ]}
      send={({ name, description }) =>
        make.mutateAsync({ body: { project, name: String(name), description: String(description) } })
      }
    />
  );
  const actions = (group: Group): Action[] => {
    const { uuid, name, rules } = group;
    const kill = (
      <FormDialog
        title={`Delete the group ${name}?`}
        submit="Delete"
        danger
        fields={[]}
        send={() => remove.mutateAsync({ params: { path: { uuid } } })}
      />
    );
    return [
      { label: 'Add a rule', why, dialog: () => <AddRuleDialog group={group} /> },
      {
        label: 'Take a rule away',
        why: why ?? (rules.length === 0 ? 'It has none.' : null),
        dialog: () => <DropRuleDialog group={group} />,
      },
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
