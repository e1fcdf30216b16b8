import { Problem } from '../../common/problem.ts';
import type { Resource } from '../api/schema.ts';
import type { Session } from '../api/session.ts';
import { doingView } from '../terminal/progress.ts';
import type { Waiting } from '../terminal/waiting.ts';
import { waitForResource } from '../terminal/watch.ts';

/** What a guest that was started has still to do, by the last that was seen of it. */
const MISSING: Record<Resource['readiness']['stage'], string> = {
  booting: 'waiting for the guest to boot and take its address',
  network: 'the guest has its address; waiting for ssh to answer',
  ssh: 'ssh answers; waiting for first-boot configuration to end',
  'cloud-init': 'first-boot configuration has ended; waiting for ssh to answer',
  ready: 'ready',
};

/** Waits as `waitForResource` does, and shows what goes on: the step of the action, then how far the guest is. */
export async function followVm(
  session: Pick<Session, 'client' | 'json' | 'quiet'>,
  uuid: string,
  timeoutMs: number,
  until: (vm: Resource) => boolean,
): Promise<Resource | null> {
  const view = doingView(session);
  try {
    return await waitForResource(session.client, uuid, timeoutMs, (vm) => {
      const ended = until(vm);
      if (!ended) view.update({ message: doing(vm), fraction: null });
      return ended;
    });
  } finally {
    view.end();
  }
}

/** With --wait returns a VM with which an action was begun once it has `reached` what that is for, else null. Throws `action-failed`. */
export async function awaitAction(
  session: Session,
  { uuid, name }: Resource,
  action: string,
  { wait, timeout }: Waiting,
  reached: (vm: Resource) => boolean,
): Promise<Resource | null> {
  if (!wait) return null;
  const failed = (vm: Resource): boolean => vm.state === 'Erred' || (vm.state === 'OK' && vm.error_message !== '');
  const vm = await followVm(session, uuid, timeout, (now) => failed(now) || reached(now));
  if (vm !== null && !failed(vm)) return vm;
  const why = vm === null ? 'It was deleted meanwhile.' : vm.error_message;
  throw new Problem(
    'action-failed',
    `${action} of the VM "${name}" failed: ${why}`,
    `"./slipway vm show ${name}" shows how it is now.`,
  );
}

function doing({
  state,
  runtime_state: runs,
  readiness,
  action,
  action_details: details,
  error_message: why,
}: Resource): string {
  if (state === 'OK' && runs === 'paused') return why;
  if (state === 'OK') return runs === 'stopped' ? 'stopped' : MISSING[readiness.stage];
  const { message, step, step_message: how } = details;
  return [message ?? action, step, how].filter((part) => part !== undefined && part !== '').join(': ') || state;
}
