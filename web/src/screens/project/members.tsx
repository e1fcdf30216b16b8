import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { type Field, FormDialog, type Values } from '../../parts/form.tsx';
import { type Column, pageSize } from '../../parts/list.tsx';
import { RemoveDialog } from '../../parts/named.tsx';
import { Answered } from '../../parts/note.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { endOf, roleFields, RoleWords } from './roles.tsx';

type Member = Schemas['Member'];

const columns: Column<Member>[] = [
  { key: 'user', title: 'User', cell: ({ user_username: name }) => name, sort: ({ user_username: name }) => name },
  { key: 'role', title: 'Role', cell: ({ role_name: role }) => role, sort: ({ role_name: role }) => role },
  {
    key: 'until',
    title: 'Until',
    cell: ({ expiration_time: end }) => (end === null ? 'taken away' : <Ago at={end} />),
  },
  { key: 'by', title: 'Given by', cell: ({ created_by_full_name: by }) => by ?? '–', wide: true },
];

export function Members({ project }: { project: string }) {
  const { may } = useProject();
  const params = { path: { uuid: project }, query: { page_size: pageSize } };
  const query = api.useQuery('get', '/api/projects/{uuid}/list_users/', { params });
  const remove = api.useMutation('post', '/api/projects/{uuid}/delete_user/');
  const update = api.useMutation('post', '/api/projects/{uuid}/update_user/');
  const why = may('PROJECT.MEMBERS');
  const only = 'Only staff may make accounts: ask who runs this cloud for one, and give it a role then.';
  const notStaff = may('CLOUD.OPERATE') === null ? null : only;
  const actions = ({
    user_uuid: user,
    role_name: role,
    user_username: name,
    expiration_time: end,
  }: Member): Action[] => {
    const send = () => remove.mutateAsync({ params: { path: { uuid: project } }, body: { user, role } });
    const kill = <RemoveDialog what="the role" name={`${role} of ${name}`} submit="Take away" send={send} />;
    const until = (
      <FormDialog
        title={`Until when ${name} is ${role}`}
        submit="Save"
        fields={[
          { name: 'expiration_time', label: 'Until', kind: 'date', initial: end?.slice(0, 10) ?? '', optional: true },
        ]}
        send={({ expiration_time: day }) =>
          update.mutateAsync({
            params: { path: { uuid: project } },
            body: { user, role, expiration_time: endOf(day) },
          })
        }
      />
    );
    return [
      { label: 'Change the end', why, dialog: () => until },
      { label: 'Take the role away', why, dialog: () => kill, color: 'red' },
    ];
  };
  return (
    <ListScreen
      query={query}
      within="members"
      title="Members"
      noun="member"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ user_username: name, role_name: role }) => `${name}, ${role}`}
      text={({ user_username: name, role_name: role }) => `${name} ${role}`}
      create={{ label: 'Give a role', why, dialog: () => <AddDialog project={project} /> }}
      also={{ label: 'Invite somebody new', why: notStaff, dialog: () => <InviteDialog project={project} /> }}
      about="Nobody has a role here."
      actions={actions}
    />
  );
}

function AddDialog({ project }: { project: string }) {
  const roles = api.useQuery('get', '/api/roles/', {});
  const users = api.useQuery('get', '/api/users/', { params: { query: { page_size: pageSize, o: 'username' } } });
  return (
    <Answered query={roles}>
      {({ results }) => (
        <Answered query={users}>
          {({ results: known }) => <AddForm project={project} roles={results} users={known} />}
        </Answered>
      )}
    </Answered>
  );
}

interface AddProps {
  project: string;
  roles: Schemas['Role'][];
  users: Schemas['User'][];
}

function AddForm({ project, roles, users }: AddProps) {
  const add = api.useMutation('post', '/api/projects/{uuid}/add_user/');
  const fields: Field[] = [
    {
      name: 'user',
      label: 'User',
      kind: 'choice',
      hint: 'Those that you see; a new one is made by who runs this cloud',
      options: users.map(({ uuid, username, full_name: full }) => ({
        value: uuid,
        label: full === '' ? username : `${username}, ${full}`,
      })),
    },
    ...roleFields(roles),
  ];
  const send = ({ user, role, expiration_time: day }: Values) =>
    add.mutateAsync({
      params: { path: { uuid: project } },
      body: { user: String(user), role: String(role), expiration_time: endOf(day) },
    });
  return (
    <FormDialog title="Give a role" submit="Give" fields={fields} send={send}>
      <RoleWords roles={roles} />
    </FormDialog>
  );
}
