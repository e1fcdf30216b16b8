import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Diagnosis } from '../api/index.ts';
import { Loop } from '../common/loop.ts';
import { asProblem } from '../common/problem.ts';
import { Turns } from '../common/turns.ts';
import type { Database } from '../db/index.ts';
import type { Targets } from '../targets/index.ts';
import { readArchive } from './archive.ts';
import { makeBackup, type Occasion, type OwnBackup, ownBackups } from './backups.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** How long somebody who asks waits for targets. */
const answerMs = 5_000;

type WithDatabase = (work: (db: Database) => Promise<void>) => Promise<void>;

/** Backs the records up once a day, however often the control plane is started, and knows when it did last. */
export class DailyBackups extends Loop {
  readonly #home: string;
  readonly #withDatabase: WithDatabase;
  readonly #log: Logger;
  readonly #targets: Targets;
  /** Why a target does not have the latest records, by its name. */
  readonly #away = new Map<string, string>();
  readonly #turns = new Turns();
  /** Why the last one could not be made; empty: it could, or none was owed yet. */
  #failure = '';
  /** Those that have been read through since they were made. */
  readonly #whole = new Set<string>();

  constructor(home: string, targets: Targets, withDatabase: WithDatabase, log: Logger) {
    super(hourMs);
    this.#home = home;
    this.#withDatabase = withDatabase;
    this.#log = log;
    this.#targets = targets;
  }

  /** When the last good one was made; one that is damaged is none. */
  async check(): Promise<Diagnosis['checks'][number]> {
    const name = 'backup';
    // who has done what it said asks again; a target that hangs is not waited for
    if (this.#away.size > 0) await Promise.race([this.#keepElsewhere(), sleep(answerMs, undefined, { ref: false })]);
    for (const { path, made } of await ownBackups(this.#home)) {
      if (!(await this.#isWhole(path))) continue;
      const detail = `the last good backup of the records was made at ${made.toISOString()}`;
      const [away] = this.#away;
      if (away !== undefined)
        return { name, ok: false, detail: `${detail}, and is not on the target "${away[0]}"`, remedy: away[1] };
      return { name, ok: Date.now() - made.getTime() < 2 * dayMs, detail, remedy: this.#remedy() };
    }
    const detail = 'there is no backup of the records that the cloud has made by itself';
    // the first one is made behind the first start
    return { name, ok: this.#failure === '', detail, remedy: this.#remedy() };
  }

  #remedy(): string {
    const file = 'make one that lies elsewhere by "./slipway backup FILE"';
    return this.#failure === ''
      ? `See "./slipway logs" for why there is no newer one, and ${file}.`
      : `${this.#failure} Until then ${file}.`;
  }

  async #isWhole(path: string): Promise<boolean> {
    if (this.#whole.has(path)) return true;
    try {
      let last = '';
      for await (const line of (await readArchive(path)).lines) last = line;
      if (last !== '{"end":true}') return false;
    } catch {
      return false;
    }
    this.#whole.add(path);
    return true;
  }

  /** All that the cloud has made by itself, newest first. */
  list(): Promise<OwnBackup[]> {
    return ownBackups(this.#home);
  }

  /** Makes one more because somebody wants it. */
  async make(): Promise<void> {
    await this.#make('asked');
    this.#log.info('the records were backed up, as was asked for');
  }

  /** One at a time: each takes away what an interrupted one has left. */
  async #make(occasion: Occasion): Promise<void> {
    const make = (): Promise<void> => this.#withDatabase((db) => makeBackup(this.#home, db, occasion));
    await this.#turns.take('backup', make);
    this.#failure = '';
    await this.#keepElsewhere();
  }

  /** On every target, for an empty machine to begin with. What one of them says is no failure of the backup. */
  #keepElsewhere(): Promise<void> {
    return this.#turns.take('targets', () => this.#keepOnTargets());
  }

  async #keepOnTargets(): Promise<void> {
    const [latest] = await ownBackups(this.#home);
    if (latest === undefined) return;
    for (const name of this.#targets.names) {
      try {
        const target = await this.#targets.open(name);
        await target.keepRecords(latest.made, () => readFile(latest.path));
        this.#away.delete(name);
      } catch (error) {
        const { message, remedy } = asProblem(error);
        this.#away.set(name, `${message} ${remedy}`);
        this.#log.error({ err: error }, 'the records could not be kept on a target');
      }
    }
  }

  protected failed(error: unknown): void {
    const { message, remedy } = asProblem(error);
    this.#failure = `${message} ${remedy}`;
    this.#log.error({ err: error }, 'the records could not be backed up');
  }

  protected async look(): Promise<void> {
    const last = (await ownBackups(this.#home)).find(({ occasion }) => occasion === 'daily');
    const ageMs = last === undefined ? dayMs : Date.now() - last.made.getTime();
    // one of the future is of a clock that was wrong
    if (ageMs >= 0 && ageMs < dayMs) {
      // a target may have been away then, or be new
      await this.#keepElsewhere();
      return;
    }
    await this.#make('daily');
    this.#log.info('the records were backed up');
  }
}
