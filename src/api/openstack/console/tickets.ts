import { createHash, randomBytes } from 'node:crypto';
import { Problem } from '../../../common/problem.ts';
import type { Actor } from '../../../identity/index.ts';
import type { InstanceView } from '../../../instances/index.ts';

/** How long a ticket waits to be used, ms. */
const waitMs = 30_000;
/** Tickets that one user gets in that time: each may become an audit event. */
const mostTickets = 100;

export const consoleTypes = ['serial', 'screen'] as const;
export type ConsoleType = (typeof consoleTypes)[number];

export interface Ticket {
  user: string;
  vm: string;
  type: ConsoleType;
  /** Who has it, as of now; throws `invalid-token` when they are nobody any more. */
  holder: () => Promise<Actor>;
  /** The VM, as of now; throws `not-found` or `AccessDenied` when the holder may no more. */
  admit: (holder: Actor) => Promise<InstanceView>;
}

/** Tickets for consoles, each for one VM and one user and good for one opening. Only hashes are kept, and those in memory. */
export class ConsoleTickets {
  /** By hash; null: it was used. */
  readonly #issued = new Map<string, { user: string; until: number; ticket: Ticket | null }>();

  /** Throws `too-many-consoles`. */
  issue(ticket: Ticket): string {
    const { user } = ticket;
    const now = Date.now();
    for (const [hash, { until }] of this.#issued) if (until <= now) this.#issued.delete(hash);
    if ([...this.#issued.values()].filter((each) => each.user === user).length >= mostTickets)
      throw new Problem('too-many-consoles', `You may ask for ${mostTickets} consoles within ${waitMs / 1000} s.`);
    const secret = randomBytes(32).toString('base64url');
    this.#issued.set(digest(secret), { user, until: now + waitMs, ticket });
    return secret;
  }

  /** The ticket, which is used by it, whatever for; null: there is none that is good for this VM. */
  redeem(secret: string, vm: string): Ticket | null {
    const issued = this.#issued.get(digest(secret));
    const ticket = issued?.ticket ?? null;
    if (issued === undefined || ticket === null) return null;
    issued.ticket = null;
    return issued.until > Date.now() && ticket.vm === vm ? ticket : null;
  }
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('base64');
}
