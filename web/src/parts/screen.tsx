import type { UseQueryResult } from '@tanstack/react-query';
import { List, type ListProps } from './list.tsx';
import { Answered } from './note.tsx';

type Page<T> = UseQueryResult<{ results: T[]; count: number }, unknown>;

/** A list whose rows are those that a query has answered. */
export function ListScreen<T>({ query, ...list }: Omit<ListProps<T>, 'rows' | 'total'> & { query: Page<T> }) {
  return <Answered query={query}>{({ results, count }) => <List {...list} rows={results} total={count} />}</Answered>;
}
