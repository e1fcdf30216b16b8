import { Button, Drawer, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { api } from '../api/client.ts';
import { Steps } from '../parts/steps.tsx';
import { count } from '../parts/words.ts';
import { useProject } from './project.ts';

/** What is being done in the project: it follows from screen to screen. */
export function RunningOrders() {
  const { project } = useProject();
  const [opened, { open, close }] = useDisclosure();
  const query = { project_uuid: project, state: 'Creating', page_size: 50 } as const;
  const { data } = api.useQuery('get', '/api/marketplace-orders/', { params: { query } }, { enabled: project !== '' });
  const running = data?.results ?? [];
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open}>
        <Text span inherit visibleFrom="sm">
          {running.length === 0 ? 'No orders run' : count(running.length, 'order')}
        </Text>
        <Text span inherit hiddenFrom="sm">
          {count(running.length, 'order')}
        </Text>
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        title="Orders that run"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack>
          {running.length === 0 && <Text>Nothing is being made just now.</Text>}
          {running.map(({ uuid, resource_name: name }) => (
            <Stack key={uuid} gap={4}>
              <Text fw={600}>{name}</Text>
              <OrderSteps order={uuid} />
            </Stack>
          ))}
        </Stack>
      </Drawer>
    </>
  );
}

/** The steps of an order, as they go. */
function OrderSteps({ order }: { order: string }) {
  const { data } = api.useQuery('get', '/api/marketplace-orders/{uuid}/', { params: { path: { uuid: order } } });
  return data === undefined ? null : <Steps order={data} />;
}
