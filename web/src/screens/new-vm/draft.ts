import type { Schemas } from '../../api/client.ts';
import { timeOf } from '../../parts/ends.ts';

/** What has been chosen of a VM that is not ordered yet. */
export interface Draft {
  name: string;
  offering: string;
  plan: string;
  image: string;
  flavor: string;
  /** MiB; none: the flavor's disk. */
  disk: number | '';
  /** The UUIDs of stored keys; an order takes the first. */
  keys: string[];
  subnet: string;
  /** `auto`, `none` or the UUID of one. */
  floating: string;
  address: string;
  groups: string[];
  /** MiB each. */
  volumes: number[];
  userData: string;
  description: string;
  endDate: string;
  endAction: string;
  /** So many, called NAME-1 and so on; one has the name as it is. */
  count: number;
  /** It cannot be deleted until this is taken away. */
  isProtected: boolean;
}

export const emptyDraft: Draft = {
  name: '',
  offering: '',
  plan: '',
  image: '',
  flavor: '',
  disk: '',
  keys: [],
  subnet: '',
  floating: 'auto',
  address: '',
  groups: [],
  volumes: [],
  userData: '',
  description: '',
  endDate: '',
  endAction: 'delete',
  count: 1,
  isProtected: false,
};

/** What each section of the form gets. */
export interface SectionProps {
  draft: Draft;
  change: (change: Partial<Draft>) => void;
  /** What is wrong with a field, by its path in the order. */
  wrong: (path: string) => string | undefined;
}

/** Paths of what stands in the folded part of the form. */
export function foldedOf({ volumes }: Draft): string[] {
  const others = [
    'networks.0.fixed_ips',
    'user_data',
    'description',
    'end_date',
    'end_action',
    'termination_protection',
  ];
  const disks = volumes.map((_, index) => `data_volumes.${index}`);
  return ['plan', 'offering', ...[...others, ...disks].map((name) => `attributes.${name}`)];
}

/** Paths of all that has a field of its own. */
export function fieldsOf(draft: Draft): string[] {
  const names = ['name', 'image', 'flavor', 'system_volume_size', 'ssh_public_key', 'security_groups'];
  const networks = ['networks.0.subnet', 'networks.0.floating_ip'];
  return [...[...names, ...networks].map((name) => `attributes.${name}`), ...foldedOf(draft)];
}

/** The names of all that are ordered. */
export function namesOf({ name, count }: Draft): string[] {
  return count === 1 ? [name] : Array.from({ length: count }, (_, index) => `${name}-${index + 1}`);
}

/** The draft as it is ordered. */
export function orderOf(project: string, draft: Draft): Schemas['OrdersCreateRequest'] {
  const { name, offering, plan, image, flavor, disk, keys, subnet, floating, address, groups, volumes } = draft;
  const { userData, description, endDate, endAction, isProtected } = draft;
  const fixed = address === '' ? {} : { fixed_ips: [{ ip_address: address }] };
  const attributes = {
    name,
    image,
    flavor,
    ssh_public_key: keys[0] ?? '',
    networks: [{ subnet, floating_ip: floating, ...fixed }],
    ...(groups.length === 0 ? {} : { security_groups: groups }),
    ...(disk === '' ? {} : { system_volume_size: disk }),
    ...(volumes.length === 0 ? {} : { data_volumes: volumes.map((size) => ({ size })) }),
    ...(userData === '' ? {} : { user_data: userData }),
    ...(description === '' ? {} : { description }),
    ...(endDate === '' ? {} : { end_date: timeOf(endDate), end_action: endAction as 'delete' | 'stop' }),
    ...(isProtected ? { termination_protection: true } : {}),
  };
  return { project, offering, plan, attributes };
}
