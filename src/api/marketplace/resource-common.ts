import { z } from 'zod';
import { type EndAction, endActions } from '../../actions/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { time } from '../http/schemas.ts';

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
  end_date: z.string().nullable().meta({ description: 'The day of that, in UTC', format: 'date' }),
  ends_at: time.nullable().meta({ description: 'From this time on `end_action` is done; null: it stays' }),
  end_action: z.enum(endActions).meta({ description: '`delete`, with all that is on it, or `stop`' }),
  end_date_requested_by: z.string().nullable(),
  project_end_date: z.string().nullable().meta({ format: 'date' }),
};

/** The day of a time, in UTC. */
export const dayOf = (at: Date | null): string | null => at && at.toISOString().slice(0, 10);

interface Ending {
  ends_at: Date | null;
  end_action?: EndAction;
  end_date_requested_by: string | null;
  project_ends_at: Date | null;
}

/** When a resource is to go, and who said so. */
export function presentEnd(row: Ending, as: Presenter) {
  const { ends_at, end_action = 'delete', end_date_requested_by: by, project_ends_at } = row;
  const shown = { end_date: dayOf(ends_at), ends_at: ends_at && as.time(ends_at), end_action };
  return { ...shown, end_date_requested_by: as.ref('users', by), project_end_date: dayOf(project_ends_at) };
}
