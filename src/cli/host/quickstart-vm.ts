import { Problem } from '../../common/problem.ts';
import type { Order, Resource } from '../api/schema.ts';
import { defaultProject, fillOrder } from '../api/defaults.ts';
import { say } from '../terminal/output.ts';
import { orderView } from '../terminal/progress.ts';
import type { Session } from '../api/session.ts';
import { ownKey } from '../identity/ssh-key.ts';
import { deleteVm } from '../vm/delete.ts';
import { awaitPower, isUp } from '../vm/power.ts';
import { assertSuccess, waitForResource, watchOrder } from '../terminal/watch.ts';

const NAME = 'quickstart';
const ORDER_MS = 1_800_000;
const VM_MS = 300_000;

/** The demonstration VM and the order that made it, whatever state an earlier run has left it in. */
export async function demoVm(session: Session): Promise<{ vm: Resource; order: Order }> {
  const project = await defaultProject(session, undefined);
  let orders = 0;
  for (;;) {
    const vm = await existing(session, project);
    if (vm === undefined) {
      orders += 1;
      const order = await follow(session, await placeOrder(session));
      // a second failure is not chance any more
      if (orders > 1) assertSuccess(order);
    } else if (vm.state === 'Creating') {
      await follow(session, vm.creation_order?.uuid ?? '');
    } else if (vm.state === 'OK') {
      return { vm: await running(session, vm), order: await creationOrder(session, vm) };
    } else if (vm.state === 'Erred') {
      if (orders > 1)
        throw new Problem(
          'order-erred',
          `The VM could not be made: ${vm.error_message}`,
          `"./slipway order show ${vm.creation_order?.uuid}" shows where it failed.`,
        );
      say(session, `The VM "${NAME}" has failed (${vm.error_message}); deleting it to order it again.`);
      await deleteVm(session, vm, { wait: true, timeout: VM_MS });
    } else {
      const leaving = vm.state;
      await waitForResource(session.client, vm.uuid, VM_MS, ({ state }) => state !== leaving);
    }
  }
}

async function existing({ client }: Session, project: string): Promise<Resource | undefined> {
  const query = { name_exact: NAME, project_uuid: project };
  return (await client.list<Resource>('marketplace-resources/', query)).results.find(
    ({ state }) => state !== 'Terminated',
  );
}

/** Shows the steps of an order, also of one that has ended by now. */
function follow(session: Session, order: string): Promise<Order> {
  say(session, `Order ${order} for VM "${NAME}"`);
  return watchOrder(session.client, order, ORDER_MS, orderView(session));
}

/** The documented order over HTTP; returns its UUID. */
async function placeOrder(session: Session): Promise<string> {
  const body = await fillOrder(session, NAME, {});
  const key = await ownKey(session.sshDir);
  const attributes = { ...body.attributes, ssh_public_key: key };
  return (await session.client.placeOrder<Order>({ ...body, attributes })).uuid;
}

async function running(session: Session, vm: Resource): Promise<Resource> {
  if (isUp(vm)) return vm;
  if (vm.runtime_state !== 'active') {
    say(session, `Starting VM "${NAME}"`);
    await session.client.post(`marketplace-resources/${vm.uuid}/actions/start/`);
  }
  return awaitPower(session, vm, 'start', VM_MS);
}

async function creationOrder({ client }: Session, vm: Resource): Promise<Order> {
  return client.get<Order>(`marketplace-orders/${vm.creation_order?.uuid}/`);
}
