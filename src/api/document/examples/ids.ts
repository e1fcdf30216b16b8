// The things of the one small cloud that all examples show, as if they had been made one after the other.

const names = [
  'customer',
  'project',
  'user',
  'colleague',
  'role',
  'category',
  'offering',
  'plan',
  'flavor',
  'image',
  'network',
  'subnet',
  'pool',
  'group',
  'volumeType',
  'key',
  'token',
  'order',
  'vm',
  'systemVolume',
  'volumeOffering',
  'volumePlan',
  'volume',
  'port',
  'floatingIp',
  'termination',
  'quote',
  'event',
  'member',
  'component',
  'request',
  'zone',
  'serverGroup',
  'snapshot',
  'restored',
] as const;

/** The UUID of each. */
export const ids = Object.fromEntries(
  names.map((name, index) => [name, `0f8fad5b-d9cb-469f-a165-${(0x70867728950e + index).toString(16)}`]),
) as Record<(typeof names)[number], string>;
