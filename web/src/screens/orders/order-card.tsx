import { Card, Group, Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { Actions } from '../../parts/actions.tsx';
import { Answered } from '../../parts/note.tsx';
import { Steps } from '../../parts/steps.tsx';
import { duration } from '../../parts/words.ts';
import { useOrderActions } from './order-actions.tsx';

/** An order as it goes, with what can be done with it. */
export function OrderCard({ order }: { order: string }) {
  const query = api.useQuery('get', '/api/marketplace-orders/{uuid}/', { params: { path: { uuid: order } } });
  const actions = useOrderActions();
  return (
    <Answered query={query}>
      {(found) => {
        const {
          state,
          type,
          resource_name: name,
          elapsed_ms: elapsed,
          remaining_ms: left,
          awaits_approval: waits,
        } = found;
        return (
          <Card withBorder>
            <Group justify="space-between" mb="xs">
              <Text fw={600}>
                Order to {type.toLowerCase()} {name}: {waits ? 'waits for approval' : state.toLowerCase()}
              </Text>
              <Text size="sm" c="dimmed">
                {elapsed === null ? '' : duration(elapsed)}
                {state === 'Creating' && left !== null ? `, about ${duration(left)} to go` : ''}
              </Text>
            </Group>
            <Steps order={found} />
            <Group mt="sm">
              <Actions actions={actions(found)} subject={name} />
            </Group>
          </Card>
        );
      }}
    </Answered>
  );
}
