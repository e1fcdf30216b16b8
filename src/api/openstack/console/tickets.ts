import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import { type Database, rowOf } from '../../../db/index.ts';
import { digest } from '../../../identity/index.ts';

/** How long a ticket waits to be used, ms. */
const waitMs = 30_000;
/** Tickets that one user gets in that time: each may become an audit event. */
const mostTickets = 100;

export const consoleTypes = ['serial', 'screen'] as const;
export type ConsoleType = (typeof consoleTypes)[number];

/** For one console of one VM: who has asked for it, by the hash of which token, and from where. */
export interface Ticket {
  user: string;
  tokenHash: Buffer;
  address: string;
  vm: string;
  type: ConsoleType;
}

const ticketRow = z.strictObject({
  user: z.string(),
  tokenHash: z.instanceof(Buffer),
  address: z.string(),
  vm: z.string(),
  screen: z.boolean(),
  late: z.boolean(),
});

/** A secret that is good for one opening, on any node; only its hash is kept. Throws `too-many-consoles`. */
export async function issueTicket(db: Database, { user, tokenHash, address, vm, type }: Ticket): Promise<string> {
  const secret = randomBytes(32).toString('base64url');
  const issued = await db.transaction().execute(async (tx) => {
    // one after the other, so that they are counted
    await sql`SELECT FROM app_user WHERE uuid = ${user} FOR NO KEY UPDATE`.execute(tx);
    await sql`DELETE FROM console_ticket WHERE user_uuid = ${user} AND expires <= now()`.execute(tx);
    return sql`
      INSERT INTO console_ticket (hash, user_uuid, token_hash, address, instance, screen, expires)
      SELECT ${digest(secret)}, ${user}, ${tokenHash}, ${address}, ${vm}, ${type === 'screen'}, now() + make_interval(secs => ${waitMs / 1000})
      WHERE (SELECT count(*) FROM console_ticket WHERE user_uuid = ${user}) < ${mostTickets}`.execute(tx);
  });
  if (issued.numAffectedRows === 1n) return secret;
  throw new Problem('too-many-consoles', `You may ask for ${mostTickets} consoles within ${waitMs / 1000} s.`);
}

/** The ticket, which is used by it, whatever for; null: there is none that is good for this VM. */
export async function redeemTicket(db: Database, secret: string, uuid: string): Promise<Ticket | null> {
  const query = sql`
    UPDATE console_ticket SET used = true WHERE hash = ${digest(secret)} AND NOT used
    RETURNING user_uuid AS user, token_hash AS "tokenHash", address, instance AS vm, screen, expires <= now() AS late`;
  const found = await rowOf(db, ticketRow, query);
  if (found === undefined || found.late || found.vm !== uuid) return null;
  const { user, tokenHash, address, vm, screen } = found;
  return { user, tokenHash, address, vm, type: screen ? 'screen' : 'serial' };
}
