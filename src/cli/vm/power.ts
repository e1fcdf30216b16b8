import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import type { Resource } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { oneOrAll, print } from '../terminal/output.ts';
import { findAll } from '../api/references.ts';
import { openSession } from '../api/session.ts';
import { followVm } from './doing.ts';
import { stateOf } from './facts.ts';
import { forEach, ofSeveral } from '../terminal/several.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';

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

/** `vm start`, `stop` and `restart`. */
export function registerPower(noun: Command): void {
  for (const action of Object.keys(ACTIONS) as PowerAction[]) {
    const command = noun.command(action).description(ACTIONS[action].summary).argument('<name...>', 'name or UUID');
    addWaiting(command, WAIT_SECONDS);
    example(command, `vm ${action} web`, `vm ${action} web db`).action(
      async (names: string[], options: Waiting, self: Command) => {
        const session = openSession(self);
        const vms = await findAll(session.client, 'vm', names);
        const shown = ofSeveral(session, vms);
        const work = async (vm: Resource) => {
          const answer = await session.client.post(`marketplace-resources/${vm.uuid}/actions/${action}/`);
          const after = options.wait ? await awaitPower(shown, vm, action, options.timeout) : null;
          const line = `${vm.name}: ${after === null ? `${action} accepted` : stateOf(after)}`;
          return { uuid: vm.uuid, answer: after ?? answer, line };
        };
        await forEach(vms, work, (done) => {
          const answers = oneOrAll(done.map(({ answer }) => answer));
          const ids = done.map(({ uuid }) => uuid);
          print(session, answers, ids, () => done.map(({ line }) => line));
        });
      },
    );
  }
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
