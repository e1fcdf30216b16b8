import { Problem } from '../../common/problem.ts';
import type { OpenStack } from './client/index.ts';

/** Of neutron: everything else that is used is in all of them. */
const EXTENSIONS = ['router', 'security-group', 'extraroute', 'allowed-address-pairs', 'port-security'];

/** Throws `openstack-unfit` unless the OpenStack has all services, microversions and extensions that are spoken. */
export async function requireFit({ compute, volumes, images, network }: OpenStack): Promise<void> {
  // each in the version that is pinned: one that is too old says so
  const [extensions] = await Promise.all([
    network.extensions(),
    compute.limits(),
    volumes.limits(),
    images.withTag('x'),
  ]);
  const missing = EXTENSIONS.filter((extension) => !extensions.includes(extension));
  if (missing.length === 0) return;
  throw new Problem('openstack-unfit', `The neutron of the OpenStack lacks ${missing.join(', ')}.`);
}
