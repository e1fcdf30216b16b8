import { isIP } from 'node:net';
import { z } from 'zod';
import { reference } from '../common/reference.ts';

const ipAddress = z
  .string()
  .max(45)
  .refine((text) => isIP(text) !== 0, 'Must be an IP address.');

/** What a port may have beside its own addresses; the domain says which, and how many. */
export const addressPairs = z
  .array(
    z
      .object({ ip_address: z.string().max(50), mac_address: z.string().max(32).optional() })
      .meta({ id: 'AddressPairRequest' }),
  )
  .max(100)
  .meta({ description: 'Addresses or prefixes that the VM may use beside its own; `mac_address` is that of the port' });

/** An item of Waldur's `ports`. */
export const portShape = {
  subnet: reference.optional().describe('Subnet to connect the VM to'),
  port: reference.optional().describe('A port that exists and no VM has, in place of a subnet'),
  fixed_ips: z
    .array(
      z
        .object({ ip_address: z.string().max(45).optional(), subnet_id: reference.optional() })
        .meta({ id: 'FixedIpRequest' }),
    )
    .max(8)
    .optional()
    .describe('Particular addresses; left out: the next free ones'),
};

/** Every port is guarded; allowed address pairs say what it may send beside its own. */
export const portSecurity = z
  .literal(true, 'Every port is guarded: leave it out, and give allowed_address_pairs for what it may send besides.')
  .optional();

/** A connection that is made anew, where the port can be told more. */
export const newPortShape = {
  ...portShape,
  allowed_address_pairs: addressPairs.optional(),
  port_security_enabled: portSecurity,
};

/** An item of Waldur's `floating_ips`. */
export const floatingIpShape = {
  subnet: reference.describe('That of the port which shall have the floating IP'),
  url: reference.optional().describe('A particular floating IP; left out: as "auto"'),
  ip_address: ipAddress.optional().describe('A particular floating IP of the project by its address'),
};
