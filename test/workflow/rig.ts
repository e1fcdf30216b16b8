import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Problem } from '../../src/common/problem.ts';
import { type Database, ensurePostgres, migrate, openDatabase, openPool, type Tx } from '../../src/db/index.ts';
import type { PostgresConnection } from '../../src/db/postgres/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import type { Actor } from '../../src/identity/index.ts';
import { RouterApplier } from '../../src/network/index.ts';
import { orderTermination, placeOrder, type Services, workflows } from '../../src/orders/index.ts';
import { Backend } from '../../src/server/backend.ts';
import { bootstrap } from '../../src/server/bootstrap.ts';
import { openCloud } from '../../src/server/cloud.ts';
import { Reconciler } from '../../src/server/reconciler.ts';
import {
  Engine,
  RunLocks,
  type StepContext,
  Wakeups,
  WorkflowEvents,
  type WorkflowDefinition,
} from '../../src/workflow/index.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/cloud.ts';
import { type Catalogue, makeTenant, orderFor, readCatalogue, type Tenant } from '../support/tenant.ts';

type Context = StepContext<Services>;
type Body = (context: Context) => Promise<unknown>;

/** Takes the place of a step's `do` or `undo` in the runs of one subject. */
export interface Twist {
  kind: string;
  step: string;
  do?: (original: Body, context: Context) => Promise<unknown>;
  undo?: (original: Body, context: Context) => Promise<unknown>;
}

/** The core without HTTP, whose process can end at any moment: `crash` drops the engine and begins a new one. */
export class Rig {
  readonly home: string;
  readonly db: Database;
  readonly driver: FakeDriver;
  readonly tenant: Tenant;
  readonly catalogue: Catalogue;
  twist: Twist | null = null;
  readonly #connection: PostgresConnection;
  readonly #wakeups: Wakeups;
  readonly #events: WorkflowEvents;
  /** Whoever lives now is told of wake-ups: one pg-boss serves all incarnations. */
  readonly #looks = new Set<(run: string) => void>();
  #engine: Engine<Services> | null = null;
  #locks: RunLocks | null = null;
  #reconciler: Reconciler | null = null;

  private constructor(parts: {
    home: string;
    db: Database;
    driver: FakeDriver;
    tenant: Tenant;
    catalogue: Catalogue;
    connection: PostgresConnection;
  }) {
    this.home = parts.home;
    this.db = parts.db;
    this.driver = parts.driver;
    this.tenant = parts.tenant;
    this.catalogue = parts.catalogue;
    this.#connection = parts.connection;
    this.#wakeups = new Wakeups(parts.connection);
    this.#events = new WorkflowEvents(parts.db, parts.connection);
  }

  static async open(): Promise<Rig> {
    const home = await newHome();
    try {
      const settings = await testSettings(home);
      const cloud = await openCloud(settings);
      const { connection } = await ensurePostgres({ home, user: cloud.postgresUser, log: keptLog().log });
      const db = openDatabase(openPool(connection));
      await migrate(db);
      await bootstrap(db, settings, cloud.floatingPool);
      const driver = new FakeDriver(join(home, 'fake'));
      const tenant = await makeTenant(db, settings.url);
      const rig = new Rig({ home, db, driver, tenant, catalogue: await readCatalogue(db), connection });
      await rig.#wakeups.start((run) => {
        for (const look of rig.#looks) look(run);
      });
      await rig.#events.start();
      await rig.#live();
      return rig;
    } catch (error) {
      await removeHome(home);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#reconciler?.stop();
    await this.#engine?.stop();
    await this.#wakeups.stop();
    await this.#events.stop();
    await this.db.destroy();
    await removeHome(this.home);
  }

