import type { GuestUsage } from '../../driver.ts';
import { run } from '../../../common/command.ts';

type Counters = Omit<GuestUsage['ports'][number], 'port'>;

interface Statistics {
  ifname: string;
  stats64: { rx: { bytes: number; packets: number }; tx: { bytes: number; packets: number } };
}

/** What went through the taps of a router, by interface, as the guest behind it sees it; none without the namespace. */
export async function tapCounters(namespace: string): Promise<Map<string, Counters>> {
  const { code, stdout } = await run('ip', ['-n', namespace, '-s', '-j', 'link', 'show'], { check: false });
  const links = code === 0 && stdout.trim() !== '' ? (JSON.parse(stdout) as Statistics[]) : [];
  return new Map(
    links.map(({ ifname, stats64: { rx, tx } }) => [
      ifname,
      // what the host transmits into a tap is what the guest receives
      { receivedBytes: tx.bytes, receivedPackets: tx.packets, sentBytes: rx.bytes, sentPackets: rx.packets },
    ]),
  );
}
