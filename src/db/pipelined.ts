import {
  AbortedTransactionError,
  CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  Transaction,
} from 'kysely';
import { assertHeld } from '../common/fence.ts';
import type { Schema } from './schema/index.ts';

/**
 * Statements of a transaction find their rows by keys, so that they are planned once for all values: else each connection plans each of
 * them six times. Lists, which go by what is asked, are in none.
 */
const begin = "begin; set local plan_cache_mode = 'force_generic_plan'";

/** PostgreSQL's answer to what comes behind a statement that has failed. */
const abortedState = '25P02';

class OneDriver extends PostgresDialect {
  readonly driver: Driver = heldDriver(super.createDriver());

  override createDriver(): Driver {
    return this.driver;
  }
}

/** Gives no connection to whoever may not go on with what it wants it for. */
function heldDriver(driver: Driver): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  driver.acquireConnection = async (options) => {
    const connection = await acquire(options);
    try {
      assertHeld();
      return connection;
    } catch (error) {
      await driver.releaseConnection(connection);
      throw error;
    }
  };
  return driver;
}

/**
 * A database whose transactions wait for no more than they read: statements that are begun at once (`Promise.all`) leave in one write and
 * are answered in their order, and so do `begin` with the first one and `commit` with those whose answer nobody reads (`unread`).
 */
export class Pipelined extends Kysely<Schema> {
  readonly #dialect: OneDriver;

  constructor(pool: PostgresPool) {
    const dialect = new OneDriver({ pool });
    super({ dialect });
    this.#dialect = dialect;
  }

  override transaction() {
    const builder = super.transaction();
    builder.execute = (work) => retried(() => this.#transact(work));
    return builder;
  }

  #transact<T>(work: (tx: Transaction<Schema>) => Promise<T>): Promise<T> {
    const dialect = this.#dialect;
    const { driver } = dialect;
    const executor = this.getExecutor();
    return executor.provideConnection(async (connection) => {
      const statements = new Statements(connection);
      const own = { config: { dialect }, dialect, driver, executor: executor.withConnectionProvider(statements) };
      try {
        const result = await work(new Transaction<Schema>(own));
        // nothing is committed of which a part has failed, whoever has overheard it
        if (statements.failure !== undefined) throw statements.failure;
        if (statements.end()) await driver.commitTransaction(connection);
        return result;
      } catch (error) {
        const begun = statements.end();
        const aborted = error instanceof AbortedTransactionError;
        // one that cannot be rolled back is not used again
        if (begun && !aborted) await driver.rollbackTransaction(connection).catch(() => {});
        await statements.answered();
        throw aborted || isAborted(error) ? (statements.failure ?? error) : error;
      }
    });
  }
}

/** The statements of one transaction: none waits for another, and none comes behind its end. */
class Statements implements ConnectionProvider {
  /** Of the first one that failed, whoever waited for it: answers are heard of in no order. */
  failure: unknown;
  readonly #connection: DatabaseConnection;
  readonly #open = new Set<Promise<unknown>>();
  #state: 'new' | 'begun' | 'over' = 'new';

  constructor(connection: DatabaseConnection) {
    this.#connection = connection;
  }

  async provideConnection<T>(consumer: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
    if (this.#state === 'over') throw new Error('a statement came behind the end of its transaction');
    if (this.#state === 'new') {
      this.#state = 'begun';
      this.#connection.executeQuery(CompiledQuery.raw(begin)).catch((error) => this.#fail(error));
    }
    const answer = consumer(this.#connection);
    this.#open.add(answer);
    try {
      return await answer;
    } catch (error) {
      this.#fail(error);
      throw error;
    } finally {
      this.#open.delete(answer);
    }
  }

  /** Resolves when all of them have ended, well or not. */
  async answered(): Promise<void> {
    while (this.#open.size > 0) await Promise.allSettled(this.#open);
  }

  #fail(error: unknown): void {
    if (!isAborted(error)) this.failure ??= error;
  }

  /** Whether there were any; there will be none. */
  end(): boolean {
    const begun = this.#state !== 'new';
    this.#state = 'over';
    return begun;
  }
}

function isAborted(error: unknown): boolean {
  return (error as { code?: unknown }).code === abortedState;
}

/** Of two transactions that wait for each other PostgreSQL ends one (40P01): it begins anew, for it has changed nothing. */
async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 5; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || (error as { code?: unknown }).code !== '40P01') throw error;
    }
  }
}
