import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const numbers = 256;

/**
 * A number below 256, another one at each call of a whole run, for a block of addresses on this machine. What a run beside
 * this one has put on the host is passed over; that begins elsewhere, so that the two do not choose the same at once.
 */
export function ownNumber(): number {
  const used = readFileSync('/proc/net/fib_trie', 'utf8');
  for (let tries = 0; tries < numbers; tries++) {
    const number = (7 * process.ppid + tries) % numbers;
    if (!new RegExp(String.raw`\b198\.1[89]\.${number}\.`).test(used) && claim(number)) return number;
  }
  throw new Error(`All ${numbers} blocks of addresses for tests are taken by this run, or on the host.`);
}

/** The directory of temporary files is that of the run, and ends with it. */
function claim(number: number): boolean {
  try {
    writeFileSync(join(tmpdir(), `block-${number}`), '', { flag: 'wx' });
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}
