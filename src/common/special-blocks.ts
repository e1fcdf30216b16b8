/**
 * Addresses that no guest ever has: what is no address of one machine, all that is link-local, where the metadata service
 * is, and what routers have among themselves (RFC 6598).
 */
export const specialBlocks: Record<4 | 6, readonly string[]> = {
  4: ['0.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'],
  6: ['::/127', 'fe80::/10', 'ff00::/8'],
};
