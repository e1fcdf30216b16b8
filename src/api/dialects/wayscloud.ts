import { z } from 'zod';
import type { OrderState } from '../../db/index.ts';
import type { Dialect } from './dialect.ts';

const words = {
  'pending-consumer': 'Creating',
  executing: 'Creating',
  done: 'Success',
  erred: 'Erred',
  canceled: 'Canceled',
  rejected: 'Erred',
} as const satisfies Record<OrderState, string>;

const inWords: Partial<Record<OrderState, string>> = {
  'pending-consumer': 'Creating (awaits approval)',
  rejected: 'Erred (rejected)',
};

/** The WAYSCloud documentation: UUIDs as references, lists in an envelope, `Creating`, `Success`, `Erred`. */
export const wayscloud: Dialect = {
  name: 'wayscloud',
  root: '',
  id: (uuid) => uuid,
  time: (at) => at.toISOString(),
  reference: (id) => id,
  orderState: (state) => words[state],
  orderInWords: (state) => inWords[state] ?? words[state],
  // its documentation calls success by two words
  orderStates: {
    Creating: ['pending-consumer', 'executing'],
    Success: ['done'],
    Succeeded: ['done'],
    Erred: ['erred', 'rejected'],
    Canceled: ['canceled'],
  },
  lenientPages: false,
  listSchema: (item) =>
    z.object({ next: z.string().nullable(), previous: z.string().nullable(), count: z.int(), results: z.array(item) }),
  list: (page) => page,
};
