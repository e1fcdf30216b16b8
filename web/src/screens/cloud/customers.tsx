import { api, type Schemas } from '../../api/client.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { NameDialog, RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { count } from '../../parts/words.ts';
import { NewProjectDialog } from './new-project.tsx';

type Customer = Schemas['Customer'];

const columns: Column<Customer>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'projects',
    title: 'Projects',
    cell: ({ projects_count: projects }) => projects,
    sort: ({ projects_count: projects }) => projects,
  },
  { key: 'users', title: 'Users', cell: ({ users_count: users }) => users, sort: ({ users_count: users }) => users },
  { key: 'description', title: 'Description', cell: ({ description }) => description, wide: true },
  { key: 'age', title: 'Age', cell: ({ created }) => <Ago at={created} />, sort: ({ created }) => created, wide: true },
];

/** The organisations that have projects. */
export function Customers() {
  const [{ page = 1 }] = useListPlace('customers');
  const query = api.useQuery('get', '/api/customers/', { params: { query: { page, page_size: pageSize } } });
  const make = api.useMutation('post', '/api/customers/');
  const change = api.useMutation('patch', '/api/customers/{uuid}/');
  const remove = api.useMutation('delete', '/api/customers/{uuid}/');
  const actions = (customer: Customer): Action[] => {
    const { uuid, name, description, projects_count: projects } = customer;
    const params = { path: { uuid } };
    const edit = (
      <NameDialog
        title={`Change ${name}`}
        submit="Save"
        initial={{ name, description }}
        send={(body) => change.mutateAsync({ params, body })}
      />
    );
    const kill = <RemoveDialog what="the customer" name={name} typed send={() => remove.mutateAsync({ params })} />;
    return [
      { label: 'New project', why: null, dialog: () => <NewProjectDialog customer={uuid} of={name} /> },
      { label: 'Change', why: null, dialog: () => edit },
      {
        label: 'Delete',
        why: projects === 0 ? null : `It has ${count(projects, 'project')}: delete them first.`,
        dialog: () => kill,
        color: 'red',
      },
    ];
  };
  const create = <NameDialog title="New customer" send={(body) => make.mutateAsync({ body })} />;
  return (
    <ListScreen
      query={query}
      within="customers"
      title="Customers"
      noun="customer"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={({ name, uuid, description }) => `${name} ${uuid} ${description}`}
      create={{ label: 'New customer', why: null, dialog: () => create }}
      about="A customer is an organisation: it has projects, and they have VMs."
      actions={actions}
    />
  );
}
