import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

const wrong = (message: string): Problem => new Problem('wrong-state', message);

export const snapshotSchedules: Descriptions = {
  openstack_snapshot_schedules_list: {
    does: 'The schedules of snapshots of the volumes of your projects, the latest first.',
    needs: 'token',
  },
  openstack_snapshot_schedules_retrieve: {
    does: 'One schedule, with when it runs next; `error_message` says why its last run failed.',
    needs: 'role',
  },
  openstack_volumes_create_snapshot_schedule: {
    does: `Makes a schedule, which is paused until \`activate/\`. When it runs, a snapshot is taken as by \`snapshot/\`, in the name of who made the
schedule. Times that were missed are made up for by one run; a run that cannot begin, such as for want of quota, is tried again every
minute until it can. Of what the schedule made, and of nothing else, it keeps what is younger than \`retention_time\` days and is
among the newest \`maximal_number_of_resources\`, and always the newest that is good. A snapshot whose \`kept_until\` somebody sets
is its own from then on. A time that the clock of the zone skips is run when it has skipped it, one that it says twice is run once.`,
    needs: 'VOLUME.MANAGE',
    answers: { 201: 'The schedule, which is paused.', 409: 'The volume is in no state for it.' },
    refuses: { 409: wrong('Valid states for operation: OK. The volume is CREATING. Wait until it is there.') },
    example: () => ({ is_active: false, next_trigger_at: null }),
  },
  openstack_snapshot_schedules_partial_update: {
    does: `Changes a schedule. What is left out stays as it is. Another \`retention_time\` is that of the snapshots too that the schedule has
made.`,
    needs: 'VOLUME.MANAGE',
    answers: { 200: 'The schedule as it is now.' },
  },
  openstack_snapshot_schedules_destroy: {
    does: 'Deletes a schedule. What it has made stays until its `kept_until`.',
    needs: 'VOLUME.MANAGE',
    answers: { 204: 'It is gone.' },
  },
  openstack_snapshot_schedules_activate: {
    does: 'Has a schedule run, from the next time that is to come.',
    needs: 'VOLUME.MANAGE',
    answers: { 200: 'It is active.', 409: 'It was so already.' },
    refuses: { 409: wrong('The schedule is active already.') },
    example: () => ({ status: 'A schedule was activated' }),
  },
  openstack_snapshot_schedules_deactivate: {
    does: 'Has a schedule run no more until it is activated. What it has made stays, and ends as it would.',
    needs: 'VOLUME.MANAGE',
    answers: { 200: 'It is paused.', 409: 'It was so already.' },
    refuses: { 409: wrong('The schedule is paused already.') },
    example: () => ({ status: 'A schedule was deactivated' }),
  },
};
