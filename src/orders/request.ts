import { z } from 'zod';
import type { FieldErrors } from '../common/field-errors.ts';
import { parseUuid } from '../common/uuid.ts';

/** A reference to an object: UUID with or without dashes, or a hyperlink that ends in one. */
export const reference = z
  .string()
  .max(500)
  .refine((text) => parseUuid(text) !== null, 'Must be a UUID, with or without dashes, or the URL of the object.')
  .meta({
    description: 'UUID, with or without dashes; the URL of the object is accepted too',
    example: '550e8400e29b41d4a716446655440000',
  });

/** The host name rule of Waldur's instances: DNS labels. */
export const instanceName = z
  .string()
  .min(1, 'May not be blank.')
  .max(63, 'Has more than 63 characters, the limit of a host name. Give a shorter name.')
  .regex(
    /^[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*$/,
    'Must be a host name: letters, digits and hyphens, beginning and ending with a letter or digit. Try "my-vm".',
  )
  .meta({ description: 'Host name of the VM, 1-63 characters', example: 'my-vm' });

const networkShape = {
  subnet: reference.describe('Subnet to connect the VM to'),
  floating_ip: z
    .string()
    .refine(
      (text) => text === 'auto' || text === 'none' || text === '' || parseUuid(text) !== null,
      'Must be "auto", "none" or the UUID of a floating IP.',
    )
    .describe('"auto": a free floating IP of the project, else a new one; "none"; or the UUID of one'),
};

const portShape = { subnet: reference.describe("Waldur's form of networks[].subnet") };
const floatingIpShape = {
  subnet: reference,
  url: reference.optional().describe('A particular floating IP; left out: as "auto"'),
};

const maxUserData = 64 * 1024;

const attributeShape = {
  name: instanceName,
  image: reference.describe('Image of the system volume'),
  flavor: reference.optional().describe('Size of the VM; may be left out when the offering has one'),
  ssh_public_key: z.string().min(1).max(8192).describe('OpenSSH public key as text, or a reference to a stored one'),
  networks: z
    .array(z.object(networkShape))
    .min(1, 'Please specify at least one network.')
    .max(8, 'At most 8 networks.'),
  description: z.string().max(4096).optional(),
  user_data: z
    .string()
    .max(maxUserData, `At most ${maxUserData} characters.`)
    .optional()
    .describe('cloud-init user data'),
  system_volume_size: z
    .int()
    .min(1024, 'At least 1024 MiB.')
    .max(16 * 1024 * 1024)
    .optional()
    .describe('MiB; left out: the flavor’s disk'),
  security_groups: z
    .array(z.union([reference, z.object({ url: reference })]))
    .max(10)
    .optional(),
};

const orderShape = { project: reference, offering: reference, plan: reference };

/** The order as `order-page` documents it; Waldur's `ports` and `floating_ips` are accepted in place of `networks`. */
export const orderBody = z
  .object({
    ...orderShape,
    attributes: z.object({
      ...attributeShape,
      networks: attributeShape.networks.optional(),
      ports: z.array(z.object(portShape)).max(8).optional(),
      floating_ips: z.array(z.object(floatingIpShape)).max(8).optional(),
    }),
    limits: z.record(z.string(), z.number()).optional(),
  })
  .meta({ description: 'Orders a VM. `networks` (or `ports`) is required.' });

/** What was understood of an order: only what is well formed; the rest stands in the errors. */
export interface OrderDraft {
  project?: string;
  offering?: string;
  plan?: string;
  name?: string;
  image?: string;
  flavor?: string;
  key?: string;
  description: string;
  userData: string | null;
  systemVolumeMiB: number | null;
  securityGroups?: string[];
  /** `floatingIp`: "auto", "none" or a UUID. */
  networks: { at: (string | number)[]; subnet?: string; floatingIp?: string }[];
}

/** Reads an order field by field, so that one wrong field does not hide another. */
export function readOrder(body: unknown, errors: FieldErrors): OrderDraft {
  const raw = asObject(body);
  const top = readFields(orderShape, raw, [], errors);
  const given = raw['attributes'] ?? undefined;
  if (given === undefined) errors.add(['attributes'], 'This field is required.');
  else if (!isObject(given)) errors.add(['attributes'], 'Must be an object.');
  const attributes = isObject(given) ? normalise(given) : null;
  const shape = { ...attributeShape, networks: z.unknown() };
  const known = attributes === null ? {} : readFields(shape, attributes, ['attributes'], errors);
  const networks = attributes === null ? [] : readNetworks(attributes['networks'], errors);
  return {
    ...uuids({
      project: top.project,
      offering: top.offering,
      plan: top.plan,
      image: known.image,
      flavor: known.flavor,
    }),
    ...(known.name === undefined ? {} : { name: known.name }),
    ...(known.ssh_public_key === undefined ? {} : { key: known.ssh_public_key }),
    ...(known.security_groups === undefined ? {} : { securityGroups: known.security_groups.map(groupUuid) }),
    description: known.description ?? '',
    userData: known.user_data === '' ? null : (known.user_data ?? null),
    systemVolumeMiB: known.system_volume_size ?? null,
    networks,
  };
}

function readNetworks(given: unknown, errors: FieldErrors): OrderDraft['networks'] {
  const path = ['attributes', 'networks'];
  const list = z
    .array(z.unknown())
    .min(1, 'Please specify at least one network.')
    .max(8, 'At most 8 networks.')
    .safeParse(given);
  if (!list.success) {
    report(list.error, path, given === undefined, errors);
    return [];
  }
  return list.data.map((item, index) => {
    const at = [...path, index];
    if (!isObject(item)) {
      errors.add(at, 'Must be an object with "subnet" and "floating_ip".');
      return { at };
    }
    const { subnet, floating_ip: floating } = readFields(networkShape, item, at, errors);
    const floatingIp =
      floating === undefined ? undefined : floating === '' ? 'none' : (parseUuid(floating) ?? floating);
    return { at, ...uuids({ subnet }), ...(floatingIp === undefined ? {} : { floatingIp }) };
  });
}

/** Waldur's ports and floating_ips as networks, the translation of its own Ansible module turned round. */
function normalise(attributes: Record<string, unknown>): Record<string, unknown> {
  const { ports, floating_ips: floating } = attributes;
  if (attributes['networks'] !== undefined || !Array.isArray(ports)) return attributes;
  const wanted = (Array.isArray(floating) ? floating : []).map(asObject);
  const networks = ports.map((port) => {
    const { subnet } = asObject(port);
    const match = wanted.find((item) => sameReference(item['subnet'], subnet));
    return { subnet, floating_ip: match === undefined ? 'none' : (match['url'] ?? 'auto') };
  });
  return { ...attributes, networks };
}

function sameReference(left: unknown, right: unknown): boolean {
  return typeof left === 'string' && typeof right === 'string' && parseUuid(left) === parseUuid(right);
}

type Shape = Record<string, z.ZodType>;
type Read<S extends Shape> = { [K in keyof S]?: z.output<S[K]> };

function readFields<S extends Shape>(
  shape: S,
  raw: Record<string, unknown>,
  at: (string | number)[],
  errors: FieldErrors,
): Read<S> {
  const read: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(shape)) {
    const result = schema.safeParse(raw[key] ?? undefined);
    if (result.success) read[key] = result.data;
    else report(result.error, [...at, key], raw[key] === undefined || raw[key] === null, errors);
  }
  return read as Read<S>;
}

function report(error: z.ZodError, at: (string | number)[], absent: boolean, errors: FieldErrors): void {
  if (absent) return errors.add(at, 'This field is required.');
  for (const issue of error.issues) errors.add([...at, ...issue.path], issue.message);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function groupUuid(group: string | { url: string }): string {
  return parseUuid(typeof group === 'string' ? group : group.url) ?? '';
}

function uuids<K extends string>(texts: Record<K, string | undefined>): { [P in K]?: string } {
  const entries = Object.entries<string | undefined>(texts).flatMap(([key, text]) => {
    const uuid = text === undefined ? null : parseUuid(text);
    return uuid === null ? [] : [[key, uuid]];
  });
  return Object.fromEntries(entries) as { [P in K]?: string };
}
