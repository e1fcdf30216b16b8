import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { waldur } from '../../src/api/dialects/waldur.ts';
import { documentFile } from '../../src/api/document/file.ts';
import { type Document, operationsOf } from '../../src/api/document/openapi.ts';
import type { Answer } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { ed25519, orderFor } from '../support/tenant.ts';
import { type Parameter, parametersOfWaldur } from './waldur-client.ts';

const { tenant, catalogue } = await setUp();
const client = tenant.client.in('/waldur/api');

/** The lists that both we answer and Waldur's own client asks for, by the name of its function. */
async function sharedLists(): Promise<Map<string, string>> {
  const document = JSON.parse(await readFile(documentFile(waldur), 'utf8')) as Document;
  const lists = operationsOf(document).filter(
    ({ method, operation }) => method === 'get' && operation.parameters?.some(({ name }) => name === 'page') === true,
  );
  return new Map(lists.map(({ path, operation }) => [operation.operationId ?? '', path]));
}

/** What matches nothing in this cloud, by type; of times and numbers one of two. */
const nowhere: Record<string, string[]> = {
  bool: ['true', 'false'],
  str: ['00000000000000000000000000000001'],
  UUID: ['00000000-0000-4000-8000-000000000001'],
  int: ['16777215', '0'],
  float: ['253402300799', '0'],
  'datetime.datetime': ['2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z'],
};
/** What asks for things that are all so, or for all others. */
const inclusive = ['direct_only', 'conceal_finished_projects', 'include_concealed', 'exclude_subnet_uuids'];

type Item = Record<string, unknown>;

const isRefused = ({ status, body }: Answer, name: string): boolean => status === 400 && Array.isArray(body[name]);
const isUnknown = ({ body }: Answer, name: string): boolean => /There is no such parameter/.test(body[name]?.[0]);
const count = ({ headers }: Answer): number => Number(headers.get('x-result-count'));

/** Why the answers to these values of a filter cannot be true; null: they can. */
function untruth({ name, type, words }: Parameter, values: string[], answers: Answer[], all: Item[]): string | null {
  const counts = answers.filter((answer) => !isRefused(answer, name)).map(count);
  const sum = counts.reduce((total, each) => total + each, 0);
  if (name === 'field') {
    const extra = answers.some(
      ({ status, body }, index) =>
        status === 200 && (body as Item[]).some((item) => Object.keys(item).some((key) => key !== values[index])),
    );
    return extra ? 'has other fields' : null;
  }
  if (name === 'o' || inclusive.includes(name)) return sum === all.length * counts.length ? null : 'shows not all';
  const [yes = 0, no = 0] = counts;
  if (type === 'bool') return yes + no === all.length || (no === all.length && yes === 0) ? null : 'is no choice';
  if (words.length > 0) return sum <= all.length ? null : 'shows things more than once';
  return counts.length < values.length || counts.includes(0) ? null : 'shows what does not match';
}

