import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Client } from '../support/client.ts';
import { describedOperations, type Operation, pathOf } from '../support/openapi.ts';
import { setUp } from '../support/setup.ts';
import { ed25519, orderFor } from '../support/tenant.ts';

type Item = Record<string, unknown>;
interface Page {
  items: Item[];
  next: string | null;
}

const { cloud, tenant, catalogue } = await setUp();
const dialects = ['/api', '/waldur/api'];
/** Lists that are all at hand, and few: what is fixed, and what one VM has. */
const atHand =
  /^(roles|personal-access-tokens\/available_scopes|openstack-instances\/\{uuid\}\/(ports|floating_ips))\/$/;

/** A page by its path or by the link to it. */
async function pageOf(client: Client, at: string): Promise<Page> {
  const path = at.replace(`${client.url}${client.root}/`, '');
  const { status, body, headers, text } = await client.get(path);
  assert.equal(status, 200, `${path}: ${text}`);
  const next = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null;
  if (client.root === '/api') assert.equal(body.next, next, path);
  return { items: body.results ?? body, next };
}

/** All pages from one on, by the links; `meanwhile` is done between two of them. */
async function walk(client: Client, first: string, meanwhile?: (page: number) => Promise<unknown>): Promise<Item[]> {
  const found: Item[] = [];
  let pages = 0;
  for (let at: string | null = first; at !== null; ) {
    const page: Page = await pageOf(client, at);
    found.push(...page.items);
    at = page.next;
    await meanwhile?.(++pages);
  }
  return found;
}

const nameOf = ({ name }: Item) => name as string;

