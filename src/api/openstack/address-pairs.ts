import { z } from 'zod';

export const pairSchema = z.object({ mac_address: z.string(), ip_address: z.string() }).meta({ id: 'AddressPair' });

/** Every pair has the MAC of its port. */
export function presentPairs(mac: string, allowed: string[]): z.input<typeof pairSchema>[] {
  return allowed.map((address) => ({ mac_address: mac, ip_address: address }));
}
