import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

const wrong = (message: string): Problem => new Problem('wrong-state', message);

export const powerSchedules: Descriptions = {
  openstack_power_schedules_list: {
    does: 'The schedules by which VMs of your projects are started and stopped, the latest first.',
    needs: 'token',
  },
  openstack_power_schedules_retrieve: {
    does: 'One schedule, with when it runs next; `error_message` says why its last run could not begin.',
    needs: 'role',
  },
  openstack_instances_create_power_schedule: {
    does: `Makes a schedule, which is paused until \`activate/\`. When it runs, the VM is started or stopped as by \`start/\` and \`stop/\`, in the name
of who made the schedule; a VM that is so already is left as it is. Times that were missed are made up for by one run, and a run that
cannot begin, such as while the VM is being changed, is tried again every minute until it can.`,
    needs: 'INSTANCE.POWER',
    answers: { 201: 'The schedule, which is paused.' },
    example: () => ({ is_active: false, next_trigger_at: null }),
  },
  openstack_power_schedules_partial_update: {
    does: 'Changes a schedule. What is left out stays as it is.',
    needs: 'INSTANCE.POWER',
    answers: { 200: 'The schedule as it is now.' },
  },
  openstack_power_schedules_destroy: {
    does: 'Deletes a schedule. The VM stays as it is.',
    needs: 'INSTANCE.POWER',
    answers: { 204: 'It is gone.' },
  },
  openstack_power_schedules_activate: {
    does: 'Has a schedule run, from the next time that is to come.',
    needs: 'INSTANCE.POWER',
    answers: { 200: 'It is active.', 409: 'It was so already.' },
    refuses: { 409: wrong('The schedule is active already.') },
    example: () => ({ status: 'A schedule was activated' }),
  },
  openstack_power_schedules_deactivate: {
    does: 'Has a schedule run no more until it is activated.',
    needs: 'INSTANCE.POWER',
    answers: { 200: 'It is paused.', 409: 'It was so already.' },
    refuses: { 409: wrong('The schedule is paused already.') },
    example: () => ({ status: 'A schedule was deactivated' }),
  },
};
