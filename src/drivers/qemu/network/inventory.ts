import { readdir } from 'node:fs/promises';
import { isUuid } from '../../../common/uuid.ts';
import type { BackendObject } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { dnsmasqPid, dnsmasqServers } from './dnsmasq.ts';
import { TAP } from './interfaces.ts';
import { hasGuest, links, namespaces } from './kernel.ts';

/** Routers, ports, and servers without a router, as they are on the host. */
export async function networkObjects(names: HostNames): Promise<BackendObject[]> {
  const prefix = names.routerNamespace('');
  const spaces = (await namespaces()).filter((name) => name.startsWith(prefix) && isUuid(name.slice(prefix.length)));
  // one whose removal or creation was interrupted may have only one of both
  const recorded = (await readdir(names.routersDir).catch(() => [])).filter(isUuid).map((id) => prefix + id);
  const routers = [...new Set([...spaces, ...recorded])];
  const objects: BackendObject[] = [];
  for (const namespace of routers) {
    objects.push({ kind: 'router', id: namespace.slice(prefix.length), detail: namespace });
    for (const link of ((await links(namespace)) ?? new Map()).values())
      if (TAP.test(link.ifname))
        objects.push({ kind: 'port', id: link.ifalias ?? null, detail: `${namespace}/${link.ifname}` });
  }
  for (const { pid, router } of dnsmasqServers(names))
    if (!spaces.includes(prefix + router) || (await dnsmasqPid(names, router)) !== pid)
      objects.push({ kind: 'process', id: router, detail: String(pid) });
  return objects;
}

/** Whether a guest runs inside a router. */
export function isRouterUsed(names: HostNames, router: string): Promise<boolean> {
  return hasGuest(names.routerNamespace(router));
}

/** Whether a guest runs with the port that `inventory` calls so. */
export async function isPortUp(detail: string): Promise<boolean> {
  const [namespace = '', tap = ''] = detail.split('/');
  return (await links(namespace))?.get(tap)?.flags.includes('LOWER_UP') === true;
}
