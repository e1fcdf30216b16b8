import { Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { api, type Schemas } from '../../api/client.ts';
import { Answered } from '../../parts/note.tsx';
import { State } from '../../parts/state.tsx';
import { VmLink } from '../../parts/vm-link.tsx';

/** What each VM of a project has cost this month; asked for when somebody opens it. */
export function Costs({ project }: { project: string }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Title order={2} size="h4" display="inline">
          Price this month by VM
        </Title>
      </summary>
      {open && <Parts project={project} />}
    </details>
  );
}

function Parts({ project }: { project: string }) {
  const params = { path: { uuid: project } };
  const query = api.useQuery('get', '/api/projects/{uuid}/costs/', { params }, { refetchInterval: 60_000 });
  return (
    <Answered query={query}>
      {({ month, total, vms }) => (
        <>
          <Text size="sm" c="dimmed">
            {month} in UTC up to now, by the plans that each VM had; a price by the month is for a twelfth of a year.
          </Text>
          <Table aria-label="Price this month by VM" maw={760}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>VM</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th ta="right">Price</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {vms.map((vm) => (
                <Part key={vm.uuid} project={project} vm={vm} />
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th scope="row" colSpan={2}>
                  Total
                </Table.Th>
                <Table.Th ta="right">{shown(total)}</Table.Th>
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </>
      )}
    </Answered>
  );
}

type PartProps = { project: string; vm: Schemas['ProjectCosts']['vms'][number] };

function Part({ project, vm: { uuid, name, state, price } }: PartProps) {
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <VmLink project={project} vm={uuid} name={name} />
      </Table.Td>
      <Table.Td>
        <State>{state}</State>
      </Table.Td>
      <Table.Td ta="right">{shown(price)}</Table.Td>
    </Table.Tr>
  );
}

/** As precise as the price so far of one VM. */
const shown = (price: string): string => Number(price).toFixed(4);
