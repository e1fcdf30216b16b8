/**
 * What a person waits for at the command line, as `./slipway` on a driver that runs nothing: the first `up` on an empty state
 * directory until the API answers, later ones, and a list of 2 VMs. `node bench/start.ts [--rounds 5] [--json]`
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from '../src/common/command.ts';
import { newHome, removeHome, testSettings } from '../test/support/home.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const program = fileURLToPath(new URL('../slipway', import.meta.url));

const home = await newHome();
try {
  const { listen } = await testSettings(home);
  const { NODE_COMPILE_CACHE: _, ...environment } = process.env;
  const env = { ...environment, SLIPWAY_HOME: home, SLIPWAY_LISTEN: listen, SLIPWAY_DRIVER: 'fake' };
  /** How long a command takes, ms. */
  const timed = async (...args: string[]): Promise<number> => {
    const begin = performance.now();
    await run(program, args, { env, timeoutMs: 120_000 });
    return Math.round(performance.now() - begin);
  };
  const first = await timed('up');
  for (const name of ['one', 'two']) await timed('vm', 'create', name);
  const ups: number[] = [];
  const lists: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await timed('down');
    ups.push(await timed('up'));
  }
  for (let round = 0; round < rounds; round++) lists.push(await timed('vm', 'list'));
  await timed('down');
  const figures = { first_up_ms: first, up_ms: middle(ups), list_ms: middle(lists) };
  if (values.json) console.log(JSON.stringify(figures));
  else for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(12)} ${value}`);
} finally {
  await removeHome(home);
}

function middle(list: number[]): number {
  return list.toSorted((one, other) => one - other)[Math.floor(list.length / 2)] ?? 0;
}
