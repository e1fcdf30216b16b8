import { join } from 'node:path';
import type { Logger } from 'pino';
import type { CloudSettings } from '../common/cloud-settings.ts';
import { runsGuestsHere, type Settings } from '../common/settings.ts';
import type { Driver } from '../drivers/driver.ts';
import type { Cloud } from './cloud.ts';
import { Clouds } from './clouds.ts';

/** The backends of all clouds that the settings list; `first`: in place of that of the default cloud. */
export async function openClouds(settings: Settings, identity: Cloud, log: Logger, first?: Driver): Promise<Clouds> {
  const made = settings.clouds.map(async (cloud): Promise<[string, Driver]> => {
    const given = cloud.name === settings.default_cloud ? first : undefined;
    return [cloud.name, given ?? (await makeDriver(cloud, settings, identity, log))];
  });
  return new Clouds(new Map(await Promise.all(made)), log);
}

/** The one place that chooses a driver; each is loaded only when it is used. */
async function makeDriver(cloud: CloudSettings, settings: Settings, identity: Cloud, log: Logger): Promise<Driver> {
  if (cloud.driver === 'fake') {
    const { FakeDriver } = await import('../drivers/fake/index.ts');
    return new FakeDriver(join(settings.home, 'fake'));
  }
  if (cloud.driver === 'openstack') {
    const { openStackDriver } = await import('../drivers/openstack/index.ts');
    const host = qemuSettings(settings, identity);
    return openStackDriver(openStackSettings(cloud, identity), host, imageHosts(settings), log);
  }
  const { QemuDriver } = await import('../drivers/qemu/index.ts');
  return new QemuDriver(qemuSettings(settings, identity), imageHosts(settings), log);
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

/** Which OpenStack it is the variables say that every client of one knows, and `os_cloud` in place of `OS_CLOUD`. */
function openStackSettings(settings: CloudSettings, { cloud }: Cloud) {
  const { os_external_network: externalNetwork, os_floating_ips: floatingIps, os_volume_type: volumeType } = settings;
  const env = settings.os_cloud === null ? process.env : { ...process.env, OS_CLOUD: settings.os_cloud };
  return { cloud, env, externalNetwork, floatingIps, volumeType };
}

function imageHosts(settings: Settings): string[] {
  return settings.image_hosts
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');
}
