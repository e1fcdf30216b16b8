import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { type Figures, grains, type Stretch, usageBetween } from '../../instances/index.ts';
import type { ApiContext } from '../context.ts';
import { type Dialect, presenter } from '../dialects/dialect.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { vmOfPath } from '../openstack/vm-of-path.ts';
import type { App } from '../http/app.ts';

const usualSeconds = 3600;
/** Somewhat more than there are of the longest that is kept. */
const mostSteps = 4500;

const moment = z.iso.datetime({ offset: true });
const query = z.object({
  from: moment.optional().describe('Left out: an hour before `to`'),
  to: moment.optional().describe('Left out: now'),
  step: z
    .enum(['10', '60', '600'])
    .optional()
    .describe('Seconds that each figure is the mean of; left out: the shortest that is kept since `from`'),
});

const series = (what: string) => z.array(z.number().nullable()).meta({ description: what });
const historySchema = z
  .object({
    uuid: z.string(),
    from: time.meta({ description: 'When the first step begins' }),
    to: time.meta({ description: 'When the last step ends' }),
    step_seconds: z.int(),
    cpu_percent: series('Of one processor: a VM with 2 takes up to 200. Here and below null: it was not measured'),
    memory_bytes: series('Taken of the host'),
    disk_read_bytes_per_second: series('Of all disks'),
    disk_written_bytes_per_second: series('Of all disks'),
    network_received_bytes_per_second: series('By all ports'),
    network_sent_bytes_per_second: series('By all ports'),
  })
  .meta({ id: 'UsageHistory' });

/** What is asked for, in whole steps. Throws `InvalidRequest`. */
function stretchOf(asked: z.output<typeof query>): Stretch {
  const now = Date.now();
  const seconds = (text: string | undefined, usual: number): number =>
    (text === undefined ? usual : Date.parse(text)) / 1000;
  const to = seconds(asked.to, now);
  const from = seconds(asked.from, (to - usualSeconds) * 1000);
  const fits = grains.find(({ kept }) => now / 1000 - from <= kept + 1) ?? grains[2];
  const step = grains.find((grain) => String(grain.seconds) === asked.step)?.seconds ?? fits.seconds;
  const stretch = { from: Math.floor(from / step) * step, to: Math.ceil(to / step) * step, step };
  const errors = new FieldErrors();
  if (from >= to) errors.add(['from'], 'Is not before "to". Give an earlier time.');
  else if ((stretch.to - stretch.from) / step > mostSteps)
    errors.add(['from'], `There are at most ${mostSteps} steps in one answer. Give a later time, or a longer step.`);
  if (!errors.empty) throw new InvalidRequest(errors);
  return stretch;
}

/** What a VM took over time, as columns of one length. */
export function usageHistoryRoutes(app: App, { db, usage: meter }: ApiContext, dialect: Dialect): void {
  const find = vmOfPath(db, sql<boolean>`i.reserved`);
  routesOn(app, db, { tag: 'Resources', find, refuses: [409] })('GET', '/marketplace-resources/:uuid/usage/history/', {
    summary: 'What a VM took over time: processor, memory, disks and network',
    query,
    answer: {
      status: 200,
      schema: historySchema,
      body: async ({ request, found: { uuid, project }, query: asked }) => {
        await meter.requireMeasured(project);
        const stretch = stretchOf(asked);
        const as = presenter(request, dialect);
        const steps = await usageBetween(db, uuid, stretch);
        const column = (figure: keyof Figures) => steps.map((taken) => taken && Math.round(taken[figure] * 10) / 10);
        return {
          uuid: as.id(uuid),
          from: as.time(new Date(stretch.from * 1000)),
          to: as.time(new Date(stretch.to * 1000)),
          step_seconds: stretch.step,
          cpu_percent: column('cpu_percent'),
          memory_bytes: column('memory_bytes'),
          disk_read_bytes_per_second: column('disk_read'),
          disk_written_bytes_per_second: column('disk_written'),
          network_received_bytes_per_second: column('network_received'),
          network_sent_bytes_per_second: column('network_sent'),
        };
      },
    },
  });
}
