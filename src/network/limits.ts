/** How much of a project's network there can be; each is far from what costs anything, and near what a mistake makes. */
export const limits = {
  networks: 50,
  subnets: 100,
  ports: 1_000,
  securityGroups: 100,
  rulesPerGroup: 100,
  /** As Neutron's `max_allowed_address_pair`. */
  addressPairs: 10,
} as const;
