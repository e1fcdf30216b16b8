import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import type { Resource, Termination } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { print, say } from '../terminal/output.ts';
import { orderView } from '../terminal/progress.ts';
import { find } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { followVm } from './doing.ts';
import { stateOf } from './facts.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { assertSuccess, watchOrder } from '../terminal/watch.ts';

const WAIT_SECONDS = 300;

const ACTIONS = {
  start: { summary: 'start a stopped VM', reached: isUp },
  stop: { summary: 'stop a VM; it keeps its disks and addresses', reached: isDown },
  restart: { summary: 'restart a VM', reached: isUp },
} as const;
export type PowerAction = keyof typeof ACTIONS;

export function isUp(vm: Resource): boolean {
  return vm.state === 'OK' && vm.readiness.ready;
}

function isDown(vm: Resource): boolean {
  return vm.state === 'OK' && vm.runtime_state === 'stopped';
}

interface Removal extends Waiting {
  keepVolumes?: boolean;
}

/** `vm start`, `stop`, `restart` and `delete`. */
export function registerPower(noun: Command): void {
  for (const action of Object.keys(ACTIONS) as PowerAction[]) {
    const command = noun.command(action).description(ACTIONS[action].summary).argument('<name>', 'name or UUID');
    addWaiting(command, WAIT_SECONDS);
    example(command, `vm ${action} web`).action(async (name: string, options: Waiting, self: Command) => {
      const session = openSession(self);
      const vm = await find(session.client, 'vm', name);
      const answer = await session.client.post(`marketplace-resources/${vm.uuid}/actions/${action}/`);
      const after = options.wait ? await awaitPower(session, vm, action, options.timeout) : null;
      print(session, after ?? answer, [vm.uuid], () => [
        after === null ? `${vm.name}: ${action} accepted` : `${vm.name}: ${stateOf(after)}`,
      ]);
    });
  }

  const remove = noun
    .command('delete')
    .description('delete a VM with its disks, running or not')
    .argument('<name>', 'name or UUID')
    .option('--keep-volumes', 'detach its data volumes and keep them');
  addWaiting(remove, WAIT_SECONDS);
  example(remove, 'vm delete web').action(async (name: string, options: Removal, self: Command) => {
    const session = openSession(self);
    const vm = await find(session.client, 'vm', name);
    await deleteVm(session, vm, options);
    say(session, options.wait ? `Deleted ${vm.name}.` : `${vm.name}: deletion accepted`);
  });
}

/** Waits until the VM is where `action` leads. Throws `action-failed` when it stops on the way. */
export async function awaitPower(
  session: Parameters<typeof followVm>[0],
  { uuid, name }: Resource,
  action: PowerAction,
  timeoutMs: number,
): Promise<Resource> {
  const { reached } = ACTIONS[action];
  const ended = (vm: Resource): boolean =>
    reached(vm) || (vm.state === 'OK' && vm.error_message !== '') || vm.state === 'Erred';
  const vm = await followVm(session, uuid, timeoutMs, ended);
  if (vm !== null && reached(vm)) return vm;
  const why = vm === null ? 'it was deleted meanwhile' : vm.error_message;
  throw new Problem(
    'action-failed',
    `The VM "${name}" could not ${action}: ${why}`,
    `Read "./slipway vm console-log ${name}", then try again.`,
  );
}

/** Deletes a VM; with `wait` it shows the steps and returns when everything is given back. */
export async function deleteVm(
  session: Pick<ReturnType<typeof openSession>, 'client' | 'json' | 'quiet'>,
  { uuid, name, termination_protection: isProtected }: Resource,
  { wait, timeout, keepVolumes = false }: Removal,
): Promise<void> {
  const { client } = session;
  if (isProtected) {
    const remedy = `"./slipway vm unprotect ${name}" lets it be deleted.`;
    throw new Problem('wrong-state', `The VM "${name}" is protected against deletion.`, remedy);
  }
  const attributes = { action: 'force_destroy', delete_volumes: !keepVolumes };
  const path = `marketplace-resources/${uuid}/terminate/`;
  const { order_uuid: order } = await client.post<Termination>(path, { attributes });
  if (wait) assertSuccess(await watchOrder(client, order, timeout, orderView(session)));
}
