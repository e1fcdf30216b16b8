import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A token's longest life, as EC2 has it, s. */
export const MAX_TTL_S = 21_600;

/**
 * Session tokens of guests: nothing is kept of them but the key they are signed with, which a new control plane has anew;
 * clients ask for another token when theirs is refused.
 */
export class Tokens {
  readonly #key = randomBytes(32);

  issue(guest: string, ttlS: number): string {
    const expires = (Date.now() + ttlS * 1000).toString(36);
    return `${expires}.${this.#sign(guest, expires).toString('base64url')}`;
  }

  valid(guest: string, token: string): boolean {
    const [expires = '', signature = ''] = token.split('.');
    const [given, right] = [Buffer.from(signature, 'base64url'), this.#sign(guest, expires)];
    return given.length === right.length && timingSafeEqual(given, right) && Number.parseInt(expires, 36) > Date.now();
  }

  #sign(guest: string, expires: string): Buffer {
    return createHmac('sha256', this.#key).update(`${guest} ${expires}`).digest();
  }
}
