import { Stack } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { Copy } from '../../parts/copy.tsx';
import { FormDialog } from '../../parts/form.tsx';
import { type Column, pageSize } from '../../parts/list.tsx';
import { MakeKey } from '../../parts/make-key.tsx';
import { ListScreen } from '../../parts/screen.tsx';

type Key = Schemas['SshKey'];

const columns: Column<Key>[] = [
  { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
  {
    key: 'fingerprint',
    title: 'Fingerprint',
    cell: ({ fingerprint_sha256: print }) => <Copy text={print} label="the fingerprint" />,
  },
  { key: 'age', title: 'Age', cell: ({ created }) => <Ago at={created} />, wide: true },
];

export function Keys() {
  const query = api.useQuery('get', '/api/keys/', { params: { query: { page_size: pageSize } } });
  const add = api.useMutation('post', '/api/keys/');
  const remove = api.useMutation('delete', '/api/keys/{uuid}/');
  const create = (
    <FormDialog
      title="Add an ssh key"
      submit="Add"
      fields={[
        {
          name: 'public_key',
          label: 'Public key',
          kind: 'lines',
          hint: 'The line in a file such as ~/.ssh/id_ed25519.pub',
        },
        { name: 'name', label: 'Name', optional: true },
      ]}
      send={({ public_key: key, name }) =>
        add.mutateAsync({ body: { public_key: String(key).trim(), ...(name === '' ? {} : { name: String(name) }) } })
      }
    />
  );
  const actions = ({ uuid }: Key): Action[] => [
    { label: 'Delete', why: null, run: () => remove.mutateAsync({ params: { path: { uuid } } }), color: 'red' },
  ];
  return (
    <Stack gap="xs">
      <ListScreen
        query={query}
        within="keys"
        title="SSH keys"
        noun="key"
        columns={columns}
        id={({ uuid }) => uuid}
        name={({ name }) => name}
        text={({ name, fingerprint_sha256: print }) => `${name} ${print}`}
        create={{ label: 'Add a key', why: null, dialog: () => create }}
        about="A key is what lets you into your VMs: its public half goes into those that you order."
        actions={actions}
      />
      <MakeKey />
    </Stack>
  );
}
