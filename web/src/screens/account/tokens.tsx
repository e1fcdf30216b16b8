import { Modal, Stack, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { currentToken } from '../../api/session.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { Copy } from '../../parts/copy.tsx';
import { useDialogs } from '../../parts/dialogs.tsx';
import { type Field, FormDialog, type Values } from '../../parts/form.tsx';
import { type Column, pageSize } from '../../parts/list.tsx';
import { count } from '../../parts/words.ts';
import { ListScreen } from '../../parts/screen.tsx';

type Token = Schemas['Token'];
type Wanted = Schemas['TokensCreateRequest'];

const columns: Column<Token>[] = [
  {
    key: 'name',
    title: 'Name',
    cell: ({ name, kind, prefix }) => ofOurs(kind === 'login' ? 'a login' : name, prefix),
    sort: ({ name }) => name,
  },
  { key: 'may', title: 'May', cell: mayOf, wide: true },
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

const loginColumns: Column<Token>[] = [
  {
    key: 'from',
    title: 'From',
    cell: ({ created_ip: address, prefix }) => ofOurs(address ?? '–', prefix),
  },
  { key: 'since', title: 'Since', cell: ({ created }) => <Ago at={created} />, sort: ({ created }) => created },
  ...columns.filter(({ key }) => key === 'used' || key === 'end'),
];

/** What is said of a token, and whether this tab is logged in by it. */
const ofOurs = (words: string, prefix: string): string =>
  (currentToken()?.startsWith(prefix) ?? false) ? `${words}, this one` : words;

function mayOf({ permissions, projects }: Token): string {
  const what = permissions === null ? 'all that you may' : permissions.join(', ') || 'read';
  return projects === null ? what : `${what}, in ${count(projects.length, 'project')}`;
}

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
        columns={loginColumns}
        within="logins"
        title="Logins"
        noun="login"
        about="You are logged in nowhere by a password."
      />
    </>
  );
}

/** Asks for a token that may all that its user may, or less. */
function NewToken() {
  const make = api.useMutation('post', '/api/tokens/');
  const roles = api.useQuery('get', '/api/roles/', {}).data?.results ?? [];
  const projects = api.useQuery('get', '/api/projects/', { params: { query: { page_size: pageSize } } }).data?.results;
  const { open, close } = useDialogs();
  const permissions = [...new Set(roles.flatMap((role) => role.permissions))];
  async function send({ name, expires, permissions: may, projects: where, reads }: Values): Promise<void> {
    const some = (chosen: Values[string] | undefined) => (Array.isArray(chosen) && chosen.length > 0 ? chosen : null);
    const body: Wanted = {
      name: String(name),
      expires: expires === '' ? null : `${String(expires)}T00:00:00Z`,
      permissions: (reads === true ? [] : some(may)) as Wanted['permissions'],
      projects: some(where),
    };
    const { token } = await make.mutateAsync({ body });
    // after the form has closed
    setTimeout(() => open(<Secret token={token} close={close} />));
  }
  const fields: Field[] = [
    { name: 'name', label: 'Name' },
    { name: 'reads', label: 'It only reads', kind: 'check' },
    {
      name: 'permissions',
      label: 'What it may beside reading',
      hint: 'None chosen: all that you may',
      kind: 'many',
      optional: true,
      options: permissions.map((name) => ({ value: name, label: name })),
    },
    {
      name: 'projects',
      label: 'Projects that it is for',
      hint: 'None chosen: all of yours',
      kind: 'many',
      optional: true,
      options: (projects ?? []).map(({ uuid, name }) => ({ value: uuid, label: name })),
    },
    { name: 'expires', label: 'Ends', kind: 'date', optional: true },
  ];
  return <FormDialog title="New token" submit="Make it" fields={fields} send={send} />;
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
