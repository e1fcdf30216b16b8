import type { RouterSpec, Tracking } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { runIn, settingsOf } from './kernel.ts';
import { ipv4Of, ipv6Of } from './ruleset.ts';

/** Connections of addresses that ports no longer have end, so that the next owner does not inherit them. */
export async function cutGone(former: RouterSpec, spec: RouterSpec, names: HostNames): Promise<void> {
  const namespace = names.routerNamespace(spec.id);
  const fixed = (router: RouterSpec) =>
    router.ports.flatMap((port) => [...ipv4Of(port), ...ipv6Of(port)].map((each) => `${each} ${port.id}`));
  const floating = (router: RouterSpec) =>
    router.ports.flatMap((port) => (port.floatingIp ? [`${port.floatingIp} ${port.id}`] : []));
  const gone = (list: (router: RouterSpec) => string[]) => {
    const kept = new Set(list(spec));
    return list(former)
      .filter((each) => !kept.has(each))
      .map((each) => each.split(' ')[0] ?? '');
  };
  for (const address of gone(fixed)) await cutConnections(namespace, address, 'fixed');
  for (const address of gone(floating)) await cutConnections(namespace, address, 'floating');
}

/** How full the table of a namespace is (null: the host's own); a kernel that tracks nothing has a limit of 0. */
export async function trackingIn(namespace: string | null): Promise<Tracking> {
  const keys = ['count', 'max'].map((what) => `net.netfilter.nf_conntrack_${what}`);
  const found = await settingsOf(namespace, keys);
  const [connections = 0, limit = 0] = keys.map((key) => Number(found.get(key) ?? 0));
  return { where: namespace ?? 'the host', connections, limit };
}

/** Ends tracked connections from or to a guest's address, or through a floating IP, so that nobody inherits them. */
async function cutConnections(namespace: string, address: string, kind: 'fixed' | 'floating'): Promise<void> {
  const directions = kind === 'fixed' ? ['--orig-src', '--reply-src'] : ['--orig-dst', '--reply-dst'];
  const cut = ['conntrack', '-D', '-f', address.includes(':') ? 'ipv6' : 'ipv4'];
  for (const direction of directions) await runIn(namespace, [...cut, direction, address], { check: false });
}
