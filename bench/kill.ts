import { parseArgs } from 'node:util';
import { killTest, type Outcome, type Plan } from './kill/run.ts';

/**
 * The kill test: customers order while the control plane and PostgreSQL are killed. Prints what became of the orders and
 * how long mending took; exits 1 when a promise is broken.
 */
const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    qemu: { type: 'boolean', default: true },
    fake: { type: 'boolean', default: true },
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
  allowNegative: true,
});

const promises = { serviceBackMs: 3_000, mttrMs: 10_000 };
const seed = Number(options.seed);
const fake: Plan = options.short
  ? { driver: 'fake', orders: 60, rate: 20, kills: 10, databaseKills: 1, databaseStops: 1, seed }
  : { driver: 'fake', orders: 1_000, rate: 20, kills: 200, databaseKills: 5, databaseStops: 5, seed };
const qemu: Plan = { driver: 'qemu', orders: 30, rate: 1, kills: 15, databaseKills: 0, databaseStops: 0, seed };
const plans = [...(options.fake ? [fake] : []), ...(options.qemu && !options.short ? [qemu] : [])];

const outcomes: Outcome[] = [];
for (const plan of plans) outcomes.push(await killTest(plan, (message) => console.error(message)));
const figures = outcomes.map(summary);
if (options.json) console.log(JSON.stringify({ ...together(figures), runs: figures }, null, 2));
else print(figures);
for (const { verdict, unexpected, gaveUp } of outcomes) {
  const wrong = Object.entries({ ...verdict, unexpected, 'ended by itself': gaveUp });
  for (const [what, list] of wrong) for (const line of list.slice(0, 20)) console.error(`${what}: ${line}`);
}
if (!outcomes.every(kept)) process.exitCode = 1;

function summary({ plan, seconds, gaveUp, retries, unexpected, verdict, serviceBack, mttr }: Outcome) {
  return {
    driver: plan.driver,
    orders: plan.orders,
    kills: plan.kills,
    database_kills: plan.databaseKills,
    database_stops: plan.databaseStops,
    lost: verdict.lost.length,
    duplicates: verdict.duplicates.length,
    leaks: verdict.leaks.length,
    unfinished: verdict.unfinished.length,
    failed: verdict.failed.length,
    unexpected_answers: unexpected.length,
    ended_by_itself: gaveUp.length,
    retries,
    service_back_p50_ms: serviceBack.p50,
    service_back_p99_ms: serviceBack.p99,
    service_back_max_ms: serviceBack.max,
    service_back_slowest_after: serviceBack.worst,
    mttr_p50_ms: mttr.p50,
    mttr_p99_ms: mttr.p99,
    mttr_max_ms: mttr.max,
    mttr_samples: mttr.samples,
    seconds: Math.round(seconds),
    seed: plan.seed,
  };
}

/** One figure for all runs: counts are added up, of times the worst one is told. */
function together(rows: ReturnType<typeof summary>[]): Record<string, number | string> {
  const entries = rows.flatMap((row) => Object.entries(row));
  const all = Object.groupBy(entries, ([name]) => name);
  return Object.fromEntries(
    Object.entries(all).map(([name, list = []]) => {
      const values = list.map(([, value]) => value);
      const numbers = values.filter((value) => typeof value === 'number');
      if (numbers.length < values.length) return [name, values.join(', ')];
      const worst = name.endsWith('_ms') || name === 'seed';
      return [name, worst ? Math.max(...numbers) : numbers.reduce((sum, value) => sum + value, 0)];
    }),
  );
}

/** 0 lost, 0 duplicates, 0 leaks, every order in the final state that was asked for, and back in time after each fault. */
function kept({ verdict, unexpected, gaveUp, serviceBack, mttr }: Outcome): boolean {
  const clean = Object.values({ ...verdict, unexpected, gaveUp }).every((list) => list.length === 0);
  return clean && serviceBack.max <= promises.serviceBackMs && mttr.max <= promises.mttrMs;
}

function print(rows: Record<string, string | number>[]): void {
  const names = Object.keys(rows[0] ?? {});
  for (const name of names) {
    const values = rows.map((row) => String(row[name]).padStart(20)).join('');
    console.log(`${name.replaceAll('_', ' ').padEnd(28)}${values}`);
  }
}
