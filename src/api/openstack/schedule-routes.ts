import { activateSchedule, deactivateSchedule, deleteSchedule } from '../../schedules/index.ts';
import { type Answer, gone } from '../http/answers.ts';
import type { Register } from '../http/route.ts';
import { statusSchema } from '../http/schemas.ts';

/** 200, in Waldur's words. */
const said = (status: string): Answer<unknown, typeof statusSchema> => {
  return { status: 200, schema: statusSchema, body: () => ({ status }) };
};

/** What can be done with a schedule, whatever comes of it. */
export function scheduleRoutes(
  on: Register<{ uuid: string; project: string }>,
  { path, one }: { path: string; one: string },
): void {
  on('DELETE', `/${path}/:uuid/`, {
    summary: `Delete ${one}; what it has made stays`,
    run: (tx, { actor, found }) => deleteSchedule(tx, actor, found),
    answer: gone,
  });
  on('POST', `/${path}/:uuid/activate/`, {
    summary: `Have ${one} run from its next time on`,
    refuses: [409],
    run: (tx, { actor, found }) => activateSchedule(tx, actor, found),
    answer: said('A schedule was activated'),
  });
  on('POST', `/${path}/:uuid/deactivate/`, {
    summary: `Have ${one} run no more until it is activated`,
    refuses: [409],
    run: (tx, { actor, found }) => deactivateSchedule(tx, actor, found),
    answer: said('A schedule was deactivated'),
  });
}
