import { Text } from '@mantine/core';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.ts';
import { useDialogs } from '../../parts/dialogs.tsx';
import { FormDialog, type Values } from '../../parts/form.tsx';
import { LoginLinkDialog } from '../../parts/login-link.tsx';
import { Answered } from '../../parts/note.tsx';
import { endOf, roleFields, RoleWords } from './roles.tsx';

/** Makes an account for somebody who has none, gives it a role, and shows the link that logs in for the first time. */
export function InviteDialog({ project }: { project: string }) {
  const roles = api.useQuery('get', '/api/roles/', {});
  return <Answered query={roles}>{({ results }) => <InviteForm project={project} roles={results} />}</Answered>;
}

function InviteForm({ project, roles }: { project: string; roles: Schemas['Role'][] }) {
  const make = api.useMutation('post', '/api/users/');
  const add = api.useMutation('post', '/api/projects/{uuid}/add_user/');
  const link = api.useMutation('post', '/api/users/{uuid}/login_link/');
  const { open } = useDialogs();
  // what was made before something else was refused is not made again
  const [made] = useState(() => new Map<string, string>());
  async function send({ username, full_name: full, role, expiration_time: day }: Values): Promise<void> {
    const name = String(username);
    const user = made.get(name) ?? (await make.mutateAsync({ body: { username: name, full_name: String(full) } })).uuid;
    made.set(name, user);
    await add.mutateAsync({
      params: { path: { uuid: project } },
      body: { user, role: String(role), expiration_time: endOf(day) },
    });
    const { url } = await link.mutateAsync({ params: { path: { uuid: user } } });
    // after the form has closed
    setTimeout(() => open(<LoginLinkDialog user={name} url={url} />));
  }
  return (
    <FormDialog
      title="Invite somebody new"
      submit="Invite"
      several={null}
      fields={[
        { name: 'username', label: 'User', hint: 'What they will log in as' },
        { name: 'full_name', label: 'Name', optional: true },
        ...roleFields(roles),
      ]}
      send={send}
    >
      <Text size="sm">
        It makes an account without a password and a link that logs in once: pass that on. Behind it they set a password
        under Account.
      </Text>
      <RoleWords roles={roles} />
    </FormDialog>
  );
}
