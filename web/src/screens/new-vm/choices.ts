import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client, listed, type Schemas } from '../../api/client.ts';
import type { Draft } from './draft.ts';
import { whyNot } from './flavor-choice.tsx';

/** All that there is to choose from. */
export interface Choices {
  name: string;
  offerings: Schemas['Offering'][];
  images: Schemas['Image'][];
  flavors: Schemas['Flavor'][];
  keys: Schemas['SshKey'][];
  subnets: Schemas['Subnet'][];
  floating: Schemas['FloatingIp'][];
  groups: Schemas['SecurityGroup'][];
  quotas: Schemas['Project']['quotas'];
}

export function useChoices(project: string): UseQueryResult<Choices, unknown> {
  // whoever comes back is shown nothing of before: the name that was suggested may be taken
  return useQuery({ queryKey: ['choices', project], queryFn: () => choicesOf(project), gcTime: 0 });
}

async function choicesOf(project: string): Promise<Choices> {
  const here = { params: { query: { project_uuid: project, page_size: 300 } } };
  const all = { params: { query: { page_size: 300 } } };
  const [offerings, images, flavors, keys, subnets, floating, groups, found] = await Promise.all([
    listed(client.GET('/api/marketplace-offerings/', { params: { query: { page_size: 300, state: 'Active' } } })),
    listed(client.GET('/api/openstack-images/', here)),
    listed(client.GET('/api/openstack-flavors/', all)),
    listed(client.GET('/api/keys/', all)),
    listed(client.GET('/api/openstack-subnets/', here)),
    listed(client.GET('/api/openstack-floating-ips/', here)),
    listed(client.GET('/api/openstack-security-groups/', here)),
    client.GET('/api/projects/{uuid}/', { params: { path: { uuid: project } } }),
  ]);
  const ofVms = offerings.filter(({ type }) => type === 'OpenStack.Instance');
  const offering = ofVms[0]?.uuid ?? '';
  const suggested = await client
    .POST('/api/marketplace-resources/suggest_name/', { body: { project, offering } })
    .catch(() => null);
  const name = suggested?.data?.name ?? 'vm';
  const quotas = found.data?.quotas ?? {};
  return { name, offerings: ofVms, images, flavors, keys, subnets, floating, groups, quotas };
}

/** What is ordered when nothing is chosen: the cheapest that will do. */
export function defaultsOf({ offerings, images, flavors, keys, subnets }: Choices): Partial<Draft> {
  const offering = offerings.find(({ flavor }) => flavor === null) ?? offerings[0];
  const image = images.find(({ state, is_rescue_image: rescue }) => state === 'ready' && !rescue) ?? images[0];
  const flavor = flavors.find((each) => whyNot(each, image, offering?.flavor ?? null) === null);
  return {
    offering: offering?.uuid ?? '',
    plan: offering?.plans[0]?.uuid ?? '',
    image: image?.uuid ?? '',
    flavor: flavor?.uuid ?? '',
    keys: keys.slice(0, 1).map(({ uuid }) => uuid),
    subnet: subnets[0]?.uuid ?? '',
  };
}
