import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import type { GuestSpec } from '../../driver.ts';

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** A UUID and which system of that machine it is. */
const instanceId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-\d+)?$/);

const mac = z.string().regex(/^([0-9a-f]{2}:){5}[0-9a-f]{2}$/);

const guestSpec: z.ZodType<GuestSpec> = z.object({
  id: uuid,
  slot: z.int().min(1).max(65_000),
  vcpus: z.int().min(1).max(255),
  memoryMiB: z.int().min(1),
  image: uuid,
  volumes: z.array(z.object({ id: uuid })).max(64),
  router: uuid,
  ports: z.array(z.object({ id: uuid, mac, dhcp4: z.boolean(), dhcp6: z.boolean() })).max(64),
  seed: z.object({
    instanceId,
    hostname: z.string(),
    sshKeys: z.array(z.string()),
    userData: z.string().nullable(),
  }),
  probeSsh: z.object({ router: uuid, address: z.union([z.ipv4(), z.ipv6()]) }).nullable(),
});

/** Throws `guest-spec-invalid` unless every id is a UUID and every number in range: they become paths and arguments. */
export function checkSpec(spec: GuestSpec): GuestSpec {
  const checked = guestSpec.safeParse(spec);
  if (checked.success) return checked.data;
  const remedy = 'This is a fault of Slipway: please report it with the server log.';
  throw new Problem('guest-spec-invalid', `Not a guest: ${z.prettifyError(checked.error)}`, remedy);
}

export function isUuid(text: string): boolean {
  return uuid.safeParse(text).success;
}
