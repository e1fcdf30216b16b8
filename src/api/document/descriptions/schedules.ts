import { Problem } from '../../../common/problem.ts';
import { schedulePermissions } from '../../../schedules/index.ts';
import type { Description, Descriptions } from './description.ts';

const wrong = (message: string): Problem => new Problem('wrong-state', message);

/** What a kind of schedules says in words of its own. */
interface Kind {
  kind: 'snapshot' | 'backup' | 'power';
  of: 'volumes' | 'instances';
  needs: Description['needs'];
  list: string;
  failed: string;
  create: Omit<Description, 'needs' | 'example'>;
  update?: string;
  destroy: string;
  paused?: string;
}

function described({ kind, of, needs, list, failed, create, update = '', destroy, paused = '' }: Kind): Descriptions {
  const schedules = `openstack_${kind}_schedules`;
  return {
    [`${schedules}_list`]: { does: `${list}, the latest first.`, needs: 'token' },
    [`${schedules}_retrieve`]: {
      does: `One schedule, with when it runs next; \`error_message\` says why its last run ${failed}, or why it has paused itself.`,
      needs: 'role',
    },
    [`openstack_${of}_create_${kind}_schedule`]: {
      ...create,
      needs,
      example: () => ({ is_active: false, next_trigger_at: null }),
    },
    [`${schedules}_partial_update`]: {
      does: `Changes a schedule. What is left out stays as it is.${update}`,
      needs,
      answers: { 200: 'The schedule as it is now.' },
    },
    [`${schedules}_destroy`]: { does: `Deletes a schedule. ${destroy}`, needs, answers: { 204: 'It is gone.' } },
    [`${schedules}_activate`]: {
      does: 'Has a schedule run, from the next time that is to come, in the name of whoever says so.',
      needs,
      answers: { 200: 'It is active.', 409: 'It was so already.' },
      refuses: { 409: wrong('The schedule is active already.') },
      example: () => ({ status: 'A schedule was activated' }),
    },
    [`${schedules}_deactivate`]: {
      does: `Has a schedule run no more until it is activated.${paused}`,
      needs,
      answers: { 200: 'It is paused.', 409: 'It was so already.' },
      refuses: { 409: wrong('The schedule is paused already.') },
      example: () => ({ status: 'A schedule was deactivated' }),
    },
  };
}

const inWhoseName = `in the name of who activated the schedule. Once that person may not do so any more, it pauses itself and says why; whoever may can
activate it again`;
const missed = 'Times that were missed are made up for by one run';
const again = 'is tried again every minute until it can';
const keeps = `Of what the schedule made, and of nothing else, it keeps what is younger than \`retention_time\` days and is among the newest
\`maximal_number_of_resources\`, and always the newest that is good`;
const clock =
  'A time that the clock of the zone skips is run when it has skipped it, one that it says twice is run once.';

export const schedules: Descriptions = {
  ...described({
    kind: 'snapshot',
    of: 'volumes',
    needs: schedulePermissions.snapshot,
    list: 'The schedules of snapshots of the volumes of your projects',
    failed: 'failed',
    create: {
      does: `Makes a schedule, which is paused until \`activate/\`. When it runs, a snapshot is taken as by \`snapshot/\`, ${inWhoseName}.
${missed}; a run that cannot begin, such as for want of quota, ${again}. ${keeps}. A snapshot whose \`kept_until\` somebody
sets is its own from then on. ${clock}`,
      answers: { 201: 'The schedule, which is paused.', 409: 'The volume is in no state for it.' },
      refuses: { 409: wrong('Valid states for operation: OK. The volume is CREATING. Wait until it is there.') },
    },
    update: ' Another `retention_time` is that of the snapshots too that the schedule has made.',
    destroy: 'What it has made stays until its `kept_until`.',
    paused: ' What it has made stays, and ends as it would.',
  }),
  ...described({
    kind: 'backup',
    of: 'instances',
    needs: schedulePermissions.backup,
    list: 'The schedules of backups of the VMs of your projects',
    failed: 'failed',
    create: {
      does: `Makes a schedule, which is paused until \`activate/\`. When it runs, the VM is backed up as by \`backup/\`, ${inWhoseName}.
${missed}; a run that cannot begin, such as while the VM is being changed or for want of quota, ${again}. ${keeps}. A
backup whose \`kept_until\` somebody sets is its own from then on. Each of its backups is copied to \`target\`, if there is one, as by \`copy/\`; of these copies it keeps
there in the same way what is younger than \`target_retention_time\` days and among the newest \`target_maximal_number_of_resources\`. ${clock}`,
      answers: { 201: 'The schedule, which is paused.', 409: 'The VM is in no state for it.' },
      refuses: {
        409: wrong('Valid states for operation: OK. The instance is UPDATING. Wait for the end of that, or cancel it.'),
      },
    },
    update: ' Another `retention_time` is that of the backups too that the schedule has made.',
    destroy: 'What it has made stays until its `kept_until`.',
    paused: ' What it has made stays, and ends as it would.',
  }),
  ...described({
    kind: 'power',
    of: 'instances',
    needs: schedulePermissions.start,
    list: 'The schedules by which VMs of your projects are started and stopped',
    failed: 'could not begin',
    create: {
      does: `Makes a schedule, which is paused until \`activate/\`. When it runs, the VM is started or stopped as by \`start/\` and \`stop/\`,
${inWhoseName}. A VM that is so already is left as it is. ${missed}, and a run that cannot begin, such as while the VM is
being changed, ${again}.`,
      answers: { 201: 'The schedule, which is paused.' },
    },
    destroy: 'The VM stays as it is.',
  }),
};
