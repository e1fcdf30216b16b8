import { isIP } from 'node:net';
import { z } from 'zod';
import { parseUuid } from '../common/uuid.ts';

/** `waldur`: plan and ssh key may be left out, as its clients do; the WAYSCloud documentation requires both. */
export type OrderForm = 'wayscloud' | 'waldur';

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

const ipAddress = z
  .string()
  .max(45)
  .refine((text) => isIP(text) !== 0, 'Must be an IP address.');

/** What a port may have beside its own addresses; the domain says which, and how many. */
export const addressPairs = z
  .array(z.object({ ip_address: z.string().max(50), mac_address: z.string().max(32).optional() }))
  .max(100)
  .meta({ description: 'Addresses or prefixes that the VM may use beside its own; `mac_address` is that of the port' });

/** An item of Waldur's `ports`. */
export const portShape = {
  subnet: reference.optional().describe('Subnet to connect the VM to'),
  port: reference.optional().describe('A port that exists and no VM has, in place of a subnet'),
  fixed_ips: z
    .array(z.object({ ip_address: z.string().max(45).optional(), subnet_id: reference.optional() }))
    .max(8)
    .optional()
    .describe('Particular addresses; left out: the next free ones'),
};

/** A connection that is made anew, where the port can be told more. */
export const newPortShape = { ...portShape, allowed_address_pairs: addressPairs.optional() };

/** An item of `networks`, as WAYSCloud documents it, and with what Waldur's ports can say. */
export const networkShape = {
  ...newPortShape,
  floating_ip: z
    .string()
    .refine(
      (text) => text === 'auto' || text === 'none' || text === '' || parseUuid(text) !== null,
      'Must be "auto", "none" or the UUID of a floating IP.',
    )
    .describe('"auto": a free floating IP of the project, else a new one; "none"; or the UUID of one'),
};

/** An item of Waldur's `floating_ips`. */
export const floatingIpShape = {
  subnet: reference.describe('That of the port which shall have the floating IP'),
  url: reference.optional().describe('A particular floating IP; left out: as "auto"'),
  ip_address: ipAddress.optional().describe('A particular floating IP of the project by its address'),
};

/** MiB, of any volume. */
const volumeSize = z
  .int()
  .min(1024, 'At least 1024 MiB.')
  .max(16 * 1024 * 1024);

export const dataVolumeShape = {
  size: volumeSize.describe('MiB'),
  volume_type: reference.optional(),
};

const maxUserData = 64 * 1024;
export const maxNetworks = 8;
export const maxDataVolumes = 8;

/** Attributes of an order for a VM but for its networks and volumes; what is not listed is dropped. */
export const attributeShape = {
  name: instanceName,
  image: reference.describe('Image of the system volume'),
  flavor: reference.optional().describe('Size of the VM; may be left out when the offering has one'),
  ssh_public_key: z
    .string()
    .min(1)
    .max(8192)
    .describe('OpenSSH public key as text, or a reference to a stored one; optional in the Waldur dialect'),
  description: z.string().max(4096).optional(),
  user_data: z
    .string()
    .max(maxUserData, `At most ${maxUserData} characters.`)
    .optional()
    .describe('cloud-init user data, of any of its formats; a gzip in base64'),
  system_volume_size: volumeSize.optional().describe('MiB; left out: the flavor’s disk'),
  system_volume_type: reference.optional(),
  security_groups: z
    .array(z.union([reference, z.object({ url: reference })]))
    .max(10)
    .optional(),
  data_volume_size: volumeSize.optional().describe('MiB; one more volume of that size'),
  data_volume_type: reference.optional(),
};

/** What an order says beside its attributes. */
const orderShape = {
  project: reference,
  offering: reference,
  plan: reference.describe('Optional in the Waldur dialect: then the first active plan of the offering'),
  quote: reference.optional().describe('Of a preflight at most 15 minutes ago: its price holds for this order'),
  limits: z.record(z.string().max(100), z.int().min(0)).optional(),
  request_comment: z.string().max(255).optional().describe('For whoever approves the order'),
  slug: z
    .string()
    .max(50)
    .regex(/^[-a-zA-Z0-9_]*$/, 'Letters, digits, "-" and "_" only.')
    .optional(),
  start_date: z.iso
    .date('Must be a date such as 2026-01-31.')
    .refine((day) => day <= today(), 'Orders begin at once: give no later date than today, or leave it out.')
    .optional(),
  type: z
    .literal('Create', 'Orders that are placed here are of type Create: change and terminate by the resource.')
    .optional(),
  callback_url: z
    .literal('', 'Nothing can be called back yet: leave it out, and follow the order by its events.')
    .optional(),
  accepting_terms_of_service: z.boolean().optional(),
};

/** What an order says in one of the dialects: `plan` may be left out in Waldur's. */
export function orderFields(form: OrderForm) {
  return form === 'waldur' ? { ...orderShape, plan: orderShape.plan.optional() } : orderShape;
}

/** The day that it is in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** What a volume is asked for with, directly or as the attributes of an order. */
export const volumeShape = {
  name: z.string().min(1, 'May not be blank.').max(150),
  description: z.string().max(4096).optional(),
  size: volumeSize.describe('MiB'),
  type: reference.optional().describe('Volume type; left out: the default one'),
  image: reference.optional().describe('Begins as this image; left out: reads zeros'),
};

const vmAttributes = z
  .object({
    ...attributeShape,
    networks: z.array(z.object(networkShape)).max(maxNetworks).optional(),
    ports: z.array(z.object(newPortShape)).max(maxNetworks).optional().describe("Waldur's form of `networks`"),
    floating_ips: z.array(z.object(floatingIpShape)).max(maxNetworks).optional(),
    data_volumes: z.array(z.object(dataVolumeShape)).max(maxDataVolumes).optional(),
  })
  .meta({ description: 'Of a VM; `networks` (or `ports`) is required' });
const volumeAttributes = z.object(volumeShape).meta({ description: 'Of a volume' });

/** The order as WAYSCloud documents it; Waldur's `ports` and `floating_ips` are accepted in place of `networks`. */
export const orderBody = z
  .object({ ...orderShape, attributes: z.union([vmAttributes, volumeAttributes]) })
  .meta({ description: 'Orders what the offering is of: a VM or a volume.' });
