import type { Path } from '../../common/fields.ts';
import { isEmpty } from '../../common/unknown-names.ts';
import { prefixOf } from './dialect.ts';
import { waldur } from './waldur.ts';

/** What clients of Waldur's send where it says nothing here: it is passed over, for they cannot be told to leave it out. */
const sent: readonly { client: string; to: RegExp; names: readonly string[] }[] = [
  { client: 'python-waldur-client', to: /^configuration\/$/, names: ['page_size'] },
  { client: 'python-waldur-client', to: /^openstack-[a-z-]+\/:uuid\/$/, names: ['tenant_uuid', 'settings_uuid'] },
  { client: 'python-waldur-client', to: /\/create_subnet\/$/, names: ['project', 'tenant', 'network_uuid'] },
  { client: 'python-waldur-client', to: /^openstack-subnets\/:uuid\/$/, names: ['tenant'] },
  { client: 'python-waldur-client, Ansible', to: /^openstack-volumes\/:uuid\/attach\/$/, names: ['device'] },
  { client: 'python-waldur-client, Ansible', to: /^openstack-volumes\/:uuid\/snapshot\/$/, names: ['tags'] },
  { client: 'HomePort', to: /^events\/$/, names: ['exclude_extra'] },
  { client: 'Terraform', to: /^openstack-volumes\/:uuid\/attach\/$/, names: ['volume'] },
  // it sends groups back as they were answered, where `url` says the same
  { client: 'Terraform', to: /^openstack-ports\/:uuid\/$/, names: ['security_groups.uuid'] },
  { client: 'Terraform', to: /\/update_security_groups\/$/, names: ['uuid', 'security_groups.uuid'] },
];

/**
 * Whether something in a request that nobody knows is what a client of Waldur's is known to send, or is empty: so
 * python-waldur-client and waldur-cli send what was not asked for. `url` is as the route has it.
 */
export function isPassedOver(url: string, { path, value }: { path: Path; value: unknown }): boolean {
  const below = `${prefixOf(waldur)}/`;
  if (!url.startsWith(below)) return false;
  if (isEmpty(value)) return true;
  const [to, name] = [url.slice(below.length), path.filter((step) => typeof step === 'string').join('.')];
  return sent.some((each) => each.to.test(to) && each.names.includes(name));
}
