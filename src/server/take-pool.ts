import { z } from 'zod';
import { run } from '../common/command.ts';
import { blockOf, overlaps, type Prefix } from '../common/prefix.ts';
import { Problem } from '../common/problem.ts';

interface Search {
  /** Which of the 251 networks comes first. */
  start: number;
  /** What it may not overlap beside all that the host has. */
  avoid?: Prefix[];
}

/**
 * The first of 172.24.4.0/24 and the networks behind it that nothing uses; for guests that run `here` also nothing on this
 * host, and it takes it by a route: the kernel has one of each, so that of two clouds that look at once one goes on to the next. Throws `no-floating-pool`.
 */
export async function takePool(here: boolean, { start, avoid = [] }: Search): Promise<string> {
  for (let offset = 0; offset < 251; offset++) {
    const pool = `172.24.${4 + ((start + offset) % 251)}.0/24`;
    const free = (used: Prefix[]): boolean => !used.some((network) => overlaps(network, blockOf(pool)));
    if (!free(avoid)) continue;
    if (!here) return pool;
    if (!free(await usedNetworks()) || !(await hold(pool))) continue;
    // whoever has come in between has seen nothing of us: it is left to them
    if (free(await usedNetworks(pool))) return pool;
    await letGoOf(pool);
  }
  throw new Problem('no-floating-pool', 'No network for floating IPs is free in 172.24.0.0/16.');
}

/** Until the link of the cloud has the pool, this route stands for it: everybody sees that it is in use. */
async function hold(pool: string): Promise<boolean> {
  return (await run('ip', ['route', 'add', 'unreachable', pool], { check: false })).code === 0;
}

/** Takes away the route that stands for a pool, if it still does. */
export async function letGoOf(pool: string): Promise<void> {
  await run('ip', ['route', 'del', 'unreachable', pool], { check: false });
}

const route = z.object({ dst: z.string(), type: z.string().optional() });

/** What is behind the routes of this host, without its way to everywhere else, and without what holds `ours`. */
async function usedNetworks(ours?: string): Promise<Prefix[]> {
  const { stdout } = await run('ip', ['-j', '-4', 'route', 'show', 'table', 'all']);
  const others = z.array(route).parse(JSON.parse(stdout || '[]'));
  const theirs = others.filter(({ dst, type }) => !(type === 'unreachable' && dst === ours));
  return theirs.flatMap(({ dst }) => (/^[\d.]+(\/\d+)?$/.test(dst) ? blockOf(dst) : []));
}
