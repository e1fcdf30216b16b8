import { Modal, Stack, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { Copy } from '../../parts/copy.tsx';
import { useDialogs } from '../../parts/dialogs.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { type Column, pageSize } from '../../parts/list.tsx';
import { ListScreen } from '../../parts/screen.tsx';

type Token = Schemas['Token'];

const columns: Column<Token>[] = [
  {
    key: 'name',
    title: 'Name',
    cell: ({ name, kind }) => (kind === 'login' ? 'a login' : name),
    sort: ({ name }) => name,
  },
  { key: 'may', title: 'May', cell: ({ permissions }) => permissions?.join(', ') ?? 'all that you may', wide: true },
  { key: 'end', title: 'Ends', cell: ({ expires }) => <Ago at={expires} />, wide: true },
  {
    key: 'used',
    title: 'Last used',
    cell: ({ last_used: at, last_used_ip: from }) => (
      <>
        <Ago at={at} /> {from === null ? '' : `from ${from}`}
      </>
    ),
  },
];

/** Tokens and logins: each can be ended. */
export function Tokens() {
  const query = api.useQuery('get', '/api/tokens/', { params: { query: { page_size: pageSize } } });
  const logins = api.useQuery('get', '/api/tokens/', { params: { query: { page_size: pageSize, kind: 'login' } } });
  const remove = api.useMutation('delete', '/api/tokens/{uuid}/');
  const actions = ({ uuid }: Token): Action[] => [
    { label: 'End it', why: null, run: () => remove.mutateAsync({ params: { path: { uuid } } }), color: 'red' },
  ];
  const list = {
    columns,
    id: ({ uuid }: Token) => uuid,
    name: ({ name, prefix }: Token) => `${name} ${prefix}`,
    text: ({ name, prefix }: Token) => `${name} ${prefix}`,
    actions,
  };
  return (
    <>
      <ListScreen
        {...list}
        query={query}
        within="tokens"
        title="API tokens"
        noun="token"
        create={{ label: 'New token', why: null, dialog: () => <NewToken /> }}
        about="A token is what a program logs in with, in place of a password."
      />
      <ListScreen
        {...list}
        query={logins}
        within="logins"
        title="Logins"
        noun="login"
        about="You are logged in nowhere by a password."
      />
    </>
  );
}

function NewToken() {
  const make = api.useMutation('post', '/api/tokens/');
  const { open, close } = useDialogs();
  async function send(name: string, end: string): Promise<void> {
    const { token } = await make.mutateAsync({ body: { name, expires: end === '' ? null : `${end}T00:00:00Z` } });
    // after the form has closed
    setTimeout(() => open(<Secret token={token} close={close} />));
  }
  return (
    <FormDialog
      title="New token"
      submit="Make it"
      fields={[
        { name: 'name', label: 'Name' },
        { name: 'expires', label: 'Ends', kind: 'date', optional: true },
      ]}
      send={({ name, expires }) => send(String(name), String(expires ?? ''))}
    />
  );
}

function Secret({ token, close }: { token: string; close: () => void }) {
  return (
    <Modal opened onClose={close} title="The token" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack>
        <Text size="sm">It is shown this once. Keep it as you keep a password.</Text>
        <Copy block text={token} label="the token" />
      </Stack>
    </Modal>
  );
}
