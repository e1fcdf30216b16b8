import { z } from 'zod';
import { definedFields } from './defined-fields.ts';

/** What a control plane has that was not told of several clouds, and what an older one had. */
export const onlyCloud = 'main';

export const drivers = ['qemu', 'openstack', 'fake'] as const;

const name = z.string().min(1).nullable().default(null);

/** What one of the clouds that the settings list says; an OpenStack takes what it does not say from the settings of all. */
const listed = z
  .strictObject({
    driver: z.enum(drivers),
    os_cloud: name,
    os_external_network: z.string().min(1).optional(),
    os_floating_ips: z.int().min(1).max(65_535).optional(),
    os_volume_type: z.string().min(1).optional(),
  })
  .refine((cloud) => cloud.driver === 'openstack' || Object.keys(cloud).every((key) => !isOf(cloud, key)), {
    error: 'what begins with os_ is of an OpenStack',
  });

function isOf(cloud: Record<string, unknown>, key: string): boolean {
  return key.startsWith('os_') && cloud[key] != null;
}

type Listed = z.output<typeof listed>;

/** `[clouds.NAME]`, in their order. */
export const cloudList = z
  .record(z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'a name of a-z, 0-9 and -, such as lab'), listed)
  .refine((clouds) => Object.keys(clouds).length > 0, 'at least one cloud, or no list')
  .refine((clouds) => isOnce(clouds, 'qemu') && isOnce(clouds, 'fake'), 'one cloud of this machine at most')
  .refine(
    (clouds) => isOnce(clouds, 'openstack') || of(clouds, 'openstack').every(({ os_cloud }) => os_cloud !== null),
    'each OpenStack names its own entry of clouds.yaml by os_cloud',
  )
  .optional();

const of = (clouds: Record<string, Listed>, driver: string): Listed[] =>
  Object.values(clouds).filter((cloud) => cloud.driver === driver);
const isOnce = (clouds: Record<string, Listed>, driver: string): boolean => of(clouds, driver).length < 2;

/** One cloud: a backend behind a driver. */
export interface CloudSettings {
  name: string;
  driver: (typeof drivers)[number];
  /** Its entry in `clouds.yaml`; null: what the variables of OpenStack say. */
  os_cloud: string | null;
  os_external_network: string | null;
  os_floating_ips: number;
  os_volume_type: string | null;
}

type Common = Omit<CloudSettings, 'name' | 'os_cloud'>;

/** The clouds that there are: those of the list, else one of the driver that the settings name. */
export function cloudsOf(list: z.output<typeof cloudList>, common: Common): CloudSettings[] {
  const { driver, os_external_network, os_floating_ips, os_volume_type } = common;
  const usual = { driver, os_cloud: null, os_external_network, os_floating_ips, os_volume_type };
  return Object.entries(list ?? { [onlyCloud]: {} }).map(([cloud, own]) => {
    return { ...usual, ...definedFields(own), name: cloud };
  });
}
