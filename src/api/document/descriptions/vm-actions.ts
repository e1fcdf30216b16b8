import { Problem } from '../../../common/problem.ts';
import type { Description } from './description.ts';

export const moment =
  'The VM is in no state for it, or something is being done with it: `detail` says which states are.';
export const wrong = (message: string): Problem => new Problem('wrong-state', message);
export const begun = 'It is begun. The state is UPDATING (Updating) until it is done.';

/** What can be done with a VM below either of its paths. */
export const vmActions: Record<string, Description> = {
  start: {
    does: 'Boots a VM that is off.',
    needs: 'INSTANCE.POWER',
    answers: { 202: begun, 409: moment },
    refuses: { 409: wrong('Instance is already active.') },
    example: () => ({ status: 'start was scheduled' }),
  },
  stop: {
    does: 'Turns a VM off: its system is asked to shut down, and when it has not after a while the VM is cut off.',
    needs: 'INSTANCE.POWER',
    answers: { 202: begun, 409: moment },
    refuses: { 409: wrong('Instance is already stopped.') },
    example: () => ({ status: 'stop was scheduled' }),
  },
  restart: {
    does: 'Reboots a VM that runs.',
    needs: 'INSTANCE.POWER',
    answers: { 202: begun, 409: moment },
    refuses: { 409: wrong('Please start instance first.') },
    example: () => ({ status: 'restart was scheduled' }),
  },
  change_flavor: {
    does: `Gives a VM that is off another size: the processors, the memory and the disk of the flavor. A disk grows to that of the flavor, and
never shrinks. What the VM takes more is judged by the quota at once.`,
    needs: 'RESOURCE.UPDATE',
    answers: { 202: begun, 409: moment },
    refuses: { 409: wrong('Please stop the instance before changing its flavor.') },
    example: () => ({ status: 'change_flavor was scheduled' }),
  },
  rebuild: {
    does: `Sets a VM up anew from an image. Its addresses, ports and data volumes stay; its system volume begins again, and what was on it is
gone. Keys and user data stay as they are unless others are given. When it fails, the old system is put back.`,
    needs: 'RESOURCE.UPDATE',
    answers: { 202: begun, 409: `${moment} A VM in rescue mode must leave it first.` },
    refuses: { 409: wrong('The instance is in rescue mode. Unrescue it first.') },
    example: () => ({ status: 'rebuild was scheduled' }),
  },
  rescue: {
    does: `Boots a rescue image in place of the VM's own system, which it sees as a further disk: to mend what does not boot any more. Without
\`image\` it is a public rescue image.`,
    needs: 'RESOURCE.UPDATE',
    answers: { 202: begun, 409: moment },
    refuses: { 409: wrong('The instance is in rescue mode already.') },
    example: () => ({ status: 'rescue was scheduled' }),
  },
  unrescue: {
    does: "Ends rescue mode: the VM's own system boots again.",
    needs: 'RESOURCE.UPDATE',
    answers: { 202: begun, 409: `${moment} Or it is not in rescue mode.` },
    refuses: { 409: wrong('The instance is not in rescue mode.') },
    example: () => ({ status: 'unrescue was scheduled' }),
  },
  cancel: {
    does: `Gives up what is being done with a VM while its state is UPDATING (Updating), also when it waits for a guest that does not answer: what was
done of it is undone, so that the VM is as it was before. A power action and what has come too far are not taken back: they end.`,
    needs: 'RESOURCE.UPDATE',
    answers: {
      202: 'It is being given up. The state is UPDATING until that is done.',
      409: 'Nothing is being done with the VM. While it is created, its order is canceled instead.',
    },
    refuses: { 409: wrong('Valid states for operation: UPDATING. The instance is OK.') },
    example: () => ({ status: 'cancel was scheduled' }),
  },
};
