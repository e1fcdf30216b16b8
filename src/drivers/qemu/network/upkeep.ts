import { readdir } from 'node:fs/promises';
import { isUuid } from '../../../common/uuid.ts';
import type { BackendObject, Part, RouterSpec, Wanted } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { listed } from '../parts.ts';
import { ruleDrift, type RulePlace, type RuleWords } from './drift.ts';
import { defaultDevice, externalRules } from './external.ts';
import { HOST, hostParts, hostPresence } from './host-parts.ts';
import { routes, type Sight, sightOf } from './kernel.ts';
import { cardParts, routerParts } from './parts.ts';
import { routerPresence } from './presence.ts';
import { renderRuleset } from './ruleset.ts';
import { readSpec } from './specs.ts';

/** What is known of the routers of a host. */
export interface Routers {
  names: HostNames;
  words: RuleWords;
  /** How a router must be, as was said last; null: nobody knows. */
  specOf: (id: string) => Promise<RouterSpec | null>;
  /** Looks while nobody changes the router. */
  alone: <T>(id: string, look: () => Promise<T>) => Promise<T>;
}

/** All that the network of what must run consists of. */
export async function networkParts({ names, specOf }: Routers, { routers, guests }: Wanted): Promise<Part[]> {
  const found = [
    ...hostParts(names, (await routes(null)) ?? []),
    ...guests.flatMap((guest) => cardParts(guest, names)),
  ];
  for (const id of routers) found.push(...partsOf(id, await specOf(id), names));
  return found;
}

/** Those of `networkParts` that are not there. A fixed number of programs for the host and for each router, none for a guest. */
export async function missingOfNetwork(known: Routers, { routers, guests }: Wanted): Promise<Part[]> {
  const { names, words } = known;
  const [host, external] = [await sightOf(null), await sightOf(names.externalNamespace)];
  const there = await hostPresence(names, host, external, words);
  const missing = hostParts(names, host?.routes ?? []).filter(({ detail }) => !there.has(detail));
  const inside = Map.groupBy(guests, (guest) => guest.router);
  for (const id of routers) {
    const cards = (inside.get(id) ?? []).flatMap((guest) => cardParts(guest, names));
    const lacks = await known.alone(id, async () => {
      const found = await missingOfRouter(known, id, cards, external);
      // what was seen outside may be older than the router as it is now
      return found.length === 0 ? found : missingOfRouter(known, id, cards, await sightOf(names.externalNamespace));
    });
    missing.push(...lacks);
  }
  return missing;
}

async function missingOfRouter(
  { names, words, specOf }: Routers,
  id: string,
  cards: Part[],
  external: Sight | null,
): Promise<Part[]> {
  const spec = await specOf(id);
  if (spec === null) return partsOf(id, spec, names);
  const found = await routerPresence(spec, names, external, words);
  return [...partsOf(id, spec, names), ...cards].filter(({ detail }) => !found.has(detail));
}

function partsOf(id: string, spec: RouterSpec | null, names: HostNames): Part[] {
  return spec === null ? listed('router', id, { namespace: [names.routerNamespace(id)] }) : routerParts(spec, names);
}

/** Rules that are not as they were made: what `inventory` tells of them. */
export async function driftingRules({ names, words, alone }: Routers): Promise<BackendObject[]> {
  const found: BackendObject[] = [];
  const look = async (place: RulePlace): Promise<void> => {
    const drift = await ruleDrift(place, words);
    if (drift !== null) found.push({ kind: 'rules', id: null, detail: `${place.namespace ?? HOST}: ${drift}` });
  };
  const out = defaultDevice((await routes(null)) ?? []);
  for (const place of externalRules(names, out)) await look(place);
  for (const id of (await readdir(names.routersDir).catch(() => [])).filter(isUuid)) {
    await alone(id, async () => {
      const spec = await readSpec(names, id);
      if (spec === null) return;
      await look({ namespace: names.routerNamespace(id), table: null, ruleset: renderRuleset(spec, names) });
    });
  }
  return found;
}
