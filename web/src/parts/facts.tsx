import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What is known of a thing, a line each. */
export function Facts({ facts }: { facts: Record<string, ReactNode> }) {
  return (
    <Table withRowBorders={false} verticalSpacing={4} maw={760}>
      <Table.Tbody>
        {Object.entries(facts).map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w={150} style={{ verticalAlign: 'top' }}>
              <Text size="sm" c="dimmed">
                {name}
              </Text>
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
