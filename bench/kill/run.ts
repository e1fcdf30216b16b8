import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Database, openDatabase, openPool } from '../../src/db/index.ts';
import { connectionOf } from '../../src/db/postgres/connection.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { ControlPlane } from './control-plane.ts';
import { Customer } from './customer.ts';
import { Saboteur } from './faults.ts';
import { seeded } from './random.ts';
import { Prober, repairTimes, type Times } from './recovery.ts';
import { cleanSlate, judge, type Promised, settled, type Verdict } from './verdict.ts';

export interface Plan {
  driver: 'fake' | 'qemu';
  /** Creates and deletes together. */
  orders: number;
  /** Orders per second, while the control plane answers. */
  rate: number;
  kills: number;
  databaseKills: number;
  databaseStops: number;
  seed: number;
}

export interface Outcome {
  plan: Plan;
  seconds: number;
  /** Ends of the control plane that nobody had caused, with its last words. */
  gaveUp: string[];
  retries: number;
  /** Answers such as 500 that customers have seen. */
  unexpected: string[];
  verdict: Verdict;
  serviceBack: Times;
  mttr: Times;
}

/** Requests under way at once: while the control plane is away no more orders are offered than these. */
const counters = 8;
/** VMs that live at a time, at least, once there are so many. */
const population = 20;
const settleMs = 120_000;
/** More than all orders of a run together need of any quota. */
const plenty = 100_000_000;

/** Runs a cloud of its own, orders from it and harms it at the same time, then looks at what became of the orders. */
export async function killTest(plan: Plan, say: (message: string) => void): Promise<Outcome> {
  say(`${plan.driver} driver: starting a cloud`);
  const plane = await ControlPlane.open(plan.driver);
  const db = openDatabase(openPool({ ...connectionOf(postgresPaths(plane.home)), max: 4 }));
  let outcome: Outcome | null = null;
  try {
    outcome = await harm(plane, db, plan, say);
  } finally {
    await db.destroy();
    const left = await plane.remove();
    outcome?.verdict.leaks.push(...left.map((trace) => `left on the host after all was removed: ${trace}`));
  }
  return outcome;
}

async function harm(plane: ControlPlane, db: Database, plan: Plan, say: (message: string) => void): Promise<Outcome> {
  const customer = new Customer(plane.url, await plane.credentials());
  await customer.prepare();
  await sql`UPDATE project SET quota_instances = ${plenty}, quota_vcpus = ${plenty}, quota_memory_mib = ${plenty},
    quota_storage_mib = ${plenty}, quota_floating_ips = ${plenty}`.execute(db);
  await prepared(customer);
  say(`${plan.driver} driver: ${plan.orders} orders at ${plan.rate}/s, ${plan.kills} kills`);
  const began = performance.now();
  const random = seeded(plan.seed);
  const saboteur = new Saboteur(plane, random);
  const prober = new Prober(plane);
  const promised: Promised = { created: [], deleted: [] };
  await Promise.all([
    order(plan, customer, random, promised, () => saboteur.offered()),
    saboteur.work('control-plane-kill', plan.kills, plan.orders),
    saboteur.work('database-kill', plan.databaseKills, plan.orders),
    saboteur.work('database-stop', plan.databaseStops, plan.orders),
  ]);
  await settled(db, settleMs);
  await prober.stop();
  const seconds = (performance.now() - began) / 1000;
  say(`${plan.driver} driver: looking at what became of the orders`);
  const verdict = await judge(db, customer, { home: plane.home, driver: plan.driver }, promised);
  const gone = new Set(promised.deleted);
  await Promise.all(promised.created.filter(({ vm }) => !gone.has(vm)).map(({ vm }) => customer.remove(vm)));
  await settled(db, settleMs);
  verdict.leaks.push(...(await cleanSlate(db, customer)));
  const { faults } = saboteur;
  return {
    plan,
    seconds,
    gaveUp: plane.gaveUp,
    retries: customer.retries,
    unexpected: customer.unexpected,
    verdict,
    serviceBack: prober.serviceBack(faults),
    mttr: await repairTimes(db, faults),
  };
}

/** Waits until the tiny image is made: the first order would wait for it anyway. */
async function prepared(customer: Customer): Promise<void> {
  for (;;) {
    const { preparation } = await customer.get<{ preparation: { state: string; message: string } }>('status/');
    if (preparation.state === 'done') return;
    if (preparation.state === 'erred') throw new Error(`the preparation failed: ${preparation.message}`);
    await sleep(200);
  }
}

/** Offers the plan's orders at its rate: creates first, then deletes of the oldest VM as often as creates. */
async function order(
  { orders, rate }: Plan,
  customer: Customer,
  random: () => number,
  promised: Promised,
  offered: () => void,
): Promise<void> {
  const living: string[] = [];
  const open = new Set<Promise<void>>();
  const keep = Math.min(population, Math.ceil(orders / 4));
  let next = performance.now();
  for (let number = 1; number <= orders; number++) {
    while (open.size >= counters) await Promise.race(open);
    await sleep(Math.max(next - performance.now(), 0));
    next = Math.max(next, performance.now() - 1_000 / rate) + 1_000 / rate;
    const oldest = living.length > keep && random() < 0.6 ? living.shift() : undefined;
    const work = (
      oldest === undefined
        ? customer.create(`vm-${number}`).then((made) => {
            promised.created.push(made);
            living.push(made.vm);
          })
        : customer.remove(oldest).then(() => void promised.deleted.push(oldest))
    ).finally(() => open.delete(work));
    open.add(work);
    offered();
  }
  await Promise.all(open);
}
