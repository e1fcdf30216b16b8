import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { ImageImports } from '../../src/catalogue/index.ts';
import { type Database, Listener, openDatabase, openPool } from '../../src/db/index.ts';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import { RouterApplier } from '../../src/network/index.ts';
import { Backend } from '../../src/server/backend.ts';
import { Reconciler } from '../../src/server/reconciler.ts';
import { Engine, RunLocks, type WorkflowDefinition } from '../../src/engine/index.ts';
import type { TestDatabase } from '../support/databases.ts';
import { keptLog } from '../support/home.ts';
import { eventually } from '../support/wait.ts';
import { Targets } from '../../src/targets/index.ts';
import type { Services } from '../../src/workflows/index.ts';
import { targetsOf, testCloud } from '../support/targets.ts';

export interface World {
  home: string;
  connection: TestDatabase['connection'];
  driver: Driver;
  workflows: readonly WorkflowDefinition<Services>[];
  /** Called at the named points of every run, which goes on when it has. */
  debugPoint: (point: string) => Promise<void>;
}

/**
 * A control plane without HTTP, with database sessions of its own. After `die` it is as one that was killed: its
 * transactions are rolled back, its locks are free, and it does nothing more to the rows or to the backend.
 */
export class Process {
  readonly engine: Engine<Services>;
  readonly reconciler: Reconciler;
  readonly #name = `process ${randomUUID()}`;
  readonly #db: Database;
  readonly #backend: Backend;
  readonly #listener: Listener;
  #dead = false;

  constructor({ home, connection, driver: shared, workflows, debugPoint }: World) {
    const config = { ...connection, application_name: this.#name };
    const db = openDatabase(openPool({ ...config, max: 8 }));
    const driver = this.#whileAlive(shared);
    const { log } = keptLog();
    const images = new ImageImports(db, { of: () => driver }, home, log);
    const locks = new RunLocks(config);
    const targets = new Targets(targetsOf(home), home, () => testCloud);
    const services: Services = { db, driver, routers: new RouterApplier(db, driver, locks), images, targets };
    this.#db = db;
    this.#listener = new Listener(config);
    this.engine = new Engine({ db, listener: this.#listener, locks, services, workflows, debugPoint, log });
    this.reconciler = new Reconciler(
      { db, cloud: onlyCloud, driver, engine: this.engine, log, targets: [], keptDays: 0 },
      (instance) => this.#backend.owesEnd(instance),
    );
    this.#backend = new Backend(db, driver, this.engine, this.reconciler, log, () => {});
  }

  /** Hears the backend and advances runs. */
  async start(): Promise<void> {
    await this.#backend.start();
    await this.work();
  }

  /** Advances runs; somebody else hears the backend. */
  async work(): Promise<void> {
    await this.#listener.start();
    await this.engine.start();
  }

  /** One look of the reconciler, at all that has happened before. */
  async look(): Promise<void> {
    const instances = await this.#db.selectFrom('instance').select('uuid').execute();
    // the end of a guest that is written behind the look has the next one begin a run
    await eventually('ends to be written', () => !instances.some(({ uuid }) => this.#backend.owesEnd(uuid)));
    // one that is under way may have begun before what it shall see
    await this.reconciler.stop();
    this.reconciler.signal();
    await this.reconciler.stop();
  }

  async stop(): Promise<void> {
    await this.reconciler.stop();
    await this.engine.stop();
    await this.#listener.stop();
    this.#endReports();
    await this.#db.destroy();
  }

  /** `survivor`: sessions of somebody who lives on. */
  async die(survivor: Database): Promise<void> {
    this.#endReports();
    void this.engine.stop();
    void this.#listener.stop();
    void this.#db.destroy();
    await sql`
      SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = ${this.#name}
    `.execute(survivor);
  }

  /** The backend is told nothing: others share it. A report that cannot be written any more would be tried for ever. */
  #endReports(): void {
    this.#dead = true;
    void this.#backend.stop();
  }

  /** What was asked of the backend before happens; nobody is there for the answer. */
  #whileAlive(driver: Driver): Driver {
    const grave = new Promise<never>(() => {});
    return new Proxy(driver, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...given: unknown[]): Promise<unknown> => {
          if (this.#dead) return grave;
          try {
            return await (member.apply(target, given) as unknown);
          } finally {
            if (this.#dead) await grave;
          }
        };
      },
    });
  }
}
