import { Chip, Group, Pagination, Stack, Table, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Act, type Action, ActionMenu } from './actions.tsx';
import { BulkBar } from './bulk.tsx';
import { Chunks } from './chunks.tsx';
import { ColumnMenu, useColumns } from './columns.tsx';
import { count as counted } from './words.ts';

/** How many rows a list asks for at once: what the API gives at most. */
export const pageSize = 300;

export interface Column<T> {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** What rows are sorted by; none: they are not. */
  sort?: (row: T) => string | number;
  /** Left out where there is little room. */
  wide?: boolean;
}

export interface Choice<T> {
  value: string;
  label: string;
  has: (row: T) => boolean;
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
  /** What the filter looks at. */
  text: (row: T) => string;
  choices?: Choice<T>[];
  create?: Action;
  /** Another way to come by one. */
  also?: Action;
  /** What things like these are for: shown when there is none. */
  about: string;
  actions?: (row: T) => Action[];
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
  const shown = rows.filter((row) => (choice?.has(row) ?? true) && text(row).toLowerCase().includes(wanted));
  const sorted = inOrder(shown, columns, sort);
  const chosen = useColumns(title, columns);
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
      {rows.length > 0 && (
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
          <Text size="sm" c="dimmed">
            {shown.length === total ? counted(total, noun) : `${shown.length} of ${counted(total, noun)}`}
          </Text>
          <ColumnMenu {...chosen} columns={columns} />
        </Group>
      )}
      {rows.length === 0 ? (
        <Text>{about}</Text>
      ) : (
        <Rows {...props} columns={chosen.shown} rows={sorted} sort={sort} onSort={(key) => change({ sort: key })} />
      )}
      {total > pageSize && (
        <Pagination value={page} total={Math.ceil(total / pageSize)} onChange={(next) => change({ page: next })} />
      )}
    </Stack>
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

type RowsProps<T> = ListProps<T> & { sort: string; onSort: (key: string) => void };

function Rows<T>(props: RowsProps<T>) {
  const { rows, columns, id, name, actions, bulk = [], sort, onSort, title } = props;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = rows.filter((row) => picked.has(id(row)));
  const pick = (keys: string[]): void => setPicked(new Set(keys));
  const toggle = (key: string): void =>
    pick(picked.has(key) ? [...picked].filter((each) => each !== key) : [...picked, key]);
  return (
    <>
      {chosen.length > 0 && actions !== undefined && (
        <BulkBar
          items={chosen.map((row) => ({ name: name(row), actions: actions(row) }))}
          labels={bulk}
          clear={() => pick([])}
        />
      )}
      <Table.ScrollContainer minWidth={320} type="native">
        <Table verticalSpacing={6} aria-label={title} aria-rowcount={rows.length + 1}>
          <Table.Thead>
            <Table.Tr>
              {bulk.length > 0 && (
                <Table.Th w={28}>
                  <input
                    type="checkbox"
                    aria-label="All"
                    checked={chosen.length === rows.length}
                    onChange={() => pick(chosen.length === rows.length ? [] : rows.map(id))}
                  />
                </Table.Th>
              )}
              {columns.map((column) => (
                <Head key={column.key} column={column} sort={sort} onSort={onSort} />
              ))}
              {actions !== undefined && (
                <Table.Th w={44}>
                  <span className="unseen">Actions</span>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Chunks rows={rows}>
            {(row) => (
              <Row
                key={id(row)}
                row={row}
                list={props}
                pick={bulk.length === 0 ? null : { on: picked.has(id(row)), toggle: () => toggle(id(row)) }}
              />
            )}
          </Chunks>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function Head<T>({
  column: { key, title, sort: by, wide },
  sort,
  onSort,
}: {
  column: Column<T>;
  sort: string;
  onSort: (key: string) => void;
}) {
  const [up, down] = [sort === key, sort === `-${key}`];
  return (
    <Table.Th
      visibleFrom={wide === true ? 'md' : undefined}
      aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}
    >
      {by === undefined ? (
        title
      ) : (
        <UnstyledButton fz="sm" fw={700} onClick={() => onSort(up ? `-${key}` : key)}>
          {title}
          {up ? ' ↑' : down ? ' ↓' : ''}
        </UnstyledButton>
      )}
    </Table.Th>
  );
}

interface RowProps<T> {
  row: T;
  list: Pick<ListProps<T>, 'columns' | 'name' | 'actions'>;
  /** Whether it is chosen among others; null: rows are not. */
  pick: { on: boolean; toggle: () => void } | null;
}

function Row<T>({ row, list: { columns, name, actions }, pick }: RowProps<T>) {
  return (
    <Table.Tr>
      {pick !== null && (
        <Table.Td>
          <input type="checkbox" aria-label={name(row)} checked={pick.on} onChange={pick.toggle} />
        </Table.Td>
      )}
      {columns.map(({ key, cell, wide }) => (
        <Table.Td key={key} visibleFrom={wide === true ? 'md' : undefined}>
          {cell(row)}
        </Table.Td>
      ))}
      {actions !== undefined && (
        <Table.Td>
          <ActionMenu actions={() => actions(row)} subject={name(row)} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
