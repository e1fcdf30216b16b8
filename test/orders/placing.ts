import assert from 'node:assert/strict';
import type { Answer } from '../support/client.ts';
import type { Setup } from '../support/setup.ts';

export const required = /^This field is required\.$/;
export const unavailable =
  /^Object does not exist: no .* of this UUID is available to you\. GET \/api\/[a-z-]+\/ lists those/;

/** Places orders of a tenant, and sees to it that a refused one leaves nothing. */
export class Orders {
  readonly #cloud: Setup['cloud'];
  readonly #tenant: Setup['tenant'];

  constructor({ cloud, tenant }: Setup) {
    this.#cloud = cloud;
    this.#tenant = tenant;
  }

  async post(body: unknown): Promise<Answer> {
    const kept = await this.#rowsKept();
    const answer = await this.#tenant.client.post('marketplace-orders/', body);
    if (answer.status !== 201) assert.deepEqual(await this.#rowsKept(), kept, 'a refused order must leave nothing');
    return answer;
  }

  /** The order is refused with exactly this tree of fields, each message matching. */
  async refused(body: unknown, wanted: unknown): Promise<void> {
    const { status, errors, text } = await this.post(body);
    assert.equal(status, 400, text);
    assertMatches(errors, wanted);
  }

  /** The order is taken; returns its VM once it is there. */
  async taken(body: unknown): Promise<Answer['body']> {
    const answer = await this.post(body);
    assert.equal(answer.status, 201, answer.text);
    const { resource_uuid } = await this.#tenant.client.settled(answer.body.uuid);
    return (await this.#tenant.client.get(`marketplace-resources/${resource_uuid}/`)).body;
  }

  async #rowsKept(): Promise<unknown> {
    const counts = ['order', 'instance', 'volume', 'port', 'address', 'workflow', 'floating_ip'] as const;
    const rows = counts.map((table) =>
      this.#cloud.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<string>().as('n'))
        .executeTakeFirst(),
    );
    return Promise.all(rows);
  }
}

/** Errors are exactly this tree of fields, each with one message that matches; `at` says where in it. */
export function assertMatches(actual: unknown, wanted: unknown, at = ''): void {
  if (wanted instanceof RegExp && typeof actual === 'string') assert.match(actual, wanted, at);
  else if (wanted instanceof RegExp) {
    assert.ok(Array.isArray(actual) && actual.length === 1, `${at}: ${JSON.stringify(actual)}`);
    assert.match(String(actual[0]), wanted, at);
  } else if (Array.isArray(wanted)) {
    assert.ok(Array.isArray(actual), `${at}: ${JSON.stringify(actual)}`);
    assert.equal(actual.length, wanted.length, `${at}: ${JSON.stringify(actual)}`);
    for (const [index, item] of wanted.entries()) assertMatches(actual[index], item, `${at}[${index}]`);
  } else {
    assert.deepEqual(
      Object.keys(actual ?? {}).sort(),
      Object.keys(wanted as object).sort(),
      `fields of ${at || 'all'}`,
    );
    for (const [key, item] of Object.entries(wanted as object)) {
      assertMatches((actual as Record<string, unknown>)[key], item, `${at}.${key}`);
    }
  }
}
