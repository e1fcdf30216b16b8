import { api, type Schemas } from '../../api/client.ts';
import { type Field, FormDialog, type Values } from '../../parts/form.tsx';
import { useRun } from '../../parts/notices.tsx';
import { type KindName, kinds, type Schedule } from './kinds.ts';
import { timingWords } from './timing.ts';

type Plan = Pick<Schedule, 'name' | 'schedule' | 'timezone' | 'description'>;

const fieldsOf = ({ name, schedule, timezone, description }: Plan, ofKind: Field[]): Field[] => [
  { name: 'name', label: 'Name', initial: name },
  {
    name: 'schedule',
    label: 'When',
    initial: timingWords(schedule),
    hint: '"hourly", "every 6 hours", "daily at 03:00", "weekdays at 22:30", "weekly on sunday at 04:00", "monthly on 1 at 05:00", or cron: minute, hour, day of the month, month, weekday',
  },
  {
    name: 'timezone',
    label: 'Time zone',
    initial: timezone,
    hint: 'By whose clock: a name such as Europe/Oslo, or UTC',
  },
  ...ofKind,
  { name: 'description', label: 'Description', initial: description, optional: true },
];

export interface Source {
  uuid: string;
  name: string;
}

/** Makes a schedule of a volume or a VM, which runs from its next time on unless it shall wait. */
export function NewScheduleDialog({ kind, source: { uuid, name: of } }: { kind: KindName; source: Source }) {
  const { create, suggested, fields } = kinds[kind];
  const run = useRun();
  const make = api.useMutation('post', create);
  const activate = api.useMutation('post', `/api/openstack-${kind}-schedules/{uuid}/activate/`);
  const { timeZone: timezone } = new Intl.DateTimeFormat().resolvedOptions();
  async function send({ active, ...values }: Values): Promise<void> {
    const body = values as Schemas['VolumesCreateSnapshotScheduleRequest'] &
      Schemas['InstancesCreatePowerScheduleRequest'];
    const made = await make.mutateAsync({ params: { path: { uuid } }, body });
    // it is there, whatever comes of this
    if (active === true)
      await run(`Resume: ${made.name}`, () => activate.mutateAsync({ params: { path: { uuid: made.uuid } } }));
  }
  return (
    <FormDialog
      title={`New schedule of ${of}`}
      submit="Make it"
      fields={[
        ...fieldsOf({ ...suggested, timezone, description: '' }, fields()),
        { name: 'active', label: 'It runs from now on', kind: 'check', initial: true },
      ]}
      send={send}
    />
  );
}

export function ChangeScheduleDialog({ kind, schedule }: { kind: KindName; schedule: Schedule }) {
  const change = api.useMutation('patch', `/api/openstack-${kind}-schedules/{uuid}/`);
  const fields = fieldsOf(schedule, kinds[kind].fields(schedule));
  async function send(values: Values): Promise<void> {
    // what is said anew of the time begins anew: one that is late would run no more
    const changed = fields.filter(({ name, initial }) => values[name] !== initial);
    const body = Object.fromEntries(changed.map(({ name }) => [name, values[name] ?? '']));
    if (changed.length > 0) await change.mutateAsync({ params: { path: { uuid: schedule.uuid } }, body });
  }
  return <FormDialog title={`Change ${schedule.name}`} submit="Save" fields={fields} send={send} />;
}
