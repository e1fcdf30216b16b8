import { Stack, Title } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { Actions } from '../../parts/actions.tsx';
import { Copy } from '../../parts/copy.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { Keys } from './keys.tsx';
import { Tokens } from './tokens.tsx';

/** Who one is, and what one gets in with. */
export function Account() {
  const me = useMe();
  const set = api.useMutation('post', '/api/users/{uuid}/password/');
  const change = api.useMutation('patch', '/api/users/{uuid}/');
  if (me === undefined) return null;
  const params = { path: { uuid: me.uuid } };
  const password = (
    <FormDialog
      title="Change the password"
      submit="Change"
      fields={[
        { name: 'old_password', label: 'The old password', kind: 'password' },
        { name: 'password', label: 'The new one', kind: 'password', hint: '10 to 128 characters' },
      ]}
      send={({ password: fresh, old_password: old }) =>
        set.mutateAsync({ params, body: { password: String(fresh), old_password: String(old) } })
      }
    />
  );
  const details = (
    <FormDialog
      title="Change the name"
      submit="Save"
      fields={[
        { name: 'full_name', label: 'Name', initial: me.full_name, optional: true },
        { name: 'email', label: 'E-mail', initial: me.email, optional: true },
      ]}
      send={({ full_name: name, email }) =>
        change.mutateAsync({ params, body: { full_name: String(name), email: String(email) } })
      }
    />
  );
  return (
    <Stack gap="xl">
      <Title order={1} size="h2">
        {me.full_name || me.username}
      </Title>
      <Facts
        facts={{
          User: me.username,
          'E-mail': me.email || '–',
          UUID: <Copy text={me.uuid} label="your UUID" />,
          Roles:
            me.permissions.map(({ role_name: role, scope_name: where }) => `${role} in ${where}`).join(', ') ||
            (me.is_staff ? 'staff' : 'none'),
        }}
      />
      <Actions
        actions={[
          { label: 'Change the name', why: null, dialog: () => details },
          { label: 'Change the password', why: null, dialog: () => password },
        ]}
        subject={me.username}
      />
      <Keys />
      <Tokens />
    </Stack>
  );
}
