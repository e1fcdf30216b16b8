import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { removeImage } from '../../src/catalogue/index.ts';
import { type Database, Listener, openDatabase, openPool, type Tx } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import type { Actor } from '../../src/identity/index.ts';
import { placeOrder } from '../../src/orders/index.ts';
import { bootstrap } from '../../src/server/bootstrap.ts';
import { measureHost } from '../../src/server/disk-watch.ts';
import { openCloud } from '../../src/server/cloud.ts';
import { type Engine, type WorkflowDefinition, WorkflowEvents } from '../../src/engine/index.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { actorFor, type Catalogue, makeTenant, orderFor, readCatalogue, type Tenant } from '../support/tenant.ts';
import { endOf } from './ends.ts';
import { Process } from './process.ts';
import { type Body, type Context, type Twist, twisted } from './twist.ts';
import { orderTermination } from '../../src/actions/index.ts';
import { instanceRestart, instanceStart, instanceStop, type Services, workflows } from '../../src/workflows/index.ts';
import { prepareTarget, testCloud } from '../support/targets.ts';
import { hangMs } from '../support/wait.ts';

type Step = WorkflowDefinition<Services>['steps'][number];
const powerActions = {
  'instance.start': instanceStart,
  'instance.stop': instanceStop,
  'instance.restart': instanceRestart,
};

/** The core without HTTP, whose process can end at any moment: `crash` ends it and begins a new one. */
export class Rig {
  readonly home: string;
  readonly db: Database;
  readonly driver: FakeDriver;
  readonly tenant: Tenant;
  readonly catalogue: Catalogue;
  twist: Twist | null = null;
  /** Called at the named points of every run, which goes on when it has. */
  debugPoint: (point: string) => Promise<void> = () => Promise.resolve();
  readonly #database: TestDatabase;
  readonly #listener: Listener;
  readonly #events: WorkflowEvents;
  #process: Process | null = null;
  #standing: string | null = null;

  private constructor(parts: {
    home: string;
    db: Database;
    driver: FakeDriver;
    tenant: Tenant;
    catalogue: Catalogue;
    database: TestDatabase;
  }) {
    this.home = parts.home;
    this.db = parts.db;
    this.driver = parts.driver;
    this.tenant = parts.tenant;
    this.catalogue = parts.catalogue;
    this.#database = parts.database;
    this.#listener = new Listener(parts.database.connection);
    this.#events = new WorkflowEvents(parts.db, this.#listener);
  }

