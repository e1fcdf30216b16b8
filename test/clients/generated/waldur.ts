import { setTimeout as pause } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.ts';

// The same in the words of Waldur: lists are bare, references are URLs, the states of orders are others.

type OrderState = components['schemas']['OrderState'];

const { CLOUD_URL: baseUrl = '', CLOUD_TOKEN: token = '', CLOUD_KEY: key = '', CLOUD_NAME: name = '' } = process.env;
const client = createClient<paths>({ baseUrl, headers: { authorization: `Token ${token}` } });

/** What was answered. Throws the error that the description has for it. */
function answered<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}

const [project] = answered(await client.GET('/waldur/api/projects/'));
const [subnet] = answered(await client.GET('/waldur/api/openstack-subnets/'));
const offerings = answered(await client.GET('/waldur/api/marketplace-public-offerings/'));
const offering = offerings.find(({ flavor, type }) => flavor === null && type === 'OpenStack.Instance');
const [image] = answered(
  await client.GET('/waldur/api/openstack-images/', { params: { query: { name_exact: 'Tiny Linux' } } }),
);
const [flavor] = answered(await client.GET('/waldur/api/openstack-flavors/'));
if (!project || !subnet || !offering?.plans[0] || !image || !flavor) throw new Error('the catalogue has a gap');
console.log('ok the catalogue');

const placed = answered(
  await client.POST('/waldur/api/marketplace-orders/', {
    body: {
      project: project.url,
      offering: offering.url,
      plan: offering.plans[0].url,
      attributes: {
        name,
        image: image.url,
        flavor: flavor.url,
        ssh_public_key: key,
        system_volume_size: 1024,
        ports: [{ subnet: subnet.url }],
      },
    },
  }),
);
const underWay: OrderState = 'executing';
if (placed.state !== underWay && placed.state !== 'done') throw new Error(placed.state);
console.log('ok place');

let order = placed;
for (let patience = 1_200; order.state === underWay && patience > 0; patience -= 1) {
  await pause(50);
  const path = { uuid: placed.uuid };
  order = answered(await client.GET('/waldur/api/marketplace-orders/{uuid}/', { params: { path } }));
}
const wanted: OrderState = 'done';
if (order.state !== wanted) throw new Error(`${order.state}: ${order.error_message}`);
console.log('ok follow');

const [vm] = answered(
  await client.GET('/waldur/api/openstack-instances/', { params: { query: { name_exact: name } } }),
);
if (vm?.uuid !== order.resource_uuid || vm.state !== 'OK' || vm.runtime_state !== 'ACTIVE') {
  throw new Error(JSON.stringify(vm));
}
console.log('ok list');

const params = { path: { uuid: vm.uuid } };
const body = { attributes: { action: 'force_destroy' } } as const;
const ended = answered(await client.POST('/waldur/api/marketplace-resources/{uuid}/terminate/', { params, body }));
if (ended.order_uuid !== ended.uuid) throw new Error(JSON.stringify(ended));
console.log('ok delete');
