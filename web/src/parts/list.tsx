import { Chip, Group, Pagination, Stack, Text, TextInput, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Act, type Action, Actions } from './actions.tsx';
import { ColumnMenu, useColumns } from './columns.tsx';
import { Rows } from './rows.tsx';
import { count as counted } from './words.ts';

/** How many rows a list asks for at once: what the API gives at most. */
export const pageSize = 300;

export interface Column<T> {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** What rows are sorted by; none: they are not. */
  sort?: (row: T) => string | number;
  /** What the API calls that, where it can sort by it: pages of a long list are in one order then. */
  o?: string;
  /** Left out where there is little room. */
  wide?: boolean;
}

export interface Choice<T> {
  value: string;
  label: string;
  has?: (row: T) => boolean;
}

export interface ListProps<T> {
  title: string;
  /** What the rows are called: "VM". */
  noun: string;
  rows: T[];
  /** Of all pages. */
  total: number;
  /** Its name among several of one screen. */
  within?: string;
  columns: Column<T>[];
  id: (row: T) => string;
  name: (row: T) => string;
  /** What the filter looks at; left out: the API was asked for what filter and choice say, so that it holds for all pages. */
  text?: (row: T) => string;
  choices?: Choice<T>[];
  create?: Action;
  /** Another way to come by one. */
  also?: Action;
  /** What things like these are for: shown when there is none. */
  about: string;
  actions?: (row: T) => Action[];
  /** Goes where a row leads to. */
  open?: (row: T) => void;
  /** Which of the actions can be done with many at once, by their labels. */
  bulk?: string[];
}

/** What the address bar keeps of a list. */
export interface ListPlace {
  q?: string | undefined;
  sort?: string | undefined;
  only?: string | undefined;
  page?: number | undefined;
}

/** The place of the list that is shown, and how to change it; `within` tells those of one screen from each other. */
export function useListPlace<Place extends ListPlace>(within?: string): [Place, (change: Place) => void] {
  const all: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const place = (within === undefined ? all : (all[within] ?? {})) as Place;
  return [
    place,
    (change) => {
      const changed = { ...place, ...change };
      void navigate({ to: '.', search: within === undefined ? changed : { ...all, [within]: changed }, replace: true });
    },
  ];
}

/** A screen of things of one kind: filter, choices, sorting, pages, what can be done with each or with several. */
export function List<T>(props: ListProps<T>) {
  const { title, noun, rows, total, columns, create, also, about, choices = [], text } = props;
  const [place, change] = useListPlace<ListPlace>(props.within);
  const { q = '', only = '', sort = '', page = 1 } = place;
  const wanted = q.toLowerCase();
  const choice = choices.find(({ value }) => value === only);
  const isWanted = (row: T): boolean =>
    (choice?.has?.(row) ?? true) && (text?.(row) ?? wanted).toLowerCase().includes(wanted);
  const shown = rows.filter(isWanted);
  const sorted = inOrder(shown, columns, sort);
  const chosen = useColumns(title, columns);
  const narrowed = q !== '' || only !== '' || page > 1;
  const all: Action = {
    label: 'Show all',
    why: null,
    run: async () => change({ q: undefined, only: undefined, page: undefined }),
  };
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Title order={props.within === undefined ? 1 : 2} size={props.within === undefined ? 'h2' : 'h4'}>
          {title}
        </Title>
        <Group gap="xs">
          {also !== undefined && <Act action={also} subject={noun} />}
          {create !== undefined && <Act action={create} subject={noun} primary />}
        </Group>
      </Group>
      {(rows.length > 0 || narrowed) && (
        <Narrow title={title} place={place} change={change} choices={choices}>
          <Text size="sm" c="dimmed">
            {shown.length === total ? counted(total, noun) : `${shown.length} of ${counted(total, noun)}`}
          </Text>
          <ColumnMenu {...chosen} columns={columns} />
        </Narrow>
      )}
      {rows.length === 0 && !narrowed && <Text>{about}</Text>}
      {shown.length === 0 && narrowed && (
        <>
          <Text>No {noun} is like that.</Text>
          <Actions actions={[all]} subject={title} />
        </>
      )}
      <Rows
        {...props}
        columns={chosen.shown}
        rows={sorted}
        paged={text === undefined && total > rows.length}
        sort={sort}
        onSort={(key) => change({ sort: key, page: undefined })}
      />
      {total > pageSize && (
        <Pagination value={page} total={Math.ceil(total / pageSize)} onChange={(next) => change({ page: next })} />
      )}
    </Stack>
  );
}

interface NarrowProps<T> {
  title: string;
  place: ListPlace;
  change: (change: ListPlace) => void;
  choices: Choice<T>[];
  children: ReactNode;
}

/** What of a list is wanted. */
function Narrow<T>({ title, place: { q = '', only = '' }, change, choices, children }: NarrowProps<T>) {
  return (
    <Group gap="sm">
      <TextInput
        aria-label={`Filter ${title}`}
        placeholder="Filter"
        data-search
        value={q}
        size="xs"
        onChange={(event) => change({ q: event.currentTarget.value || undefined, page: undefined })}
      />
      {choices.length > 0 && (
        <Choices choices={choices} only={only} choose={(value) => change({ only: value, page: undefined })} />
      )}
      {children}
    </Group>
  );
}

function Choices<T>({
  choices,
  only,
  choose,
}: {
  choices: Choice<T>[];
  only: string;
  choose: (value: string | undefined) => void;
}) {
  return (
    <Group gap={4}>
      {choices.map(({ value, label }) => (
        <Chip
          key={value}
          size="xs"
          checked={only === value}
          onChange={(checked) => choose(checked ? value : undefined)}
        >
          {label}
        </Chip>
      ))}
    </Group>
  );
}

function inOrder<T>(rows: T[], columns: Column<T>[], sort: string): T[] {
  const by = columns.find(({ key }) => key === sort.replace(/^-/, ''))?.sort;
  if (by === undefined) return rows;
  const turn = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    return turn * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)));
  });
}
