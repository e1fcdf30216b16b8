import { z } from 'zod';
import type { Presenter } from '../dialects/dialect.ts';

const amounts = z.record(z.string(), z.number());

/** What is measured of a resource, in the words of both dialects; empty while it does not run. */
export const usageShape = {
  usage: amounts.meta({
    description:
      'As last measured: `cores`, 0.5 is half of one; `ram`, MiB; `disk_rate` and `network_rate`, both ways, bytes a second',
  }),
  current_usages: amounts.meta({ description: 'The same' }),
};

export const endShape = {
  end_date: z.string().nullable().meta({ description: 'On this day, in UTC, it is terminated', format: 'date' }),
  end_date_requested_by: z.string().nullable(),
  project_end_date: z.string().nullable().meta({ format: 'date' }),
};

interface Ending {
  end_date: string | null;
  end_date_requested_by: string | null;
  project_end_date: string | null;
}

/** When a resource is to go, and who said so. */
export function presentEnd(row: Ending, as: Presenter) {
  const { end_date, end_date_requested_by: by, project_end_date } = row;
  return { end_date, end_date_requested_by: as.ref('users', by), project_end_date };
}
