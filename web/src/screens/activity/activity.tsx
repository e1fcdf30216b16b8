import { Stack } from '@mantine/core';
import { api, client, listed, type Schemas } from '../../api/client.ts';
import { useProject } from '../../frame/project.ts';
import type { paths } from '../../api/schema.ts';
import { Ago } from '../../parts/ago.tsx';
import { download } from '../../parts/download.ts';
import { type Column, type ListPlace, pageSize, useListPlace } from '../../parts/list.tsx';
import { ListScreen } from '../../parts/screen.tsx';
import { State } from '../../parts/state.tsx';
import { EventFilters, queryOf, type Wanted } from './filters.tsx';

type Event = Schemas['Event'];
type EventsQuery = paths['/api/events/']['get']['parameters']['query'];

const columns: Column<Event>[] = [
  { key: 'when', title: 'When', cell: ({ created }) => <Ago at={created} />, sort: ({ created }) => created },
  { key: 'what', title: 'What', cell: ({ message }) => message },
  { key: 'result', title: 'Result', cell: ({ result }) => <State>{result}</State>, sort: ({ result }) => result },
  {
    key: 'who',
    title: 'By',
    cell: ({ username }) => username ?? 'the cloud',
    sort: ({ username }) => username ?? '',
    wide: true,
  },
  { key: 'from', title: 'From', cell: ({ ip_address: address }) => address ?? '–', wide: true },
];

/** Who did what in the project. */
export function ProjectActivity() {
  const { project } = useProject();
  return <Activity about={{ project_uuid: project }} />;
}

/** What was done with one thing. */
export function ObjectActivity({ object }: { object: string }) {
  return <Activity about={{ object_uuid: object }} within="events" />;
}

function Activity({ about, within }: { about: { project_uuid: string } | { object_uuid: string }; within?: string }) {
  const [place, change] = useListPlace<ListPlace & Wanted>(within);
  const { page = 1 } = place;
  const wanted = { ...about, ...queryOf(place), page_size: pageSize };
  const query = api.useQuery('get', '/api/events/', { params: { query: { ...wanted, page } } });
  const save = async (): Promise<void> => {
    const pages = Math.ceil((query.data?.count ?? 0) / pageSize);
    download('activity.csv', tableOf(await eventsOf(wanted, pages)));
  };
  return (
    <Stack>
      <EventFilters wanted={place} change={change} />
      <ListScreen
        query={query}
        also={{ label: 'Save as CSV', why: null, run: save }}
        {...(within === undefined ? {} : { within })}
        title="Activity"
        noun="event"
        columns={columns}
        id={({ uuid }) => uuid}
        name={({ message }) => message}
        text={({ message, username, result, object_uuid: uuid }) =>
          `${message} ${username ?? ''} ${result} ${uuid ?? ''}`
        }
        choices={[
          { value: 'bad', label: 'Denied or failed', has: ({ result }) => result === 'denied' || result === 'failed' },
        ]}
        about="No event is like that. Here stands who did what, from where, and what came of it."
      />
    </Stack>
  );
}

/** All events that are wanted, of all pages. */
async function eventsOf(wanted: Omit<NonNullable<EventsQuery>, 'page'>, pages: number): Promise<Event[]> {
  const all: Event[] = [];
  for (let page = 1; page <= pages; page++)
    all.push(...(await listed(client.GET('/api/events/', { params: { query: { ...wanted, page } } }))));
  return all;
}

/** Events as a table for other programs; a text that such a one would take for a formula is one all the same. */
function tableOf(events: Event[]): string {
  const cell = (text: string | null): string => `"${(text ?? '').replace(/^[=+@-]/, "'$&").replaceAll('"', '""')}"`;
  const lines = events.map(({ created, message, result, username, ip_address: from, object_uuid: object }) =>
    [created, message, result, username, from, object].map(cell).join(','),
  );
  return `${['when,what,result,by,from,object', ...lines].join('\r\n')}\r\n`;
}
