import { api, type Schemas } from '../../api/client.ts';
import type { Action } from '../../parts/actions.tsx';
import { useDialogs } from '../../parts/dialogs.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { type Column, pageSize } from '../../parts/list.tsx';
import { LoginLinkDialog } from '../../parts/login-link.tsx';
import { ListScreen } from '../../parts/screen.tsx';

type User = Schemas['User'];

const columns: Column<User>[] = [
  { key: 'name', title: 'User', cell: ({ username }) => username, sort: ({ username }) => username },
  { key: 'full', title: 'Name', cell: ({ full_name: name }) => name, wide: true },
  {
    key: 'state',
    title: 'May log in',
    cell: ({ is_active: active }) => (active ? 'yes' : 'no'),
    sort: ({ is_active: active }) => String(active),
  },
  { key: 'staff', title: 'Staff', cell: ({ is_staff: staff }) => (staff ? 'yes' : 'no'), wide: true },
];

export function Users() {
  const query = api.useQuery('get', '/api/users/', { params: { query: { page_size: pageSize } } });
  const change = api.useMutation('patch', '/api/users/{uuid}/');
  const set = api.useMutation('post', '/api/users/{uuid}/password/');
  const link = api.useMutation('post', '/api/users/{uuid}/login_link/');
  const { open } = useDialogs();
  const actions = ({ uuid, username, is_active: active }: User): Action[] => {
    const params = { path: { uuid } };
    const password = (
      <FormDialog
        title={`A new password for ${username}`}
        submit="Set it"
        fields={[{ name: 'password', label: 'Password', kind: 'password' }]}
        send={({ password: fresh }) => set.mutateAsync({ params, body: { password: String(fresh) } })}
      />
    );
    return [
      {
        label: active ? 'Lock out' : 'Let in again',
        why: null,
        run: () => change.mutateAsync({ params, body: { is_active: !active } }),
      },
      { label: 'Set a password', why: null, dialog: () => password },
      {
        label: 'Make a login link',
        why: active ? null : 'The user may not log in.',
        async run() {
          const { url } = await link.mutateAsync({ params });
          open(<LoginLinkDialog user={username} url={url} />);
        },
      },
    ];
  };
  return (
    <ListScreen
      query={query}
      within="users"
      title="Users"
      noun="user"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ username }) => username}
      text={({ username, full_name: name, email, uuid }) => `${username} ${name} ${email ?? ''} ${uuid}`}
      create={{ label: 'New user', why: null, dialog: () => <NewUserDialog /> }}
      about="There is nobody."
      actions={actions}
    />
  );
}

function NewUserDialog() {
  const make = api.useMutation('post', '/api/users/');
  return (
    <FormDialog
      title="New user"
      submit="Make it"
      fields={[
        { name: 'username', label: 'User' },
        { name: 'full_name', label: 'Name', optional: true },
        { name: 'password', label: 'Password', kind: 'password', hint: '10 to 128 characters' },
      ]}
      send={({ username, full_name: name, password }) =>
        make.mutateAsync({ body: { username: String(username), full_name: String(name), password: String(password) } })
      }
    />
  );
}