describe('a list that is walked page by page', () => {
  let lists: Operation[];
  let vm: string;
  let customer: string;

  before(async () => {
    const { client } = tenant;
    lists = (await describedOperations(cloud.staff)).filter(
      ({ method, parameters, path }) =>
        method === 'GET' && parameters.some(({ name }) => name === 'page') && !atHand.test(path),
    );
    customer = (await cloud.staff.get(`projects/${tenant.project}/`)).body.customer_uuid;
    for (const name of ['one', 'two', 'three']) {
      const { body } = await client.post('marketplace-orders/', orderFor(tenant, catalogue, { name }));
      vm = body.resource_uuid;
      await client.settled(body.uuid);
      const { offering, plan } = catalogue.volume;
      const volume = { project: tenant.project, offering, plan, attributes: { name, size: 1024 } };
      await client.settled((await client.post('marketplace-orders/', volume)).body.uuid);
      await client.post('openstack-networks/', { project: tenant.project, name });
      await client.post('openstack-floating-ips/', { project: tenant.project });
      await client.post('openstack-server-groups/', { project: tenant.project, name, policy: 'affinity' });
      await client.post('openstack-security-groups/', { project: tenant.project, name, rules: [] });
      await cloud.staff.post('keys/', { name, public_key: ed25519.replace('Hh4f', `H${name.length}4f`) });
    }
  });

  const placeOf = (operation: Operation): string => {
    const [noun = ''] = operation.path.split('/');
    const within: Record<string, string> = {
      projects: tenant.project,
      customers: customer,
      'marketplace-public-offerings': catalogue.offering,
    };
    return pathOf(operation, { uuid: within[noun] ?? vm });
  };

  test('shows all of it once, in every order, wherever the pages before it have ended', async (t) => {
    let walked = 0;
    for (const operation of lists) {
      assert.ok(
        operation.parameters.some(({ name }) => name === 'cursor'),
        operation.key,
      );
      const client = cloud.staff.in(operation.root);
      const at = placeOf(operation);
      const sort = operation.parameters.find(({ name }) => name === 'o');
      const words = /Sort by: ([\w, ]+);/.exec(JSON.stringify(sort) ?? '')?.[1]?.split(', ') ?? [];
      const { items: all } = await pageOf(client, `${at}?page_size=300`);
      for (const word of operation.root === '/api' ? ['', ...words.flatMap((each) => [each, `-${each}`])] : ['']) {
        const query = `${at}?page_size=${Math.max(Math.ceil(all.length / 2), 1)}${word === '' ? '' : `&o=${word}`}`;
        // what was done meanwhile is told of: the newest come first, and an older one is never left out
        const shown = await walk(client, query);
        const keys = shown.map((item) => JSON.stringify(item['uuid'] ?? item['id'] ?? item));
        assert.equal(new Set(keys).size, keys.length, `${query} shows something twice`);
        assert.ok(shown.length >= all.length, `${query} shows ${shown.length} of ${all.length}`);
        walked++;
      }
    }
    t.diagnostic(`${lists.length} lists, ${walked} walks`);
    assert.ok(walked > 120, `${walked}`);
  });

  test('goes on where it was, though what was shown goes and other things come before it', async () => {
    for (const root of dialects) {
      const client = tenant.client.in(root);
      const names = Array.from({ length: 6 }, (_, n) => `walk-${n}`);
      for (const order of ['o=-created', 'o=name']) {
        const made = new Map<string, string>();
        for (const name of names) {
          const { body } = await client.post('openstack-networks/', {
            tenant: tenant.project,
            project: tenant.project,
            name,
          });
          made.set(name, body.uuid);
        }
        const path = `openstack-networks/?page_size=2&name=walk-&${order}`;
        const gone: string[] = [];
        const shown = await walk(client, path, async (page) => {
          const { items } = await pageOf(client, path);
          const [first] = items.map(nameOf).filter((name) => names.includes(name) && !gone.includes(name));
          // of the first pages the whole goes, and something comes that stands before them
          if (page > 2 || first === undefined) return;
          gone.push(first);
          assert.equal((await client.delete(`openstack-networks/${made.get(first)}/`)).status, 204);
          const [project, name] = [tenant.project, `walk--${page}`];
          assert.equal((await client.post('openstack-networks/', { project, tenant: project, name })).status, 201);
        });
        const stayed = names.filter((name) => !gone.includes(name));
        const found = shown.map(nameOf).filter((name) => stayed.includes(name));
        assert.deepEqual(found.toSorted(), stayed, `${root} ${order}: all that stayed, once`);
        const left = await client.get('openstack-networks/?page_size=300&name=walk-');
        for (const { uuid } of left.body.results ?? left.body) await client.delete(`openstack-networks/${uuid}/`);
      }
    }
  });

  test('refuses a cursor that is of another list or order, or of none', async () => {
    for (const root of dialects) {
      const client = cloud.staff.in(root);
      const { next } = await pageOf(client, 'openstack-flavors/?page_size=1&o=name');
      const cursor = new URL(next ?? '').searchParams.get('cursor');
      const ways = ['openstack-flavors/', 'openstack-flavors/?o=-name', 'openstack-images/?o=name', 'roles/'];
      for (const way of [
        ...ways.map((path) => `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`),
        'users/?cursor=x',
      ]) {
        const { status, errors, text } = await client.get(way);
        assert.deepEqual([status, Object.keys(errors)], [400, ['cursor']], way);
        assert.match(text, /begin anew without a cursor|There is no such parameter/);
      }
      // one that somebody has written: what is no value of its column is refused, not a fault
      const [mark] = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()) as string[];
      const made = (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
      const forged = made([mark, 'x', 'y', 'z', 'a', 'b']);
      assert.equal((await client.get(`openstack-flavors/?o=name&cursor=${forged}`)).status, 400);
      const { next: ours } = await pageOf(client, 'openstack-networks/?page_size=1');
      const [network] = JSON.parse(
        Buffer.from(new URL(ours ?? '').searchParams.get('cursor') ?? '', 'base64url').toString(),
      );
      const never = made([network, 'yesterday week', 'x']);
      assert.equal((await client.get(`openstack-networks/?cursor=${never}`)).status, 400);
    }
  });

  test('is the same by the numbers of pages while nothing changes', async () => {
    const numbered = await tenant.client.get('openstack-networks/?page_size=2&page=2');
    const { next } = await pageOf(tenant.client, 'openstack-networks/?page_size=2');
    const linked = await pageOf(tenant.client, next ?? '');
    assert.deepEqual(linked.items.map(nameOf), (numbered.body.results as Item[]).map(nameOf));
    // who takes only the number of the link, as waldur-api-client does, is answered by that
    assert.equal(new URL(next ?? '').searchParams.get('page'), '2');
  });
});
