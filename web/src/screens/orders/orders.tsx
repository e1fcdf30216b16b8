import { Anchor, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { api, type Schemas } from '../../api/client.ts';
import { useMe } from '../../api/me.ts';
import { useProject } from '../../frame/project.ts';
import { Ago } from '../../parts/ago.tsx';
import { useNow } from '../../parts/clock.ts';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { State } from '../../parts/state.tsx';
import { uuidColumn } from '../../parts/uuid-column.tsx';
import { duration, price } from '../../parts/words.ts';
import { OrderCard } from './order-card.tsx';
import { useOrderActions } from './order-actions.tsx';

type Order = Schemas['OrderItem'];

const columns: Column<Order>[] = [
  {
    key: 'what',
    title: 'Order',
    cell: ({ uuid, project_uuid: project, type, resource_name: name }) => (
      <Anchor
        renderRoot={(props) => <Link to="/p/$project/orders/$order" params={{ project, order: uuid }} {...props} />}
      >
        {type} {name}
      </Anchor>
    ),
    sort: ({ type, resource_name: name }) => `${type} ${name}`,
  },
  {
    key: 'state',
    title: 'State',
    cell: (order) => <OrderState order={order} />,
    sort: ({ state }) => state,
  },
  {
    key: 'who',
    title: 'By',
    cell: ({ created_by_username: user }) => user,
    sort: ({ created_by_username: user }) => user ?? '',
    wide: true,
  },
  {
    key: 'cost',
    title: 'Price',
    cell: ({ cost, plan_unit: unit }) => (cost == null || unit == null ? '–' : price(cost, unit)),
    wide: true,
  },
  {
    key: 'took',
    title: 'Took',
    cell: (order) => <Took order={order} />,
    sort: tookOf,
    wide: true,
  },
  { key: 'error', title: 'Why', cell: ({ error_message: why }) => <Text size="xs">{why}</Text>, wide: true },
  { key: 'age', title: 'Age', cell: ({ created }) => <Ago at={created} />, sort: ({ created }) => created },
  uuidColumn(({ type, resource_name: name }) => `${type} ${name}`),
];

/** How far an order is: of one that runs its step, which only the order itself tells. */
function OrderState({ order: { uuid, state, awaits_approval: waits } }: { order: Order }) {
  const runs = state === 'Creating' && !waits;
  const params = { path: { uuid } };
  const { data } = api.useQuery('get', '/api/marketplace-orders/{uuid}/', { params }, { enabled: runs });
  const step = data?.steps.find((each) => each.state === 'running' || each.state === 'waiting');
  return (
    <>
      <State>{waits ? 'waits for approval' : state}</State>
      {runs && step !== undefined && <Text size="xs">{step.title}</Text>}
    </>
  );
}

/** From when an order was placed to its end, or until now, ms; one that waits for its approval takes no time. */
function tookOf({ created, completed_at: end, awaits_approval: waits }: Order, now = Date.now()): number {
  return waits ? 0 : (end === null ? now : Date.parse(end)) - Date.parse(created);
}

function Took({ order }: { order: Order }) {
  const now = useNow();
  return order.awaits_approval ? '–' : duration(tookOf(order, now));
}

export function OrderList() {
  const { project, may } = useProject();
  const mine = may('ORDER.APPROVE') === null;
  const me = useMe();
  const [{ page = 1 }] = useListPlace();
  const params = { query: { project_uuid: project, page, page_size: pageSize, o: '-created' } };
  const query = api.useQuery('get', '/api/marketplace-orders/', { params });
  const actions = useOrderActions();
  return (
    <ListScreen
      query={query}
      title="Orders"
      noun="order"
      columns={columns}
      id={({ uuid }) => uuid}
      name={({ type, resource_name: name }) => `${type} ${name}`}
      text={({ uuid, type, resource_name: name, created_by_username: user }) => `${uuid} ${type} ${name} ${user ?? ''}`}
      choices={[
        {
          value: 'running',
          label: 'Running',
          has: ({ state, awaits_approval: waits }) => state === 'Creating' && !waits,
        },
        {
          value: 'waiting',
          label: mine ? 'Waiting for me' : 'Wait for approval',
          has: ({ awaits_approval: waits }) => waits,
        },
        { value: 'mine', label: 'Mine', has: ({ created_by_username: user }) => user === me?.username },
        { value: 'failed', label: 'Failed', has: ({ state }) => state === 'Erred' },
      ]}
      about="An order is how a VM comes and goes: it shows who wanted what, and what came of it."
      actions={actions}
    />
  );
}

/** One order, with its steps. */
export function OrderPage() {
  const { order = '' } = useParams({ strict: false });
  return <OrderCard order={order} />;
}