  static async open(): Promise<Rig> {
    const home = await newHome();
    const database = await newDatabase();
    try {
      const settings = await testSettings(home);
      const db = openDatabase(openPool(database.connection));
      await bootstrap(db, settings, (await openCloud(settings)).floatingPool);
      await prepareTarget(home, testCloud);
      const driver = new FakeDriver(join(home, 'fake'));
      await measureHost(db, onlyCloud, driver);
      const tenant = await makeTenant(db, settings.url);
      const rig = new Rig({ home, db, driver, tenant, catalogue: await readCatalogue(db), database });
      await rig.#listener.start();
      await rig.#live();
      return rig;
    } catch (error) {
      await removeHome(home);
      await database.drop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#process?.stop();
    await this.#listener.stop();
    await this.db.destroy();
    await removeHome(this.home);
    await this.#database.drop();
  }

  get engine(): Engine<Services> {
    assert.ok(this.#process);
    return this.#process.engine;
  }

  /** The process is gone, whatever it was doing, and its database sessions with it; the next one starts. */
  async crash(meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.#process?.die(this.db);
    await meanwhile();
    await this.#live();
  }

  /** Another one on the same database and backend. */
  newProcess(knows: (kind: string) => boolean = () => true): Process {
    const { home, driver } = this;
    const { connection } = this.#database;
    const debugPoint = (point: string): Promise<void> => this.debugPoint(point);
    const known = this.#twisted().filter(({ kind }) => knows(kind));
    return new Process({ home, driver, connection, workflows: known, debugPoint });
  }

  async #live(): Promise<void> {
    const process = this.newProcess();
    await process.start();
    this.#process = process;
  }

  /** One look of the reconciler, and the end of what it began. */
  async reconcile(): Promise<void> {
    assert.ok(this.#process);
    await this.#process.look();
    const open = await this.db.selectFrom('workflow').select('uuid').where('finished', 'is', null).execute();
    for (const { uuid } of open) await this.ended(uuid);
  }

  #twisted(): WorkflowDefinition<Services>[] {
    return workflows.map((workflow) => ({
      ...workflow,
      steps: workflow.steps.map((step): Step => {
        const mine = () =>
          this.twist?.kind === workflow.kind && this.twist.step === step.name ? this.twist : undefined;
        const { undo } = step;
        const act = twisted(
          (context) => step.do(context),
          () => mine()?.do,
        ) as Step['do'];
        const back = (run: Body) => async (context: Context) => void (await twisted(run, () => mine()?.undo)(context));
        return {
          ...step,
          deadline: { ...step.deadline, of: (services) => mine()?.deadlineMs ?? step.deadline.of(services) },
          do: act,
          undo: 'none' in undo ? undo : { ...undo, run: back((context) => undo.run(context)) },
        };
      }),
    }));
  }

  get actor(): Actor {
    return actorFor(this.tenant.user, this.tenant.project);
  }

  /** Places the documented order, with a floating IP, and does more in its transaction; returns run and instance. */
  async order(more: (tx: Tx, run: string) => Promise<unknown> = () => Promise.resolve()) {
    const networks = [{ subnet: this.tenant.subnet, floating_ip: 'auto' }];
    const body = orderFor(this.tenant, this.catalogue, { networks });
    const run = await this.db.transaction().execute(async (tx) => {
      const placed = await placeOrder(tx, this.engine, this.actor, body, 'wayscloud');
      await more(tx, placed);
      return placed;
    });
    const { subject } = await this.db
      .selectFrom('workflow')
      .select('subject')
      .where('uuid', '=', run)
      .executeTakeFirstOrThrow();
    return { run, instance: subject };
  }

  /** An instance as after its order. */
  async instance(): Promise<string> {
    const { run, instance } = await this.order();
    assert.equal(await this.ended(run), 'succeeded');
    return instance;
  }

  /** The instance that laws share, running or not; a new one when the last law has spoilt it. */
  async standing(power: 'on' | 'off'): Promise<string> {
    const { db } = this;
    const query = () =>
      db
        .selectFrom('instance')
        .select(['uuid', 'power'])
        .where('uuid', '=', this.#standing)
        .where('state', '=', 'OK')
        .where('runtime_state', 'in', ['ACTIVE', 'SHUTOFF'])
        .executeTakeFirst();
    let found = this.#standing === null ? undefined : await query();
    if (found === undefined) {
      await this.fall();
      this.#standing = await this.instance();
      found = await query();
    }
    assert.ok(found);
    if (found.power !== power) {
      const kind = power === 'on' ? 'instance.start' : 'instance.stop';
      assert.equal(await this.ended(await this.power(kind, found.uuid)), 'succeeded');
    }
    return found.uuid;
  }

  /** Removes the instance that laws share. */
  async fall(): Promise<void> {
    if (this.#standing !== null) await this.remove(this.#standing);
    this.#standing = null;
  }

  /** Begins a power action. */
  async power(kind: keyof typeof powerActions, instance: string): Promise<string> {
    const run = randomUUID();
    await this.db.transaction().execute(async (tx) => {
      await tx.updateTable('instance').set({ state: 'UPDATING' }).where('uuid', '=', instance).execute();
      await this.engine.begin(tx, powerActions[kind], { uuid: run, subject: instance, input: {}, estimateKey: '' });
    });
    return run;
  }

  /** Something happened that the run of an instance may be waiting for. */
  async wake(instance: string): Promise<void> {
    await this.db.transaction().execute((tx) => this.engine.wake(tx, instance));
  }

  /** Has a request begin a run on an instance; returns the run. */
  async request(
    instance: string,
    ask: (tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string) => Promise<void>,
  ): Promise<string> {
    return this.db.transaction().execute(async (tx) => {
      await ask(tx, this.engine, this.actor, instance);
      // behind the commit another one may have taken its place already
      return this.lastRunOf(instance, tx);
    });
  }

  async lastRunOf(subject: string, db: Database | Tx = this.db): Promise<string> {
    const query = db.selectFrom('workflow').select('uuid').where('subject', '=', subject);
    return (await query.orderBy('created', 'desc').limit(1).executeTakeFirstOrThrow()).uuid;
  }

  /** Deletes an image unless it is gone. */
  async removeImage(image: string): Promise<void> {
    const query = this.db.selectFrom('image').leftJoin('image_copy as y', 'y.image', 'uuid').where('uuid', '=', image);
    const { removed, copy } = await query.select(['removed', 'y.image as copy']).executeTakeFirstOrThrow();
    // as who follows the rows of images does
    if (removed !== null && copy !== null) return this.driver.removeImage(image);
    if (removed !== null) {
      const left = (await this.driver.inventory()).filter(({ kind, id }) => kind === 'image' && id === image);
      return assert.deepEqual(left, [], 'an image is left on the backend');
    }
    await this.db.transaction().execute((tx) => removeImage(tx, this.actor, image));
    await this.driver.removeImage(image);
  }

  /** Terminates an instance unless it is, and waits for the end of that. */
  async remove(instance: string): Promise<void> {
    const query = this.db.selectFrom('instance').select('state').where('uuid', '=', instance);
    if ((await query.executeTakeFirstOrThrow()).state === 'TERMINATED') return;
    assert.equal(await this.ended(await this.terminate(instance)), 'succeeded');
  }

  /** Orders the end of an instance, a volume, a snapshot, a backup or a copy of one; returns the run of that. */
  async destroy(subject: string): Promise<string> {
    const end = await endOf(this.db, subject);
    if (end === null) await this.terminate(subject);
    else await this.db.transaction().execute(async (tx) => void (await end(tx, this.engine, this.actor, subject, 0)));
    return this.lastRunOf(subject);
  }

  async terminate(instance: string, keptDays = 0): Promise<string> {
    return this.db
      .transaction()
      .execute((tx) => orderTermination(tx, this.engine, this.actor, instance, { volumes: 'delete', keptDays }));
  }

  /** Waits for the end of a run and returns its state. */
  async ended(run: string): Promise<string> {
    const late = AbortSignal.timeout(hangMs);
    for (;;) {
      const news = Promise.withResolvers<void>();
      const unfollow = this.#events.follow(run, () => news.resolve());
      late.addEventListener('abort', () => news.resolve(), { once: true });
      const query = this.db.selectFrom('workflow').select(['state', 'finished']).where('uuid', '=', run);
      const row = await query.executeTakeFirstOrThrow();
      if (row.finished === null && !late.aborted) await news.promise;
      unfollow();
      if (row.finished !== null) return row.state;
      if (late.aborted) {
        const steps = await this.db.selectFrom('workflow_step').selectAll().where('workflow', '=', run).execute();
        assert.fail(`run ${run} is ${row.state} after ${hangMs} ms: ${JSON.stringify(steps)}`);
      }
    }
  }
}
