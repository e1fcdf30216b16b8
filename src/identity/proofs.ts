import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { clientOf } from '../common/prefix.ts';
import { Problem } from '../common/problem.ts';
import { type Database, type EventResult, onlyRowOf, rowOf } from '../db/index.ts';
import { audit } from './audit.ts';
import { FairQueue } from './fair-queue.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { Tally } from './tally.ts';
import type { Actor } from './tokens.ts';

/** After so many failures of one user name from one address, it is locked for so many minutes. */
export const lockout = { failures: 4, minutes: 10 };
/** Failures of one user that become audit events within the minutes of a lock; all others are only counted. */
const listedFailures = 20;
/** Names that nobody has, and are counted: more than can be tried within the minutes of a lock. */
const unknownNames = 20_000;
/** Hashing must leave the machine to others. */
const limits = { running: 2, waiting: 50, line: 10 };

/** How a proof ended; `refused`: nobody looked at it, for too many wait. */
export type ProofOutcome = 'accepted' | 'failed' | 'locked' | 'refused';

const claimedRow = z.strictObject({
  uuid: z.string(),
  username: z.string(),
  password_hash: z.string().nullable(),
  /** Has been here before. */
  known: z.boolean(),
  locked_for: z.int().nullable(),
});
type Claimed = z.output<typeof claimedRow>;

/** What is said to be a password, by whom, and what for, in the word of the audit events. */
export interface Claim {
  username: string;
  password: string;
  address: string;
  action: 'user.login' | 'user.password';
}

/** Every proof of a password of this control plane: each is counted, locked and recorded in the same way. */
export class Proofs {
  readonly #db: Database;
  readonly #ended: (outcome: ProofOutcome) => void;
  readonly #queue = new FairQueue(limits);
  // names that nobody has are told from others by nothing, but no row is written for them
  readonly #unknown = new Tally({ minutes: lockout.minutes, held: lockout.failures, keys: unknownNames });
  readonly #listed = new Tally({ minutes: lockout.minutes, held: 1, keys: unknownNames });

  /** `ended` hears of the end of each, for the metrics. */
  constructor(db: Database, ended: (outcome: ProofOutcome) => void) {
    this.#db = db;
    this.#ended = ended;
  }

  /**
   * The active user of a name, when the password is the user's; else null. Attempts are counted when their turn comes, before
   * the password is looked at, in rows: neither many at once nor a restart give more of them, and what was refused for load
   * counts for nobody. An unknown user costs the same work as a known one. Who has been at this address before comes first.
   * Throws `login-locked`, in Waldur's own words, and `too-many-logins`.
   */
  async prove(claim: Claim): Promise<{ uuid: string; password_hash: string } | null> {
    const origin = clientOf(claim.address);
    const who = createHash('sha256').update(`${claim.username}\0${origin}`).digest();
    const user = await this.#find(claim, who);
    // who is locked takes up nobody's turn
    const locked = user === undefined ? this.#lockedName(who) : user.locked_for;
    if (locked !== null) return this.#refuse(claim, user, who, locked);
    const proven = await this.#work({ line: origin, first: user?.known === true }, async () => {
      const { failures, locked_for } = await this.#count(user, who);
      if (failures > lockout.failures) return this.#refuse(claim, user, who, locked_for);
      return verifyPassword(claim.password, user?.password_hash ?? null);
    });
    if (!proven || user === undefined || user.password_hash === null) {
      this.#ended('failed');
      await this.#list(claim, user, 'failed');
      return null;
    }
    await this.#db.deleteFrom('login_failure').where('who', '=', who).execute();
    this.#ended('accepted');
    return { uuid: user.uuid, password_hash: user.password_hash };
  }

  /** What is stored of a new password; users take turns with those who log in. Throws `too-many-logins`. */
  hash(actor: Actor, password: string): Promise<string> {
    return this.#queue.take({ line: actor.user, first: true }, () => hashPassword(password));
  }

  async #find({ username, address }: Claim, who: Buffer): Promise<Claimed | undefined> {
    const { failures, minutes } = lockout;
    const query = sql`
      SELECT u.uuid, u.username, u.password_hash,
        EXISTS (SELECT FROM audit_event e WHERE e.user_uuid = u.uuid AND e.address = ${address}
          AND e.action = 'user.login' AND e.result = 'accepted')
        OR EXISTS (SELECT FROM token t WHERE t.user_uuid = u.uuid AND t.last_used_ip = ${address}) AS known,
        ceil(extract(epoch FROM f.last - now()))::int + ${minutes * 60} AS locked_for
      FROM app_user u LEFT JOIN login_failure f
        ON f.who = ${who} AND f.failures >= ${failures} AND f.last >= now() - make_interval(mins => ${minutes})
      WHERE u.username = ${username} AND u.is_active`;
    return rowOf(this.#db, claimedRow, query);
  }

  #lockedName(who: Buffer): number | null {
    const found = this.#unknown.get(who.toString('hex'));
    return found !== null && found.count >= lockout.failures ? found.seconds : null;
  }

  /** Counts this attempt as failed until it succeeds; a lock is not made longer by trying. */
  async #count(user: Claimed | undefined, who: Buffer): Promise<z.output<typeof attemptRow>> {
    if (user !== undefined) return countAttempt(this.#db, who);
    const { count, seconds } = this.#unknown.add(who.toString('hex'));
    return { failures: count, locked_for: seconds };
  }

  async #work<T>(turn: { line: string; first: boolean }, work: () => Promise<T>): Promise<T> {
    return this.#queue.take(turn, work).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'too-many-logins') this.#ended('refused');
      throw error;
    });
  }

  async #refuse(claim: Claim, user: Claimed | undefined, who: Buffer, retryAfter: number): Promise<never> {
    this.#ended('locked');
    if (user !== undefined && this.#listed.add(who.toString('hex')).count === 1)
      await this.#list(claim, user, 'locked');
    const message = `Username is locked out. Try in ${lockout.minutes} minutes.`;
    throw new Problem('login-locked', message, undefined, { retryAfter });
  }

  /** Makes it an audit event, unless nobody has the name, which may be a password in the wrong field, or it is one of too many. */
  async #list({ action, address }: Claim, user: Claimed | undefined, result: EventResult): Promise<void> {
    if (user === undefined || this.#listed.add(user.uuid).count > listedFailures) return;
    const { uuid, username } = user;
    await audit(this.#db, { user: uuid, username, address }, action, { object: uuid, result });
  }
}

const attemptRow = z.strictObject({ failures: z.int(), locked_for: z.int() });

function countAttempt(db: Database, who: Buffer): Promise<z.output<typeof attemptRow>> {
  const { failures, minutes } = lockout;
  const query = sql`
    INSERT INTO login_failure AS f (who, failures) VALUES (${who}, 1) ON CONFLICT (who) DO UPDATE SET
      failures = CASE WHEN f.last < now() - make_interval(mins => ${minutes}) THEN 1 ELSE f.failures + 1 END,
      last = CASE WHEN f.failures >= ${failures} AND f.last >= now() - make_interval(mins => ${minutes}) THEN f.last
        ELSE now() END
    RETURNING f.failures, ceil(extract(epoch FROM f.last - now()))::int + ${minutes * 60} AS locked_for`;
  return onlyRowOf(db, attemptRow, query);
}
