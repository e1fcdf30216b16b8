import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive: (password: string, salt: Buffer, length: number, options: ScryptOptions) => Promise<Buffer> =
  promisify(scrypt);

/** Of those that OWASP recommends the one with the least memory: 32 MiB, about 0.2 s. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const hashBytes = 32;

export const passwordLength = { min: 10, max: 128 };

/** `scrypt$N$r$p$salt$hash`, both in base64: what is stored of a password. It is verified at the cost that it was made at. */
export async function hashPassword(password: string, { N, r, p, maxmem } = cost): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, hashBytes, { N, r, p, maxmem });
  return ['scrypt', N, r, p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** Whether a password is that of the hash; takes as long when there is none (null), and is then false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = (stored ?? nobody).split('$');
  const wanted = Buffer.from(hash, 'base64');
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem: cost.maxmem };
  const found = await derive(password, Buffer.from(salt, 'base64'), hashBytes, options);
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
