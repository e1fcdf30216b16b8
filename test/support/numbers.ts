import { readFileSync } from 'node:fs';

/** How many one process may take. */
const SHARE = 32;

let taken = 0;

/**
 * A number below 256, another one at each call, for a block of addresses on this machine. No process of this run has the
 * same: they have one parent, and each the number of its place among those that run at once. What a run beside this one
 * has put on the host is passed over.
 */
export function ownNumber(): number {
  const first = process.ppid + SHARE * Number(process.env['NODE_TEST_WORKER_ID'] ?? 0);
  const used = readFileSync('/proc/net/fib_trie', 'utf8');
  for (let tries = 0; tries < SHARE; tries++) {
    const number = (first + (taken++ % SHARE)) % 256;
    if (!new RegExp(String.raw`\b198\.1[89]\.${number}\.`).test(used)) return number;
  }
  throw new Error(
    `All ${SHARE} blocks of addresses that this process may take are on the host: something was left behind.`,
  );
}
