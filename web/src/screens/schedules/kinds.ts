import type { Schemas } from '../../api/client.ts';
import type { Field } from '../../parts/form.tsx';
import { count } from '../../parts/words.ts';

type Snapshots = Schemas['SnapshotSchedule'];
type Powers = Schemas['PowerSchedule'];
/** The name of what a schedule is of. */
type Of = Partial<Pick<Snapshots, 'source_volume_name'> & Pick<Powers, 'instance_name'>>;
/** How much is kept of what it makes. */
type Retention = Partial<Pick<Snapshots, 'retention_time' | 'maximal_number_of_resources'>>;
type Power = Partial<Pick<Powers, 'action'>>;

type Common = 'uuid' | 'name' | 'description' | 'schedule' | 'timezone';
type Now = 'is_active' | 'next_trigger_at' | 'error_message';
/** A schedule of any kind, with what its kind says. */
export type Schedule = Pick<Snapshots, Common | Now> & Of & Retention & Power;

/** What is another one from kind to kind of schedules; their paths differ by the kind's name alone. */
interface Kind {
  title: string;
  /** What takes one more. */
  create:
    | '/api/openstack-volumes/{uuid}/create_snapshot_schedule/'
    | '/api/openstack-instances/{uuid}/create_backup_schedule/'
    | '/api/openstack-instances/{uuid}/create_power_schedule/';
  permission: string;
  about: string;
  /** What a new one is called, and when it runs, unless somebody says otherwise. */
  suggested: { name: string; schedule: string };
  /** What comes of a run, in words, and the fields that ask for it. */
  heading: string;
  outcome: (schedule: Schedule) => string;
  fields: (schedule?: Schedule) => Field[];
}

const retention = {
  heading: 'Keeps',
  outcome(schedule: Retention): string {
    const { maximal_number_of_resources: most = 0, retention_time: days = 0 } = schedule;
    const parts = [...(most > 0 ? [`the last ${most}`] : []), ...(days > 0 ? [count(days, 'day')] : [])];
    return parts.join(', ') || 'all';
  },
  fields: ({ maximal_number_of_resources: most = 7, retention_time: days = 0 }: Retention = {}): Field[] => [
    {
      name: 'maximal_number_of_resources',
      label: 'So many are kept',
      kind: 'number',
      initial: most,
      hint: 'Of those that it takes; the last good one always stays. 0: any number',
    },
    {
      name: 'retention_time',
      label: 'Days for which they are kept',
      kind: 'number',
      initial: days,
      hint: '0: for good',
    },
  ],
};

const power = {
  heading: 'Does',
  outcome: ({ action = 'stop' }: Power): string => action,
  fields: ({ action = 'stop' }: Power = {}): Field[] => [
    {
      name: 'action',
      label: 'What is done',
      kind: 'choice',
      initial: action,
      options: [
        { value: 'start', label: 'Start the VM' },
        { value: 'stop', label: 'Stop the VM' },
      ],
    },
  ],
};

export type KindName = 'snapshot' | 'backup' | 'power';

export const kinds: Record<KindName, Kind> = {
  snapshot: {
    title: 'Snapshot schedules',
    create: '/api/openstack-volumes/{uuid}/create_snapshot_schedule/',
    permission: 'VOLUME.MANAGE',
    about:
      'A schedule takes snapshots of a volume by the clock, and deletes older ones of its own: make one by the menu of a volume.',
    suggested: { name: 'nightly', schedule: 'daily at 03:00' },
    ...retention,
  },
  backup: {
    title: 'Backup schedules',
    create: '/api/openstack-instances/{uuid}/create_backup_schedule/',
    permission: 'VOLUME.MANAGE',
    about: 'A schedule takes backups of the VM by the clock, and deletes older ones of its own.',
    suggested: { name: 'nightly', schedule: 'daily at 03:00' },
    ...retention,
  },
  power: {
    title: 'Power schedules',
    create: '/api/openstack-instances/{uuid}/create_power_schedule/',
    permission: 'INSTANCE.POWER',
    about: 'A power schedule starts or stops the VM by the clock.',
    suggested: { name: 'evening', schedule: 'weekdays at 20:00' },
    ...power,
  },
};
