import { Table, Text, Title } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { Answered } from '../../parts/note.tsx';
import { State } from '../../parts/state.tsx';
import { count, mebibytes } from '../../parts/words.ts';

/** Where projects can live, and what is left there. */
export function Clouds() {
  const query = api.useQuery('get', '/api/clouds/', {});
  return (
    <div>
      <Title order={2} size="h4">
        Clouds
      </Title>
      <Answered query={query}>
        {(clouds) => (
          <Table aria-label="Clouds">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th visibleFrom="sm">Backend</Table.Th>
                <Table.Th>Left</Table.Th>
                <Table.Th visibleFrom="sm">Lives there</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {clouds.map((cloud) => (
                <CloudRow key={cloud.name} cloud={cloud} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Answered>
    </div>
  );
}

function CloudRow({ cloud: { name, driver, state, accelerator, is_default: first } }: { cloud: Schemas['Cloud'] }) {
  const { data } = api.useQuery('get', '/api/clouds/{name}/', { params: { path: { name } } });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {name}
        {first && (
          <Text size="xs" c="dimmed">
            for projects that name none
          </Text>
        )}
      </Table.Th>
      <Table.Td>
        <State>{state}</State>
        {data?.error != null && (
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {data.error.message} <b>{data.error.remedy}</b>
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {driver}, {accelerator ?? 'not proven yet'}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{data === undefined ? '…' : leftIn(data)}</Text>
        {data !== undefined && <Forecast room={data.room} />}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {data === undefined ? '…' : `${count(data.projects, 'project')}, ${count(data.vms, 'VM')}`}
      </Table.Td>
    </Table.Tr>
  );
}

/** How a disk will be once all that was promised is written, and when it is full by what is written each day. */
function Forecast({ room: { free, promised, headroom, full_in_days: days } }: Pick<Schemas['CloudDetails'], 'room'>) {
  const left = free - promised;
  const later =
    left >= 0
      ? `${mebibytes(left)} once all that is promised is written`
      : `${mebibytes(-left)} too little for all that is promised`;
  return (
    <Text size="xs">
      {mebibytes(free)} free now, {later}; {mebibytes(headroom)} are kept for the database and running VMs.{' '}
      {days !== null && <b>At the pace of the last week it is full in {count(Math.floor(days), 'day')}.</b>}
    </Text>
  );
}

const leftIn = ({ room, floating_ips_left: addresses }: Schemas['CloudDetails']): string =>
  `${mebibytes(room.left)} of ${mebibytes(room.total)} disk, ${count(addresses, 'floating IP')}`;
