import { join } from 'node:path';
import type { Logger } from 'pino';
import { runsGuestsHere, type Settings } from '../common/settings.ts';
import type { Driver } from '../drivers/driver.ts';
import type { Cloud } from './cloud.ts';

/** The one place that chooses a driver; each is loaded only when it is used. */
export async function makeDriver(settings: Settings, cloud: Cloud, log: Logger): Promise<Driver> {
  if (settings.driver === 'fake') {
    const { FakeDriver } = await import('../drivers/fake/index.ts');
    return new FakeDriver(join(settings.home, 'fake'));
  }
  if (settings.driver === 'openstack') {
    const { openStackDriver } = await import('../drivers/openstack/index.ts');
    return openStackDriver(
      openStackSettings(settings, cloud),
      qemuSettings(settings, cloud),
      imageHosts(settings),
      log,
    );
  }
  const { QemuDriver } = await import('../drivers/qemu/index.ts');
  return new QemuDriver(qemuSettings(settings, cloud), imageHosts(settings), log);
}

/** What of the host overlaps the pool of floating IPs, in words; null: nothing does. */
export async function poolClash(settings: Settings, cloud: Cloud): Promise<string | null> {
  if (!runsGuestsHere(settings)) return null;
  const { poolClash: clashOf } = await import('../drivers/qemu/network/index.ts');
  return clashOf(qemuSettings(settings, cloud));
}

export function qemuSettings(settings: Settings, cloud: Cloud) {
  return {
    home: settings.home,
    cloud: cloud.cloud,
    uidBase: cloud.uidBase,
    floatingPool: cloud.floatingPool,
    uplink: settings.uplink,
    accelerator: settings.accelerator,
  };
}

/** Which OpenStack it is the variables say that every client of one knows. */
function openStackSettings(settings: Settings, { cloud }: Cloud) {
  const { os_external_network: externalNetwork, os_floating_ips: floatingIps, os_volume_type: volumeType } = settings;
  return { cloud, env: process.env, externalNetwork, floatingIps, volumeType };
}

function imageHosts(settings: Settings): string[] {
  return settings.image_hosts
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');
}