describe('every filter that Waldur’s client can send to a list', () => {
  /** Lists by the name of the client's function: where they are here, and all that is in them. */
  const lists = new Map<string, { at: string; all: Item[] }>();
  let filtersOf: Map<string, Parameter[]>;

  before(async () => {
    const shared = await sharedLists();
    filtersOf = await parametersOfWaldur([...shared.keys()]);
    const vm = await populate();
    const [customer] = (await client.get('customers/')).body;
    const offerings = 'marketplace-public-offerings';
    const within: Record<string, string> = {
      customers: customer.uuid,
      projects: tenant.project,
      [offerings]: catalogue.offering,
    };
    for (const [name, path] of shared) {
      const at = path.replace('/waldur/api/', '').replace('{uuid}', within[path.split('/')[3] ?? ''] ?? vm);
      const { status, body: all, text } = await client.get(`${at}?page_size=300`);
      // what is for staff
      if (status === 403) continue;
      assert.ok(all.length > 0 || path.includes('{uuid}'), `${at}: ${text}`);
      lists.set(name, { at, all });
    }
  });

  /** Something for every list; returns the VM. */
  async function populate(): Promise<string> {
    const group = await client.post('openstack-server-groups/', { tenant: tenant.project, name: 'mine' });
    assert.equal(group.status, 201, group.text);
    const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
    const vm = orderFor(tenant, catalogue, { networks, server_group: group.body.url });
    const { offering, plan } = catalogue.volume;
    const volume = { project: tenant.project, offering, plan, attributes: { name: 'own', size: 1024 } };
    let [made, own] = ['', ''];
    for (const order of [volume, vm]) {
      const { body, text } = await tenant.client.post('marketplace-orders/', order);
      assert.equal((await tenant.client.settled(body.uuid)).state, 'Success', text);
      [own, made] = [made, body.resource_uuid];
    }
    const kept = await client.post(`openstack-volumes/${own}/snapshot/`, { name: 'kept' });
    assert.equal(kept.status, 201, kept.text);
    assert.equal((await client.post(`openstack-instances/${made}/backup/`, { name: 'kept' })).status, 200);
    const nightly = { name: 'nightly', schedule: '0 3 * * *', retention_time: 0, maximal_number_of_resources: 1 };
    const evening = { name: 'evening', schedule: '0 20 * * *', timezone: 'UTC', action: 'stop' };
    for (const [at, schedule] of [
      [`openstack-volumes/${own}/create_snapshot_schedule/`, nightly],
      [`openstack-instances/${made}/create_power_schedule/`, evening],
      [`openstack-instances/${made}/create_backup_schedule/`, nightly],
    ] as const)
      assert.equal((await client.post(at, schedule)).status, 201, at);
    assert.equal((await client.post('keys/', { name: 'mine', public_key: ed25519 })).status, 201);
    const token = await client.post('personal-access-tokens/', {
      name: 'mine',
      scopes: ['RESOURCE.UPDATE'],
      expires_at: '2100-01-01T00:00:00Z',
    });
    assert.equal(token.status, 201, token.text);
    return made;
  }

  const ask = (at: string, name: string, value: string) => client.get(`${at}?${name}=${encodeURIComponent(value)}`);

  test('is refused by its name, or finds nothing where nothing matches', async (t) => {
    const wrong: string[] = [];
    const refused: string[] = [];
    let asked = 0;
    for (const [list, { at, all }] of lists) {
      const filters = (filtersOf.get(list) ?? []).filter(({ name }) => !name.startsWith('page'));
      asked += filters.length;
      await Promise.all(
        filters.map(async (filter) => {
          const values = filter.words.length > 0 ? filter.words : (nowhere[filter.type] ?? assert.fail(filter.type));
          const answers = await Promise.all(values.map((value) => ask(at, filter.name, value)));
          if (answers.every((answer) => isUnknown(answer, filter.name))) return refused.push(`${at}?${filter.name}`);
          const why = untruth(filter, values, answers, all);
          return why === null ? 0 : wrong.push(`${at}?${filter.name} ${why}`);
        }),
      );
    }
    assert.deepEqual(wrong, []);
    t.diagnostic(`of ${asked} filters ${refused.length} are refused: ${refused.join(', ')}`);
    assert.ok(asked > 450 && refused.length < 60, `${refused.length} of ${asked} are refused`);
  });

  test('finds what has the value, and nothing that has another', async () => {
    const wrong: string[] = [];
    for (const [list, { at, all }] of lists) {
      const named = (filtersOf.get(list) ?? []).flatMap(({ name }) => {
        const [value] = all.flatMap((item) =>
          typeof item[name] === 'string' && item[name] !== '' ? [item[name]] : [],
        );
        return value === undefined ? [] : [{ name, value }];
      });
      await Promise.all(
        named.map(async ({ name, value }) => {
          const answer = await ask(at, name, value);
          if (isRefused(answer, name) || name.endsWith('created') || name.endsWith('modified')) return;
          const others = (answer.body as Item[]).filter((item) => !String(item[name]).includes(value));
          if (answer.status !== 200 || count(answer) === 0 || others.length > 0)
            wrong.push(`${at}?${name}=${value}: ${count(answer)} found, ${others.length} others`);
        }),
      );
    }
    assert.deepEqual(wrong, []);
  });
});
