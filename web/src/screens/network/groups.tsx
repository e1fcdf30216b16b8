import { List as Lines, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { copied, sentence, sentences } from '../../parts/rules.ts';
import { NameDialog, RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { StateWithError } from '../../parts/state.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { VmNames } from '../../parts/vm-link.tsx';
import { usePorts, vmsOf } from './plugged.ts';
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
  {
    key: 'state',
    title: 'State',
    cell: (group) => <StateWithError state={group.state} error={group.error_message} />,
    wide: true,
  },
  { key: 'used', title: 'Used by', cell: (group) => <UsedBy group={group} />, wide: true },
  { key: 'description', title: 'Description', cell: ({ description }) => description, wide: true },
  uuidColumn(({ name }) => name),
];

/** Which VMs have a group at one of their ports. */
function UsedBy({ group }: { group: Group }) {
  const ports = usePorts(group.project_uuid).filter((port) => has(port, group));
  return <VmNames vms={vmsOf(ports)} />;
}

const has = ({ security_groups: groups }: Schemas['Port'], { uuid }: Group): boolean =>
  groups.some((its) => its.uuid === uuid);

/** What stands in the way of deleting a group: ports that have it, and rules of others that name it. null: nothing. */
function holdOn(group: Group, ports: Schemas['Port'][], groups: Group[]): string | null {
  const port = ports.find((each) => has(each, group));
  if (port !== undefined) return `${port.resource_name ?? 'A port of no VM'} has it: take it from there first.`;
  const other = groups.find(
    ({ uuid, rules }) => uuid !== group.uuid && rules.some((rule) => rule.remote_group_uuid === group.uuid),
  );
  return other === undefined ? null : `A rule of ${other.name} names it: take that rule away first.`;
}

export function GroupList() {
  const { project, may } = useProject();
  const [{ page = 1 }] = useListPlace();
  const params = { query: { project_uuid: project, page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-security-groups/', { params });
  const make = api.useMutation('post', '/api/openstack-security-groups/');
  const actions = useGroupActions(query.data?.results ?? []);
  const create = (
    <NameDialog title="New security group" send={(body) => make.mutateAsync({ body: { project, ...body } })} />
  );
  return (
    <ListScreen
      query={query}
      title="Security groups"
      noun="security group"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, rules, description }) => `${name} ${description} ${rules.map(sentence).join(' ')}`}
      create={{ label: 'New group', why: may('NETWORK.MANAGE'), dialog: () => create }}
      about="A security group says what is let in to the VMs that have it, and what out."
      actions={actions}
    />
  );
}

/** What can be done with one of the groups of a project. */
function useGroupActions(groups: Group[]): (group: Group) => Action[] {
  const { project, may } = useProject();
  const ports = usePorts(project);
  const make = api.useMutation('post', '/api/openstack-security-groups/');
  const change = api.useMutation('patch', '/api/openstack-security-groups/{uuid}/');
  const remove = api.useMutation('delete', '/api/openstack-security-groups/{uuid}/');
  const why = may('NETWORK.MANAGE');
  return (group) => {
    const { uuid, name, rules } = group;
    const params = { path: { uuid } };
    const kill = (
      <RemoveDialog what="the group" name={name} send={() => remove.mutateAsync({ params })}>
        <Text size="sm">Its rules go with it: {sentences(rules).join('; ') || 'it has none'}.</Text>
      </RemoveDialog>
    );
    const edit = (
      <NameDialog
        title={`Change ${name}`}
        submit="Save"
        initial={group}
        send={(body) => change.mutateAsync({ params, body })}
      />
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
      { label: 'Change', why, dialog: () => edit },
      { label: 'Copy', why, dialog: () => clone },
      {
        label: 'Delete',
        why: why ?? holdOn(group, ports, groups),
        dialog: () => kill,
        color: 'red',
      },
    ];
  };
}
