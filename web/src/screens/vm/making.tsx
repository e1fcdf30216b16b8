import { Card, Group, Text } from '@mantine/core';
import { api, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import { type Action, Actions } from '../../parts/actions.tsx';
import { Steps } from '../../parts/steps.tsx';
import { duration } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';

/** The order that is at work on a VM, or has failed to make it, with its steps. */
export function Making({ vm }: { vm: Vm }) {
  const made = vm.creation_order;
  const failed = vm.state === 'Erred' || vm.state === 'Creating' ? made : null;
  const order = vm.order_in_progress ?? failed;
  return order === null ? null : <OrderCard order={order.uuid} />;
}

function OrderCard({ order }: { order: string }) {
  const { data } = api.useQuery('get', '/api/marketplace-orders/{uuid}/', { params: { path: { uuid: order } } });
  const actions = useOrderActions();
  if (data === undefined) return null;
  const { state, type, elapsed_ms: elapsed, remaining_ms: left, awaits_approval: waits } = data;
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Text fw={600}>
          Order to {type.toLowerCase()}: {waits ? 'waits for approval' : state.toLowerCase()}
        </Text>
        <Text size="sm" c="dimmed">
          {elapsed === null ? '' : duration(elapsed)}
          {state === 'Creating' && left !== null ? `, about ${duration(left)} to go` : ''}
        </Text>
      </Group>
      <Steps order={data} />
      <Group mt="sm">
        <Actions actions={actions(data).filter(({ why }) => why === null)} subject={data.resource_name} />
      </Group>
    </Card>
  );
}

/** What can be done with an order as it stands. */
function useOrderActions(): (order: Pick<Schemas['OrderItem'], 'uuid' | 'state' | 'awaits_approval'>) => Action[] {
  const { may } = useProject();
  const retry = api.useMutation('post', '/api/marketplace-orders/{uuid}/retry/');
  const cancel = api.useMutation('post', '/api/marketplace-orders/{uuid}/cancel/');
  const remove = api.useMutation('delete', '/api/marketplace-orders/{uuid}/');
  const approve = api.useMutation('post', '/api/marketplace-orders/{uuid}/approve_by_consumer/');
  return ({ uuid, state, awaits_approval: waits }) => {
    const params = { path: { uuid } };
    const erred = state === 'Erred' ? null : 'The order has not failed.';
    const open = state === 'Creating' ? null : 'The order has ended.';
    return [
      {
        label: 'Approve',
        why: may('ORDER.APPROVE') ?? (waits ? null : 'The order waits for nobody.'),
        run: () => approve.mutateAsync({ params }),
      },
      { label: 'Retry', why: may('ORDER.CREATE') ?? erred, run: () => retry.mutateAsync({ params }) },
      { label: 'Cancel', why: may('ORDER.CANCEL') ?? open, run: () => cancel.mutateAsync({ params }) },
      { label: 'Delete', why: may('ORDER.DESTROY') ?? erred, run: () => remove.mutateAsync({ params }), color: 'red' },
    ];
  };
}
