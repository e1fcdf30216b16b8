import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import { isUuid } from '../../../common/uuid.ts';
import type { GuestSpec } from '../../driver.ts';
import { MAC } from '../host.ts';

const uuid = z.string().refine(isUuid, 'Not a UUID');

/** A UUID and which system of that machine it is. */
const instanceId = z
  .string()
  .refine((text) => isUuid(text.slice(0, 36)) && /^(-\d+)?$/.test(text.slice(36)), 'Not an id');

const mac = z.string().regex(MAC);

const guestSpec: z.ZodType<GuestSpec> = z.object({
  id: uuid,
  slot: z.int().min(1).max(65_000),
  vcpus: z.int().min(1).max(255),
  memoryMiB: z.int().min(1),
  image: uuid,
  volumes: z.array(z.object({ id: uuid })).max(64),
  // one that was kept by an older version has its disk as the first of `volumes`
  rescue: z.object({ image: uuid, volume: uuid }).nullable().default(null),
  router: uuid,
  ports: z.array(z.object({ id: uuid, mac, dhcp4: z.boolean(), dhcp6: z.boolean() })).max(64),
  seed: z.object({
    instanceId,
    hostname: z.string(),
    sshKeys: z.array(z.string()),
    userData: z.string().nullable(),
    // one that was kept by an older version has none
    labels: z.record(z.string(), z.string()).default({}),
    copied: z.literal(true).exactOptional(),
  }),
  probeSsh: z.object({ router: uuid, address: z.union([z.ipv4(), z.ipv6()]) }).nullable(),
});

/** The disks that a guest runs with, the one that boots first. */
export function disksOf({ volumes, rescue }: Pick<GuestSpec, 'volumes' | 'rescue'>): { id: string }[] {
  return rescue === null ? volumes : [{ id: rescue.volume }, ...volumes];
}

/** Throws `guest-spec-invalid` unless every id is a UUID and every number in range: they become paths and arguments. */
export function checkSpec(spec: GuestSpec): GuestSpec {
  const checked = guestSpec.safeParse(spec);
  if (checked.success) return checked.data;
  const remedy = 'This is a fault of Slipway: please report it with the server log.';
  throw new Problem('guest-spec-invalid', `Not a guest: ${z.prettifyError(checked.error)}`, remedy);
}
