import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import { leaderLock } from '../../src/server/leader.ts';
import { type Cuttable, cuttable } from './cuttable.ts';
import type { TestDatabase } from './databases.ts';
import { newHome, removeHome, testSettings } from './home.ts';

const today = join(import.meta.dirname, 'server-child.ts');

/** One control plane of several on one database and one pretended backend. */
export class Node {
  readonly name: string;
  readonly home: string;
  readonly listen: string;
  readonly url: string;
  /** Its way to the database. */
  readonly line: Cuttable;
  /** What it is set by. */
  readonly env: Record<string, string>;
  /** What it runs: of another version for one that is to be upgraded. */
  program = today;
  #child: ChildProcess | null = null;

  private constructor(name: string, home: string, listen: string, line: Cuttable, env: Record<string, string>) {
    this.name = name;
    this.home = home;
    this.listen = listen;
    this.url = `http://${listen}`;
    this.line = line;
    this.env = env;
  }

  /** Of a cloud whose pretended backend is `world`, a directory; `more` are further variables. It does not run yet. */
  static async make(
    name: string,
    database: Pick<TestDatabase, 'name' | 'connection'>,
    world: string,
    more: Record<string, string> = {},
  ): Promise<Node> {
    const home = await newHome();
    const line = await cuttable(database);
    const { listen } = await testSettings(home);
    return new Node(name, home, listen, line, {
      SLIPWAY_HOME: home,
      SLIPWAY_LISTEN: listen,
      SLIPWAY_DRIVER: 'fake',
      SLIPWAY_KEEP_DELETED_DAYS: '0',
      SLIPWAY_DATABASE_URL: `${line.url}?application_name=${name}`,
      SLIPWAY_CHANGES_PER_MINUTE: '1000000',
      SLIPWAY_TEST_WORLD: world,
      ...more,
    });
  }

  /** Resolves when it works on orders; rejects when it ends before. */
  async start(): Promise<void> {
    const child = fork(this.program, { env: { ...process.env, ...this.env }, execArgv: [] });
    this.#child = child;
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${this.name} ended`)));
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => {});
  }

  /** SIGKILL ends it, SIGSTOP and SIGCONT stop it and let it go on. */
  async signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = signal === 'SIGKILL' ? once(child, 'exit') : null;
    child.kill(signal);
    await gone;
  }

  /** Whether it is stopped now. */
  async isStopped(): Promise<boolean> {
    const stat = await readFile(`/proc/${this.#child?.pid}/stat`, 'utf8').catch(() => '');
    return stat.slice(stat.lastIndexOf(')')).startsWith(') T');
  }

  async remove(): Promise<void> {
    await this.signal('SIGKILL');
    await this.line.close();
    await removeHome(this.home);
  }
}

/** Each advisory lock of the database: its first 63 bits, and by the node of which name. */
const locks = sql`
  SELECT (l.classid::bigint << 32) | l.objid::bigint AS key, a.application_name AS node
  FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
/** By which of these a UUID is locked, which is an expression. */
const keyOf = (uuid: ReturnType<typeof sql>) =>
  sql`(('x' || left(replace(${uuid}::text, '-', ''), 16))::bit(64) >> 1)::bigint`;

/** The name of the node that has the lock to lead; null: none has. */
export async function leaderOf(db: Database): Promise<string | null> {
  const { rows } = await sql<{ node: string }>`
    SELECT node FROM (${locks}) l WHERE key = ${keyOf(sql`${leaderLock}::uuid`)}`.execute(db);
  return rows[0]?.node ?? null;
}

/** Every run that has not ended, and the name of the node that works on it; null: none does at this moment. */
export async function runHolders(db: Database): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ run: string; node: string | null }>`
    SELECT w.uuid AS run, l.node FROM workflow w LEFT JOIN (${locks}) l ON l.key = ${keyOf(sql`w.uuid`)}
    WHERE w.state IN ('running', 'undoing')`.execute(db);
  return new Map(rows.map(({ run, node }) => [run, node]));
}
