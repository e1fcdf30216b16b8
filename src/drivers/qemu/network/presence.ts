import { existsSync } from 'node:fs';
import type { RouterSpec } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { dnsmasqPid, routerFiles } from './dnsmasq.ts';
import { lackingTables, type RulePlace, type RuleWords } from './drift.ts';
import { intactLinks } from './interfaces.ts';
import { forwardingEntries, settingsOf, type Sight, sightOf } from './kernel.ts';
import { tablesOf, words } from './parts.ts';
import { parameters, routerLink } from './router.ts';
import { renderRuleset } from './ruleset.ts';
import { specFile } from './specs.ts';

/**
 * What there is of a project's network, in the words of its parts. Four programs in all, however many guests it has;
 * `external` is what the external namespace was seen to have.
 */
export async function routerPresence(
  spec: RouterSpec,
  names: HostNames,
  external: Sight | null,
  rules: RuleWords,
): Promise<Set<string>> {
  const place = names.routerNamespace(spec.id);
  const found = new Set([specFile(names, spec.id), ...routerFiles(names, spec.id)].filter((file) => existsSync(file)));
  if ((await dnsmasqPid(names, spec.id)) !== null) found.add(words.server(place));
  const link = routerLink(spec.slot);
  if (external?.links.get(link)?.flags.includes('UP')) found.add(words.interface(names.externalNamespace, link));
  if (external !== null) addSight(found, names.externalNamespace, external);
  const sight = await sightOf(place);
  if (sight === null) return found;
  found.add(place);
  addSight(found, place, sight);
  for (const name of intactLinks(spec, names, sight.links)) found.add(words.interface(place, name));
  for (const [name, { flags }] of sight.links) if (flags.includes('LOWER_UP')) found.add(words.card(place, name));
  for (const { mac, ifname, state } of await forwardingEntries(place))
    if (state === 'static') found.add(words.forwarding(place, `${mac} dev ${ifname}`));
  await addSettings(found, place, parameters(spec, names));
  await addRules(found, rules, { namespace: place, table: null, ruleset: renderRuleset(spec, names) }, place);
  return found;
}

/** Adds the addresses and routes of a namespace. */
export function addSight(found: Set<string>, place: string, { links, routes }: Sight): void {
  // one with a peer has no prefix of its own
  for (const [name, { addr_info: addresses }] of links)
    for (const { local, prefixlen, address } of addresses)
      found.add(words.address(place, name, address === undefined ? `${local}/${prefixlen}` : local));
  for (const route of routes) found.add(words.route(place, route));
}

/** Adds the settings that are as they should be; what this kernel lacks cannot be otherwise. */
export async function addSettings(
  found: Set<string>,
  place: string,
  wanted: Record<string, number>,
  namespace: string | null = place,
): Promise<void> {
  const values = await settingsOf(namespace, Object.keys(wanted));
  for (const [key, value] of Object.entries(wanted)) {
    const is = values.get(key) ?? String(value);
    if (is === String(value)) found.add(words.setting(place, key, is));
  }
}

/** Adds the tables whose every line is there. */
export async function addRules(found: Set<string>, rules: RuleWords, where: RulePlace, place: string): Promise<void> {
  const lacking = await lackingTables(where, rules);
  for (const table of tablesOf(where.ruleset)) if (!lacking.has(table)) found.add(words.rules(place, table));
}
