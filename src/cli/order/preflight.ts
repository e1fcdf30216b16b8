import type { Preflight } from '../api/schema.ts';
import { facts, print } from '../terminal/output.ts';
import type { Session } from '../api/session.ts';
import { duration, size } from '../terminal/terminal.ts';

/** What the command line calls some quotas: as `quota show` does. */
const WORDS: Record<string, string> = {
  vcpu: 'vcpus',
  ram: 'memory',
  images_size: 'images',
  floating_ips: 'floating-ips',
  snapshots_size: 'snapshots-size',
};
const SIZES = ['ram', 'storage', 'images_size', 'snapshots_size'];

/** `--dry-run` of an order: what the order would take, make and cost, and how long it would take. */
export async function dryRun(session: Session, body: unknown): Promise<void> {
  const checked = await session.client.post<Preflight>('marketplace-orders/preflight/', body);
  print(session, checked, [checked.quote], () => {
    const { price, quotas, capacity, makes, estimate_ms: estimate } = checked;
    const { new: fresh, reused } = makes.floating_ips;
    return facts({
      price: `${Number(price.unit_price)} a ${price.unit}`,
      quote: `${checked.quote}, holds until ${checked.quote_expires}`,
      ready: estimate === null ? 'no order like it was measured yet' : `after about ${duration(estimate)}`,
      download: downloadWords(checked.download),
      warning: checked.warnings.join(' ') || null,
      approval: checked.needs_approval ? 'the order would wait for it' : null,
      volumes: makes.volumes.map((volume) => `${volume.name} ${size(volume.size)}`).join(', '),
      ports: makes.ports || null,
      'floating ips': fresh + reused === 0 ? null : `${fresh} new, ${reused} of the project`,
      'quota left': Object.entries(quotas)
        .map(([name, { left }]) => `${WORDS[name] ?? name} ${SIZES.includes(name) ? size(left) : left}`)
        .join(', '),
      'host has': `${capacity.vcpus} vCPUs to share, ${size(capacity.memory_mib)} of memory, ${size(capacity.disk_mib)} of disk, ${capacity.floating_ips} floating IPs`,
    });
  });
}

function downloadWords(download: Preflight['download']): string | null {
  if (download === null) return null;
  const much = download.size === null ? '' : `, ${size(download.size / 2 ** 20)}`;
  return `the image is downloaded first${much}`;
}
