import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { identity, of, timeOf } from './fields.ts';
import { ids } from './ids.ts';

/** What is asked about a VM beside itself. */
export function resourcePartValues(as: Presenter): Values {
  const ada = { username: 'ada', full_name: 'Ada Lovelace' };
  return {
    ...identity(as, 'TeamMember', 'users', ids.user),
    ...of('TeamMember', { ...ada, email: 'ada@acme.example', role: 'PROJECT.ADMIN' }),
    ...of('PlanPeriod', { uuid: as.id(ids.order), plan_name: 'Hourly', start: timeOf(as)(9) }),
    ...of('ResourceVersion', {
      id: 4711,
      revision_date: timeOf(as)(0),
      revision_user: { uuid: as.id(ids.user), ...ada },
      revision_comment: 'resource.update accepted',
      serialized_data: { name: 'web-1' },
    }),
  };
}
