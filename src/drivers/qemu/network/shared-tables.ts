import { setWithin } from './kernel.ts';

/**
 * How many connections one project has in the tables that all share, each way, and all projects together; and how many new
 * ones a second, for those that have ended are not counted, and stay in a table for `endedS`. What is refused is told by
 * ICMP.
 */
const perProject = { shards: 64, each: 256, perSecond: 500, burst: 16_384 };
const together = { shards: 1024, each: 128, perSecond: 3_000, burst: 30_000 };
const endedS = 30;

/** What the host's table must hold for all of that, and its tables of neighbours for what is asked after at that rate. */
const trackedOnHost = 262_144;
const neighboursOnHost = 32_768;

/** Parameters of the host and of the external namespace. */
export const endedConnections = { 'net.netfilter.nf_conntrack_tcp_timeout_time_wait': endedS };

/** Makes room in the tables of the host, which has one of each for all namespaces or for itself. */
export async function makeTablesLarge(): Promise<void> {
  const least = {
    'net.netfilter.nf_conntrack_max': trackedOnHost,
    ...neighbours('ipv4'),
    ...neighbours('ipv6'),
  };
  await setWithin(least, endedConnections);
}

/** Only the last is a limit; from the others on unused ones are forgotten. */
function neighbours(family: 'ipv4' | 'ipv6'): Record<string, number> {
  const key = (threshold: number) => `net.${family}.neigh.default.gc_thresh${threshold}`;
  return { [key(3)]: neighboursOnHost, [key(2)]: neighboursOnHost / 2, [key(1)]: neighboursOnHost / 4 };
}

/**
 * Sets and chains for the external namespace. New connections jump to `outward` by the link of the project that they come
 * from, to `inward` by that of the one that they go to, and to `together`. The kernel looks at all that it counts by one
 * key for each new one: a hash makes many keys of a project.
 */
export function renderBounds(): string {
  return `${chainOf('outward', 'iifname', perProject)}
${chainOf('inward', 'oifname', perProject)}
${chainOf('together', null, together)}`;
}

function chainOf(name: string, link: 'iifname' | 'oifname' | null, bound: typeof together): string {
  const { shards, each, perSecond, burst } = bound;
  const refuse = 'reject with icmp type admin-prohibited';
  const rate = `limit rate over ${perSecond}/second burst ${burst} packets`;
  const [type, key] = link === null ? ['', ''] : ['iifname . ', `${link} . `];
  const rates = link === null ? '' : `  set ${name}_rate { typeof iifname; size 65535; flags dynamic; }\n`;
  return `${rates}  set ${name}_count { typeof ${type}meta mark; size 1048576; flags dynamic; }
  chain ${name} {
    ${link === null ? rate : `add @${name}_rate { ${link} ${rate} }`} ${refuse}
    meta mark set jhash ip saddr . ip daddr . th sport . th dport mod ${shards}
    add @${name}_count { ${key}meta mark ct count over ${each} } ${refuse}
  }`;
}
