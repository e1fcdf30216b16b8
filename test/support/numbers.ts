/** How many one process may take. */
const SHARE = 32;

let taken = 0;

/**
 * A number below 256, another one at each call, for a block of addresses on this machine. No process of this run has the
 * same: they have one parent, and each the number of its place among those that run at once.
 */
export function ownNumber(): number {
  return (process.ppid + SHARE * Number(process.env['NODE_TEST_WORKER_ID'] ?? 0) + (taken++ % SHARE)) % 256;
}
