import { Stack, Table, Text, Title } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { Act, type Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { Copy } from '../../parts/copy.tsx';
import { Answered } from '../../parts/note.tsx';
import { bytes } from '../../parts/words.ts';

const occasions: Record<Schemas['Backup']['occasion'], string> = {
  daily: 'once a day',
  migration: 'before a newer version',
  asked: 'asked for',
};

/** What the cloud keeps of its own records, and one more. */
export function Backups() {
  const query = api.useQuery('get', '/api/backups/', {}, { refetchInterval: 60_000 });
  const make = api.useMutation('post', '/api/backups/');
  const action: Action = { label: 'Back up now', why: null, run: () => make.mutateAsync({}) };
  return (
    <Stack gap="xs" align="start">
      <Title order={2} size="h4">
        Backups of the records
      </Title>
      <Answered query={query}>{(backups) => <BackupTable backups={backups} />}</Answered>
      <Act action={action} subject="the records" />
      <Text size="sm">
        Disks and images are not in them. One that lies elsewhere is made by "./slipway backup FILE".
      </Text>
    </Stack>
  );
}

function BackupTable({ backups }: { backups: Schemas['Backup'][] }) {
  if (backups.length === 0) return <Text>There is none yet.</Text>;
  return (
    <Table aria-label="Backups of the records">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Age</Table.Th>
          <Table.Th>Why</Table.Th>
          <Table.Th>Size</Table.Th>
          <Table.Th visibleFrom="md">File</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {backups.map(({ path, made, occasion, bytes: size }) => (
          <Table.Tr key={path}>
            <Table.Td>
              <Ago at={made} />
            </Table.Td>
            <Table.Td>{occasions[occasion]}</Table.Td>
            <Table.Td>{bytes(size)}</Table.Td>
            <Table.Td visibleFrom="md">
              <Copy text={path} label="the path of the backup" />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
