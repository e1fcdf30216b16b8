import { Text } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { Action } from '../../parts/actions.tsx';
import { Ago } from '../../parts/ago.tsx';
import { useNow } from '../../parts/clock.ts';
import { type Column, pageSize, useListPlace } from '../../parts/list.tsx';
import { RemoveDialog } from '../../parts/named.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { StateWithError } from '../../parts/state.tsx';
import { ChangeScheduleDialog, NewScheduleDialog, type Source } from './dialogs.tsx';
import { type KindName, kinds, type Schedule } from './kinds.ts';
import { timingWords } from './timing.ts';

const stateOf = ({ is_active: active }: Schedule): string => (active ? 'active' : 'paused');

function columnsOf(kind: KindName): Column<Schedule>[] {
  const { heading, outcome } = kinds[kind];
  return [
    { key: 'name', title: 'Name', cell: ({ name }) => name, sort: ({ name }) => name },
    { key: 'of', title: 'Of', cell: sourceOf, sort: sourceOf },
    { key: 'state', title: 'State', cell: (row) => <ScheduleState schedule={row} />, sort: stateOf },
    { key: 'runs', title: 'Runs', cell: (row) => <Timing schedule={row} />, wide: true },
    { key: 'next', title: 'Next run', cell: (row) => <NextRun schedule={row} />, sort: nextOf, wide: true },
    { key: 'outcome', title: heading, cell: outcome, sort: outcome, wide: true },
  ];
}

const sourceOf = ({ source_volume_name: volume, instance_name: vm }: Schedule): string => volume ?? vm ?? '';

const nextOf = ({ next_trigger_at: next }: Schedule): string => next ?? '';

/** Whether it runs, and why its last run has failed. */
function ScheduleState({ schedule }: { schedule: Schedule }) {
  const { error_message: error } = schedule;
  return <StateWithError state={stateOf(schedule)} error={error === '' ? '' : `The last run has failed: ${error}`} />;
}

function Timing({ schedule: { schedule, timezone } }: { schedule: Schedule }) {
  return (
    <>
      <span title={schedule}>{timingWords(schedule)}</span>
      <Text size="xs">{timezone}</Text>
    </>
  );
}

function NextRun({ schedule: { next_trigger_at: next } }: { schedule: Schedule }) {
  const now = useNow();
  return next !== null && Date.parse(next) <= now ? <>now</> : <Ago at={next} />;
}

interface ListProps {
  kind: KindName;
  /** Of what schedules are shown, and one more can be made; left out: all of the project. */
  source?: Source;
}

/** What is done by the clock, of one kind. */
export function ScheduleList({ kind, source }: ListProps) {
  const { project, may } = useProject();
  const { title, permission, about } = kinds[kind];
  const within = `${kind}-schedules`;
  const [{ page = 1 }] = useListPlace(within);
  const of = source === undefined ? { project_uuid: project } : { instance_uuid: source.uuid };
  const params = { query: { ...of, page, page_size: pageSize } };
  const query = api.useQuery('get', `/api/openstack-${kind}-schedules/`, { params });
  const actions = useScheduleActions(kind);
  const make = source && {
    label: 'New schedule',
    why: may(permission),
    dialog: () => <NewScheduleDialog kind={kind} source={source} />,
  };
  return (
    <ListScreen<Schedule>
      query={query}
      within={within}
      title={title}
      noun="schedule"
      columns={columnsOf(kind).filter(({ key }) => source === undefined || key !== 'of')}
      id={({ uuid }) => uuid}
      name={({ name }) => name}
      text={(row) => `${row.name} ${row.uuid} ${sourceOf(row)} ${row.description}`}
      {...(make === undefined ? {} : { create: make })}
      about={about}
      actions={actions}
      bulk={['Delete']}
    />
  );
}

/** What can be done with a schedule. */
function useScheduleActions(kind: KindName): (schedule: Schedule) => Action[] {
  const { may } = useProject();
  const why = may(kinds[kind].permission);
  const activate = api.useMutation('post', `/api/openstack-${kind}-schedules/{uuid}/activate/`);
  const deactivate = api.useMutation('post', `/api/openstack-${kind}-schedules/{uuid}/deactivate/`);
  const remove = api.useMutation('delete', `/api/openstack-${kind}-schedules/{uuid}/`);
  return (schedule) => {
    const { uuid, name, is_active: active } = schedule;
    const params = { path: { uuid } };
    const kill = (
      <RemoveDialog what="the schedule" name={name} send={() => remove.mutateAsync({ params })}>
        <Text size="sm">What it has made stays.</Text>
      </RemoveDialog>
    );
    return [
      active
        ? { label: 'Pause', why, run: () => deactivate.mutateAsync({ params }) }
        : { label: 'Resume', why, run: () => activate.mutateAsync({ params }) },
      { label: 'Change', why, dialog: () => <ChangeScheduleDialog kind={kind} schedule={schedule} /> },
      { label: 'Delete', why, dialog: () => kill, many: () => remove.mutateAsync({ params }), color: 'red' },
    ];
  };
}
