/**
 * Sends random and hostile requests to the whole API, on a driver that runs nothing, and prints what came back:
 *
 *     node bench/fuzz.ts [requests]
 *
 * Exit code 1 when an answer breaks a rule of test/fuzz/fuzzer.ts.
 */
import { startPrey } from '../test/fuzz/prey.ts';

const requests = Number(process.argv[2] ?? 100_000);
const batch = 2_000;
const { cloud, run } = await startPrey();
const statuses: Record<string, number> = {};
const succeeded = new Set<string>();
const broken = new Map<string, string>();
const begin = performance.now();
let sent = 0;
while (sent < requests) {
  const tally = await run(Math.min(batch, requests - sent));
  sent += tally.requests;
  for (const [status, count] of Object.entries(tally.statuses)) statuses[status] = (statuses[status] ?? 0) + count;
  for (const operation of tally.succeeded) succeeded.add(operation);
  for (const [rule, request] of tally.broken) broken.set(rule, request);
  const rss = Math.round(process.memoryUsage.rss() / 1024 ** 2);
  console.log(`${sent} requests, ${Math.round(sent / ((performance.now() - begin) / 1000))}/s, ${rss} MiB`);
  const faults = cloud.log.filter((line) => line.includes('"level":50'));
  for (const line of faults) broken.set(`logged: ${line.slice(0, 200)}`, line);
  cloud.log.length = 0;
}
await cloud.stop();
console.log(statuses);
console.log(`${succeeded.size} operations succeeded at least once; ${broken.size} rules broken`);
for (const [rule, request] of broken) console.log(`✖ ${rule}\n  ${request}`);
process.exit(broken.size === 0 ? 0 : 1);
