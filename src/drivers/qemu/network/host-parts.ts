import type { Part } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { listed } from '../parts.ts';
import { externalAddress, poolGateway } from './addresses.ts';
import type { RuleWords } from './drift.ts';
import { defaultDevice, EXTERNAL_SETTINGS, externalRules, HOST_LINK, hostSettings } from './external.ts';
import type { Route, Sight } from './kernel.ts';
import { tablesOf, words } from './parts.ts';
import { addRules, addSettings, addSight } from './presence.ts';

/** How the host's own namespace is called. */
export const HOST = 'host';

/** All that `ensureExternal` makes on a host with these routes. */
export function hostParts(names: HostNames, hostRoutes: Route[]): Part[] {
  const out = defaultDevice(hostRoutes);
  const { cloud, floatingPool, uplink } = names.settings;
  const external = names.externalNamespace;
  const [host, inside] = [poolGateway(floatingPool), externalAddress(cloud)];
  const settings = (place: string, values: Record<string, number>): string[] =>
    Object.entries(values).map(([key, value]) => words.setting(place, key, String(value)));
  return listed('host', null, {
    namespace: [external],
    interface: [words.interface(external, HOST_LINK), words.interface(HOST, names.hostLink)],
    address: [words.address(external, HOST_LINK, inside), words.address(HOST, names.hostLink, host)],
    route: [
      words.route(external, { dst: 'default', gateway: host, dev: HOST_LINK }),
      words.route(external, { dst: floatingPool, type: 'unreachable' }),
      words.route(HOST, { dst: floatingPool, gateway: inside, dev: names.hostLink }),
    ],
    setting: [...settings(external, EXTERNAL_SETTINGS), ...settings(HOST, hostSettings(uplink))],
    rules: externalRules(names, out).flatMap(({ namespace, ruleset }) =>
      tablesOf(ruleset).map((table) => words.rules(namespace ?? HOST, table)),
    ),
  });
}

/** What there is of it, in the same words; `host` and `external` are what both namespaces were seen to have. */
export async function hostPresence(
  names: HostNames,
  host: Sight | null,
  external: Sight | null,
  rules: RuleWords,
): Promise<Set<string>> {
  const found = new Set<string>();
  const sights: [string, Sight | null, string][] = [
    [names.externalNamespace, external, HOST_LINK],
    [HOST, host, names.hostLink],
  ];
  for (const [place, sight, link] of sights) {
    if (sight === null) continue;
    found.add(place);
    addSight(found, place, sight);
    if (sight.links.get(link)?.flags.includes('UP')) found.add(words.interface(place, link));
  }
  if (external !== null) await addSettings(found, names.externalNamespace, EXTERNAL_SETTINGS);
  await addSettings(found, HOST, hostSettings(names.settings.uplink), null);
  for (const where of externalRules(names, defaultDevice(host?.routes ?? [])))
    if (where.namespace === null || external !== null) await addRules(found, rules, where, where.namespace ?? HOST);
  return found;
}
