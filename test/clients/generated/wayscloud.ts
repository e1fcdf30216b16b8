import { createParser } from 'eventsource-parser';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.ts';

// Orders a VM with a client whose only types are those that openapi-typescript has made of our own description, follows the
// order by its events, and lists. The test compiles it first: a field or a state that is not described does not compile.

const { CLOUD_URL: baseUrl = '', CLOUD_TOKEN: token = '', CLOUD_KEY: key = '', CLOUD_NAME: name = '' } = process.env;
const client = createClient<paths>({ baseUrl, headers: { authorization: `Token ${token}` } });

/** What was answered. Throws the error that the description has for it. */
function answered<T>({ data, error }: { data?: T; error?: unknown }): T {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}

const [project] = answered(await client.GET('/api/projects/')).results;
const [subnet] = answered(await client.GET('/api/openstack-subnets/')).results;
const offerings = answered(await client.GET('/api/marketplace-offerings/')).results;
const offering = offerings.find(({ flavor, type }) => flavor === null && type === 'OpenStack.Instance');
const [image] = answered(
  await client.GET('/api/openstack-images/', { params: { query: { name_exact: 'Tiny Linux' } } }),
).results;
const [flavor] = answered(await client.GET('/api/openstack-flavors/')).results;
const plan = offering?.plans[0];
if (!project || !subnet || !offering || !plan || !image || !flavor) throw new Error('the catalogue has a gap');
console.log('ok the catalogue');

const placed = answered(
  await client.POST('/api/marketplace-orders/', {
    params: { header: { 'idempotency-key': name } },
    body: {
      project: project.uuid,
      offering: offering.uuid,
      plan: plan.uuid,
      attributes: {
        name,
        image: image.uuid,
        flavor: flavor.uuid,
        ssh_public_key: key,
        networks: [{ subnet: subnet.uuid, floating_ip: 'none' }],
      },
    },
  }),
);
const underWay: components['schemas']['OrderState'] = 'Creating';
if (placed.state !== underWay && placed.state !== 'Success') throw new Error(placed.state);
console.log('ok place');

const ends: components['schemas']['OrderEvent'][] = [];
const steps: components['schemas']['OrderStepEvent'][] = [];
const parser = createParser({
  onEvent: ({ event, data }) => {
    if (event === 'order') ends.push(JSON.parse(data) as components['schemas']['OrderEvent']);
    else steps.push(JSON.parse(data) as components['schemas']['OrderStepEvent']);
  },
});
const stream = answered(
  await client.GET('/api/marketplace-orders/{uuid}/events/', {
    params: { path: { uuid: placed.uuid } },
    parseAs: 'stream',
  }),
);
if (stream === null) throw new Error('there is nothing to follow');
for await (const text of stream.pipeThrough(new TextDecoderStream())) parser.feed(text);
if (ends.at(-1)?.state !== 'Success') throw new Error(JSON.stringify(ends));
if (!steps.some(({ step, state }) => step === 'guest' && state === 'done')) throw new Error(JSON.stringify(steps));
console.log('ok follow');

const vms = answered(await client.GET('/api/marketplace-resources/', { params: { query: { name_exact: name } } }));
const [vm] = vms.results;
if (vm?.uuid !== placed.resource_uuid || vm.state !== 'OK' || vm.runtime_state !== 'active') {
  throw new Error(JSON.stringify(vm));
}
const { response } = await client.HEAD('/api/marketplace-resources/');
if (Number(response.headers.get('x-result-count')) !== vms.count) throw new Error('HEAD counts otherwise');
console.log('ok list');

const path = { uuid: vm.uuid };
const { error } = await client.POST('/api/marketplace-resources/{uuid}/actions/start/', { params: { path } });
if (error === undefined || !('code' in error) || error.code !== 'wrong-state') throw new Error(JSON.stringify(error));
const deleted = await client.DELETE('/api/marketplace-resources/{uuid}/', { params: { path } });
if (deleted.response.status !== 204) throw new Error(JSON.stringify(deleted.error));
console.log('ok delete');
