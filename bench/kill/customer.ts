import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseUuid } from '../../src/common/uuid.ts';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f bench';
/** A customer does not wait longer for an answer, over all retries. */
const patienceMs = 300_000;
/** Between tries: while the service is away, and while a VM is busy, whose guest needs the processors, ms. */
const awayMs = 250;
const busyMs = 500;
const attemptMs = 30_000;

interface Answer {
  status: number;
  body: unknown;
}

interface Named {
  uuid: string;
  name: string;
  plans?: { uuid: string }[];
}

/** What was promised to a customer: the order of a create that was answered with 201. */
export interface Acknowledged {
  order: string;
  vm: string;
  name: string;
}

/** Orders VMs as clients should: an Idempotency-Key for each create, and the same request again when the line is cut. */
export class Customer {
  readonly #url: string;
  readonly #token: string;
  readonly #project: string;
  #template: Record<string, unknown> = {};
  /** Answers that no client should see, such as 500. */
  readonly unexpected: string[] = [];
  retries = 0;

  constructor(url: string, credentials: { token: string; project: string }) {
    this.#url = url;
    this.#token = credentials.token;
    this.#project = credentials.project;
  }

  /** Looks up what orders refer to. */
  async prepare(): Promise<void> {
    const offering = await this.#find('marketplace-offerings/?category_name=VM', 'Virtual machine');
    const image = await this.#find('openstack-images/?page_size=300', 'Tiny Linux');
    const flavor = await this.#find('openstack-flavors/', 'tiny');
    const subnet = await this.#find('openstack-subnets/', 'default');
    this.#template = {
      project: this.#project,
      offering: offering.uuid,
      plan: offering.plans?.[0]?.uuid,
      attributes: {
        image: image.uuid,
        flavor: flavor.uuid,
        ssh_public_key: key,
        networks: [{ subnet: subnet.uuid, floating_ip: 'auto' }],
      },
    };
  }

  async create(name: string): Promise<Acknowledged> {
    const attributes = { ...(this.#template['attributes'] as object), name };
    const headers = { 'idempotency-key': randomUUID() };
    const { body } = await this.#until(
      () => this.#send('POST', 'marketplace-orders/', { ...this.#template, attributes }, headers),
      201,
    );
    const order = body as { uuid: string; resource_uuid: string };
    return { order: parseUuid(order.uuid) ?? '', vm: parseUuid(order.resource_uuid) ?? '', name };
  }

  /** Deletes a VM; one that is being created is deleted when it is there. */
  async remove(vm: string): Promise<void> {
    await this.#until(async () => {
      const answer = await this.#send('DELETE', `marketplace-resources/${vm}/`);
      if (answer?.status !== 409) return answer;
      // an answer that was lost on the way may have been a yes
      const shown = await this.#send('GET', `marketplace-resources/${vm}/`);
      const { state } = (shown?.body ?? {}) as { state?: string };
      return state === 'Terminating' || state === 'Terminated' ? { status: 204, body: null } : answer;
    }, 204);
  }

  async get<T>(path: string): Promise<T> {
    return (await this.#until(() => this.#send('GET', path), 200)).body as T;
  }

  async #find(path: string, name: string): Promise<Named> {
    const { results } = await this.get<{ results: Named[] }>(path);
    const found = results.find((item) => item.name === name);
    if (found === undefined) throw new Error(`${path} lists no "${name}"`);
    return found;
  }

  /** Tries until the answer has the status; null, 409 and 503 are worth another try, everything else is noted. */
  async #until(attempt: () => Promise<Answer | null>, status: number): Promise<Answer> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const answer = await attempt();
      if (answer?.status === status) return answer;
      const text = answer === null ? 'no answer' : `${answer.status} ${JSON.stringify(answer.body)}`;
      if (answer !== null && answer.status !== 409 && answer.status !== 503) this.unexpected.push(text);
      if (Date.now() > deadline) throw new Error(`no ${status} within ${patienceMs} ms, last: ${text}`);
      this.retries++;
      await sleep(answer?.status === 409 ? busyMs : awayMs);
    }
  }

  /** One request; null when the connection was refused, cut off or silent. */
  async #send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer | null> {
    try {
      const answer = await fetch(`${this.#url}/api/${path}`, {
        method,
        headers: {
          authorization: `Token ${this.#token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(attemptMs),
      });
      const text = await answer.text();
      // what is between says it in HTML
      const isJson = answer.headers.get('content-type')?.includes('json') === true;
      return { status: answer.status, body: isJson ? JSON.parse(text) : text };
    } catch {
      return null;
    }
  }
}
