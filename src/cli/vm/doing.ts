import type { Resource } from '../api/schema.ts';
import { doingView } from '../terminal/progress.ts';
import type { Session } from '../api/session.ts';
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
