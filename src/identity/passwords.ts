import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '../common/problem.ts';

const derive: (password: string, salt: Buffer, length: number, options: ScryptOptions) => Promise<Buffer> =
  promisify(scrypt);

/** Of those that OWASP recommends the one with the least memory: 32 MiB, about 0.2 s. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const hashBytes = 32;
/** At a time, and how many may wait: hashing must leave the machine to others. */
const limits = { running: 2, waiting: 50 };

export const passwordLength = { min: 10, max: 128 };

let running = 0;
const queue: (() => void)[] = [];

/** `scrypt$N$r$p$salt$hash`, both in base64: what is stored of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { N, r, p } = cost;
  const hash = await limited(() => derive(password, salt, hashBytes, cost));
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Whether a password is that of the hash; takes as long when there is none (null), and is then false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? nobody).split('$');
  const wanted = Buffer.from(hash, 'base64');
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: cost.maxmem };
  const found = await limited(() => derive(password, Buffer.from(salt, 'base64'), hashBytes, options));
  return timingSafeEqual(found, wanted) && stored !== null;
}

const nobody = [
  'scrypt',
  cost.N,
  cost.r,
  cost.p,
  randomBytes(16).toString('base64'),
  randomBytes(hashBytes).toString('base64'),
].join('$');

/** Throws `busy` when too many wait. */
async function limited<T>(work: () => Promise<T>): Promise<T> {
  if (running >= limits.running) {
    if (queue.length >= limits.waiting) {
      throw new Problem('too-many-logins', 'Too many log in at once.', undefined, { transient: true });
    }
    await new Promise<void>((resolve) => queue.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next === undefined) running--;
    else next();
  }
}
