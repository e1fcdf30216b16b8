import { Table, UnstyledButton } from '@mantine/core';
import { type MouseEvent, useState } from 'react';
import { ActionMenu } from './actions.tsx';
import { BulkBar } from './bulk.tsx';
import { Chunks } from './chunks.tsx';
import type { Column, ListProps } from './list.tsx';
import cells from './cells.module.css';
import { NoticePlace, NoticesHere } from './notices.tsx';

type RowsProps<T> = ListProps<T> & {
  /** There are more than these, which the API has sorted. */
  paged: boolean;
  sort: string;
  onSort: (key: string) => void;
};

/** What is in a list, what can be done with each row, and with those that are picked. */
export function Rows<T>(props: RowsProps<T>) {
  const { rows, total, paged, id, name, actions, bulk = [], title } = props;
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = rows.filter((row) => picked.has(id(row)));
  const pick = (keys: string[]): void => setPicked(new Set(keys));
  const toggle = (key: string): void =>
    pick(picked.has(key) ? [...picked].filter((each) => each !== key) : [...picked, key]);
  return (
    <>
      {bulk.length > 0 && actions !== undefined && (
        <BulkBar
          items={chosen.map((row) => ({ name: name(row), actions: actions(row) }))}
          labels={bulk}
          clear={() => pick([])}
        />
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={320} type="native">
          <Table verticalSpacing={6} aria-label={title} aria-rowcount={(paged ? total : rows.length) + 1}>
            <Heads
              {...props}
              all={
                bulk.length === 0
                  ? null
                  : {
                      on: chosen.length === rows.length,
                      toggle: () => pick(chosen.length === rows.length ? [] : rows.map(id)),
                    }
              }
            />
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
      )}
    </>
  );
}

interface Picked {
  on: boolean;
  toggle: () => void;
}

/** `all`: whether all rows are picked; null: rows are not. */
function Heads<T>({ columns, actions, paged, sort, onSort, all }: RowsProps<T> & { all: Picked | null }) {
  return (
    <Table.Thead>
      <Table.Tr>
        {all !== null && (
          <Table.Th w={28}>
            <input type="checkbox" aria-label="All" checked={all.on} onChange={all.toggle} />
          </Table.Th>
        )}
        {columns.map((column) => (
          <Head key={column.key} column={column} paged={paged} sort={sort} onSort={onSort} />
        ))}
        {actions !== undefined && (
          <Table.Th w={44}>
            <span className="unseen">Actions</span>
          </Table.Th>
        )}
      </Table.Tr>
    </Table.Thead>
  );
}

type HeadProps<T> = Pick<RowsProps<T>, 'paged' | 'sort' | 'onSort'> & { column: Column<T> };

function Head<T>({ column: { key, title, sort: by, o, wide }, paged, sort, onSort }: HeadProps<T>) {
  const [up, down] = [sort === key, sort === `-${key}`];
  const apart = paged && o === undefined;
  return (
    <Table.Th
      visibleFrom={wide === true ? 'md' : undefined}
      aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}
      {...(by !== undefined && apart
        ? { title: 'A list of more than one page is not sorted by this: filter it first.' }
        : {})}
    >
      {by === undefined || apart ? (
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
  list: Pick<ListProps<T>, 'title' | 'columns' | 'id' | 'name' | 'actions' | 'open'>;
  /** Whether it is chosen among others; null: rows are not. */
  pick: Picked | null;
}

/** What does something else when it is clicked than its row. */
const used = 'a, button, input, label';

/** A row, and below it what has failed of that which was done there. */
function Row<T>({ row, list: { title, columns, id, name, actions, open }, pick }: RowProps<T>) {
  const follow = (event: MouseEvent): void => {
    // what stands in the row is used by itself, and a text that is marked is to be copied
    const { target, currentTarget } = event;
    const free = target instanceof Element && currentTarget.contains(target) && target.closest(used) === null;
    if (free && getSelection()?.isCollapsed !== false) open?.(row);
  };
  return (
    <NoticePlace id={`${title} ${id(row)}`}>
      <tr className={cells['row']} {...(open === undefined ? {} : { onClick: follow, 'data-led': true })}>
        {pick !== null && (
          <td className={cells['cell']}>
            <input type="checkbox" aria-label={name(row)} checked={pick.on} onChange={pick.toggle} />
          </td>
        )}
        {columns.map(({ key, cell, wide }) => (
          <td key={key} className={`${cells['cell']} ${wide === true ? 'mantine-visible-from-md' : ''}`}>
            {cell(row)}
          </td>
        ))}
        {actions !== undefined && (
          <td className={cells['cell']}>
            <ActionMenu actions={() => actions(row)} subject={name(row)} />
          </td>
        )}
      </tr>
      <NoticesHere>
        {(notes) => (
          <tr>
            <td className={cells['cell']} colSpan={columns.length + 2}>
              {notes}
            </td>
          </tr>
        )}
      </NoticesHere>
    </NoticePlace>
  );
}