  get engine(): Engine<Services> {
    assert.ok(this.#engine);
    return this.#engine;
  }

  /** The process is gone, whatever it was doing, and its database session with it; the next one starts. */
  async crash(): Promise<void> {
    void this.#engine?.stop();
    await this.#locks?.stop();
    await this.#live();
  }

  /** An engine as another process has it: with a database session of its own for its locks. */
  newEngine(): { engine: Engine<Services>; locks: RunLocks } {
    const { db, driver } = this;
    const locks = new RunLocks(this.#connection);
    let stop = (): void => {};
    const wakeups = {
      start: (look: (run: string) => void) => {
        this.#looks.add(look);
        stop = () => void this.#looks.delete(look);
        return Promise.resolve();
      },
      wakeIn: (tx: Tx, run: string) => this.#wakeups.wakeIn(tx, run),
      stop: () => Promise.resolve(stop()),
    } as unknown as Wakeups;
    const services: Services = { db, driver, routers: new RouterApplier(db, driver) };
    const engine = new Engine({ db, wakeups, locks, services, workflows: this.#twisted(), log: () => {} });
    return { engine, locks };
  }

  async #live(): Promise<void> {
    const { db, driver } = this;
    const { engine, locks } = this.newEngine();
    const { log } = keptLog();
    const reconciler = new Reconciler(db, driver, engine, log);
    await new Backend(db, driver, engine, reconciler, log).start();
    await engine.start();
    this.#engine = engine;
    this.#locks = locks;
    this.#reconciler = reconciler;
  }

  /** One look of the reconciler, and the end of what it began. */
  async reconcile(): Promise<void> {
    this.#reconciler?.signal();
    await this.#reconciler?.stop();
    const open = await this.db.selectFrom('workflow').select('uuid').where('finished', 'is', null).execute();
    for (const { uuid } of open) await this.ended(uuid);
  }

  #twisted(): WorkflowDefinition<Services>[] {
    return workflows.map((workflow) => ({
      ...workflow,
      steps: workflow.steps.map((step) => {
        const mine = () =>
          this.twist?.kind === workflow.kind && this.twist.step === step.name ? this.twist : undefined;
        const { undo } = step;
        return {
          ...step,
          do: (context: Context) => (mine()?.do?.(step.do, context) ?? step.do(context)) as ReturnType<typeof step.do>,
          undo:
            typeof undo === 'function'
              ? async (context: Context) => void (await (mine()?.undo?.(undo, context) ?? undo(context)))
              : undo,
        };
      }),
    }));
  }

  get actor(): Actor {
    const { user, project } = this.tenant;
    return { user, username: 'laws', isStaff: false, projects: new Set([project]), address: '127.0.0.1', until: null };
  }

  /** Places the documented order, with a floating IP; returns the run and the instance. */
  async order(): Promise<{ run: string; instance: string }> {
    const networks = [{ subnet: this.tenant.subnet, floating_ip: 'auto' }];
    const body = orderFor(this.tenant, this.catalogue, { networks });
    const run = await this.db.transaction().execute((tx) => placeOrder(tx, this.engine, this.actor, body));
    const { subject } = await this.db
      .selectFrom('workflow')
      .select('subject')
      .where('uuid', '=', run)
      .executeTakeFirstOrThrow();
    return { run, instance: subject };
  }

  async terminate(instance: string): Promise<string> {
    const verdict = await this.db
      .transaction()
      .execute((tx) => orderTermination(tx, this.engine, this.actor, instance));
    assert.ok('done' in verdict, JSON.stringify(verdict));
    return verdict.done;
  }

  /** Waits for the end of a run and returns its state. */
  async ended(run: string): Promise<string> {
    const late = AbortSignal.timeout(20_000);
    for (;;) {
      const news = Promise.withResolvers<void>();
      const unfollow = this.#events.follow(run, news.resolve);
      late.addEventListener('abort', () => news.resolve(), { once: true });
      const query = this.db.selectFrom('workflow').select(['state', 'finished']).where('uuid', '=', run);
      const row = await query.executeTakeFirstOrThrow();
      if (row.finished === null && !late.aborted) await news.promise;
      unfollow();
      if (row.finished !== null) return row.state;
      if (late.aborted) {
        const steps = await this.db.selectFrom('workflow_step').selectAll().where('workflow', '=', run).execute();
        assert.fail(`run ${run} is ${row.state} after 20 s: ${JSON.stringify(steps)}`);
      }
    }
  }
}

export function failure(transient: boolean): Problem {
  return new Problem('test-failure', 'The test made this step fail.', 'Nothing to do.', { transient });
}
