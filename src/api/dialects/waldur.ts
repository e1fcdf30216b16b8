import { z } from 'zod';
import type { Dialect } from './dialect.ts';

/** Waldur: hyperlinks as references, ids of 32 hex digits, bare lists (the paging is in headers), its own state words. */
export const waldur: Dialect = {
  name: 'waldur',
  root: '/waldur',
  id: (uuid) => uuid.replaceAll('-', ''),
  // six digits of a second, as Python writes them
  time: (at) => at.toISOString().replace('Z', '000+00:00'),
  reference: (_id, url) => url,
  orderState: (state) => state,
  orderInWords: (state) => state,
  orderStates: {
    'pending-consumer': ['pending-consumer'],
    'pending-provider': [],
    'pending-project': [],
    'pending-start-date': [],
    executing: ['executing'],
    done: ['done'],
    erred: ['erred'],
    canceled: ['canceled'],
    rejected: ['rejected'],
  },
  lenientPages: true,
  listSchema: (item) => z.array(item),
  list: ({ results }) => results,
};
