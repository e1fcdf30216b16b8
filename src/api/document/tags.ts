import { type Document, operationsOf, type Tag } from './openapi.ts';

/** The groups of operations, in the order in which somebody new would want them. */
const tags: readonly Tag[] = [
  {
    name: 'Orders',
    description: 'Place an order for a VM or a volume, check it first, follow, approve, retry or cancel it.',
  },
  {
    name: 'Resources',
    description:
      'What orders have made, as the marketplace shows it: VMs and ordered volumes, by the UUID of the order’s `resource_uuid`.',
  },
  { name: 'Instances', description: 'The same VMs, by the same UUIDs, as OpenStack shows them.' },
  {
    name: 'Catalogue',
    description: 'What can be ordered: offerings in categories, their plans and prices, and the sizes of VMs.',
  },
  {
    name: 'Images',
    description: 'Systems that VMs are made from: well-known, imported by URL, uploaded, or captured from a VM.',
  },
  {
    name: 'Network',
    description:
      'Networks, subnets, ports, floating IPs and security groups of a project. Changes are in force when the state is OK again.',
  },
  { name: 'Storage', description: 'Volumes beside the system volumes, and their types.' },
  {
    name: 'Projects',
    description: 'Projects own all that is made, have quotas and members; each is a tenant with a network of its own.',
  },
  { name: 'Customers', description: 'The organisations that have projects.' },
  { name: 'Users', description: 'Who can log in.' },
  { name: 'Account', description: 'What is your own: logging in, tokens, ssh keys, and what the roles may.' },
  { name: 'Events', description: 'The audit: who did what, from where, and what came of it.' },
  { name: 'Operation', description: 'The state of the cloud and its host, for those that operate it.' },
];

/** Declares the tags of the document's operations. Throws when one has none that is described here. */
export function declareTags(document: Document): void {
  const used = new Set(operationsOf(document).flatMap(({ operation }) => operation.tags));
  document.tags = tags.filter(({ name }) => used.delete(name));
  if (used.size > 0) throw new Error(`These tags have no description in tags.ts: ${[...used].join(', ')}`);
}
