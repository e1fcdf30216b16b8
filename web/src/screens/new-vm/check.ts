import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, type UseQueryResult } from '@tanstack/react-query';
import { api, type Schemas } from '../../api/client.ts';
import { ApiProblem, inWords } from '../../api/problem.ts';
import { howMany } from '../../parts/room.ts';
import type { Choices } from './choices.ts';
import { type Draft, fieldsOf } from './draft.ts';

/** How long somebody types on, ms. */
const typingMs = 400;

/** How soon an order that cannot be placed is checked again, ms. */
const againMs = 5000;

interface Checked {
  check: UseQueryResult<Schemas['Preflight'], unknown>;
  /** What is wrong with a field, by its path in the order. */
  wrong: (path: string) => string | undefined;
  /** What is wrong and stands at no field. */
  elsewhere: string;
  /** Why so many of them cannot be had; null: they can. */
  tooMany: string | null;
}

/** Whether a path of the order is that of a field, or of a part of it. */
const isOf = (path: string, field: string): boolean => path === field || path.startsWith(`${field}.`);

/** Has an order checked while it is written. */
export function useCheck(order: Schemas['OrdersCreateRequest'], draft: Draft, choices: Choices): Checked {
  const [settled] = useDebouncedValue(order, typingMs);
  const check = api.useQuery(
    'post',
    '/api/marketplace-orders/preflight/',
    { body: settled },
    {
      placeholderData: keepPreviousData,
      // what stands in the way may go away elsewhere
      refetchInterval: ({ state }) => (state.error === null ? false : againMs),
    },
  );
  const error: unknown = check.error;
  const faults = error instanceof ApiProblem ? [...error.fields] : [];
  const fields = fieldsOf(draft);
  const flavor = choices.flavors.find(({ uuid }) => uuid === draft.flavor);
  const fit = flavor === undefined ? null : howMany(flavor, choices.quotas, check.data?.capacity);
  return {
    check,
    wrong: (path) => faults.find(([name]) => isOf(name, path))?.[1],
    elsewhere: inWords(faults.filter(([name]) => !fields.some((field) => isOf(name, field)))),
    tooMany: fit !== null && fit < draft.count ? `Room is for ${fit} of these.` : null,
  };
}
