import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api, type Schemas } from '../../api/client.ts';
import type { Action } from '../../parts/actions.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { mebibytes } from '../../parts/words.ts';

type Project = Schemas['Project'];

const used = (name: string, said: (value: number) => string) => ({
  cell: ({ quotas }: Project) => {
    const quota = quotas[name];
    return quota === undefined ? '–' : `${said(quota.usage)} of ${said(quota.limit)}`;
  },
  sort: ({ quotas }: Project) => -(quotas[name]?.usage ?? 0),
});

const columns: Column<Project>[] = [
  {
    key: 'name',
    title: 'Name',
    cell: ({ uuid: project, name }) => (
      <Anchor renderRoot={(props) => <Link to="/p/$project/project" params={{ project }} {...props} />}>{name}</Anchor>
    ),
    sort: ({ name }) => name,
  },
  {
    key: 'customer',
    title: 'Customer',
    cell: ({ customer_name: name }) => name,
    sort: ({ customer_name: name }) => name,
  },
  { key: 'cloud', title: 'Cloud', cell: ({ cloud }) => cloud, sort: ({ cloud }) => cloud, wide: true },
  { key: 'instances', title: 'VMs', ...used('instances', String) },
  { key: 'vcpu', title: 'CPUs', ...used('vcpu', String), wide: true },
  { key: 'ram', title: 'Memory', ...used('ram', mebibytes), wide: true },
  { key: 'storage', title: 'Volumes', ...used('storage', mebibytes), wide: true },
  { key: 'floating', title: 'Floating IPs', ...used('floating_ips', String), wide: true },
];

/** All projects, with what each has of what it may have. */
export function Projects() {
  const [{ page = 1 }] = useListPlace('projects');
  const query = api.useQuery('get', '/api/projects/', { params: { query: { page, page_size: pageSize } } });
  const change = api.useMutation('patch', '/api/projects/{uuid}/');
  const actions = ({ uuid, name, quotas }: Project): Action[] => {
    const params = { path: { uuid } };
    const limits = (
      <FormDialog
        title={`The quotas of ${name}`}
        submit="Save"
        fields={Object.entries(quotas).map(([quota, { limit, usage }]) => ({
          // as the API names what is wrong
          name: `quotas.${quota}`,
          label: quota.replaceAll('_', ' '),
          kind: 'number' as const,
          initial: limit,
          hint: `Used: ${usage}${sizes.has(quota) ? ' MiB' : ''}`,
        }))}
        send={(values) => {
          const wanted = Object.keys(quotas).map((quota) => [quota, Number(values[`quotas.${quota}`])]);
          return change.mutateAsync({ params, body: { quotas: Object.fromEntries(wanted) } });
        }}
      />
    );
    return [{ label: 'Change the quotas', why: null, dialog: () => limits }];
  };
  return (
    <ListScreen
      query={query}
      within="projects"
      title="Projects"
      noun="project"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid, customer_name: customer }) => `${name} ${uuid} ${customer}`}
      about="There is no project."
      actions={actions}
    />
  );
}

const sizes = new Set(['ram', 'storage', 'images_size', 'snapshots_size']);
