import { Problem } from '../../../common/problem.ts';
import type { Description, Descriptions } from './description.ts';

const wrong = (message: string): Problem => new Problem('wrong-state', message);

function stateOf(what: string, state: 'OK' | 'ERRED'): Description {
  const does = {
    OK: `Says that a ${what} is OK, when it is not and nothing is being done with it: after an operator has mended by hand what had failed.`,
    ERRED: `Says that a ${what} is ERRED, when nothing is being done with it: so that it is not used before an operator has looked at it.`,
  };
  return {
    does: does[state],
    needs: 'CLOUD.OPERATE',
    answers: { 200: `Its state is ${state}.`, 409: 'Something is being done with it, or nothing of it is left.' },
    refuses: {
      409: wrong(`Valid states for operation: OK, ERRED. The ${what} is UPDATING: what is being done will end.`),
    },
    example: () => ({ detail: `The state of the ${what} is ${state}` }),
  };
}

const unlink: Description = {
  does: `Forgets a VM or a volume, also one that cannot be ended, and gives back what it holds in the database, without asking the host. What
is left there is found without a row, and taken away by \`POST /api/doctor/fix/\` once it does not run any more.`,
  needs: 'CLOUD.OPERATE',
  answers: {
    204: 'It is forgotten.',
    409: 'Something is being done with it, it is gone already, or a VM has the volume.',
  },
  refuses: { 409: wrong('Something is still being done with it. Wait for its end, or cancel its order first.') },
};

/** What the operator says of what is not as its row has it. */
export const upkeep: Descriptions = {
  marketplace_resources_unlink: unlink,
  openstack_instances_unlink: unlink,
  openstack_instances_set_ok: stateOf('instance', 'OK'),
  openstack_instances_set_erred: stateOf('instance', 'ERRED'),
  openstack_volumes_unlink: unlink,
  openstack_volumes_set_ok: stateOf('volume', 'OK'),
  openstack_volumes_set_erred: stateOf('volume', 'ERRED'),
  openstack_volumes_pull: {
    does: 'Compares rows and host now, as the reconciler does every few seconds by itself.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: 'The comparison is begun.' },
    example: () => ({ detail: 'Pull operation was successfully scheduled.' }),
  },
};
