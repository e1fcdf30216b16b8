import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import type { Access } from './access.ts';
import type { Exchange } from './exchange.ts';
import { type Asked, Refusal, unanswered } from './refusal.ts';

/** The services that are used, each by the types that a catalogue may list it under. */
const TYPES = {
  compute: ['compute'],
  volume: ['volumev3', 'block-storage', 'block-store'],
  image: ['image'],
  network: ['network'],
} as const;

export type Service = keyof typeof TYPES;

const endpoint = z.object({ interface: z.string(), region_id: z.string().nullish(), url: z.string() });
const answer = z.object({
  token: z.object({
    issued_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    project: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string() }),
    roles: z.array(z.object({ name: z.string() })),
    catalog: z.array(z.object({ type: z.string(), endpoints: z.array(endpoint) })),
  }),
});

/** What keystone gives: for whom it is, and where the services are. */
export interface Token {
  secret: string;
  /** Epoch ms from which on another is asked for. */
  renewAt: number;
  project: { id: string; name: string };
  user: string;
  roles: string[];
  /** Root of each service of the catalogue, without version where the service's paths begin with it. */
  endpoints: Partial<Record<Service, string>>;
}

/** Keystone, version 3: one token at a time, renewed at 80 % of its life or when a service does not take it any more. */
export class Identity {
  readonly #access: Access;
  readonly #exchange: Exchange;
  #held: Token | null = null;
  #asking: Promise<Token> | null = null;

  constructor(access: Access, exchange: Exchange) {
    this.#access = access;
    this.#exchange = exchange;
  }

  /** One that is good, for all who ask at once. Throws `openstack-denied`, or a transient problem. */
  async token(): Promise<Token> {
    if (this.#held !== null && Date.now() < this.#held.renewAt) return this.#held;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  /** A service has not taken it: the next who asks gets another. */
  forget(token: Token): void {
    if (this.#held === token) this.#held = null;
  }

  async #ask(): Promise<Token> {
    const { auth } = this.#access;
    const root = auth.auth_url.replace(/\/+$/, '').replace(/\/v3$/, '');
    const asked: Asked = { method: 'POST', service: 'identity', path: '/v3/auth/tokens' };
    const body = JSON.stringify({ auth: authOf(auth) });
    const headers = { 'content-type': 'application/json' };
    const { headers: said, text } = await this.#exchange
      .send(asked, { url: `${root}${asked.path}`, headers, body, deadlineMs: 30_000 })
      .catch((error: unknown) => {
        throw denied(error);
      });
    const { data, error } = answer.safeParse(JSON.parse(text));
    const secret = said['x-subject-token'];
    if (data === undefined || typeof secret !== 'string') {
      throw unanswered(asked, 'what is no token', error);
    }
    const { issued_at, expires_at, project, user, roles, catalog } = data.token;
    const lifeMs = Date.parse(expires_at) - Date.parse(issued_at);
    this.#held = {
      secret,
      // by our own clock, for keystone's may be another
      renewAt: Date.now() + lifeMs * 0.8,
      project,
      user: user.id,
      roles: roles.map(({ name }) => name),
      endpoints: endpointsOf(catalog, this.#access),
    };
    return this.#held;
  }
}

/** Keystone answers 404 for a credential that was deleted: both are for the operator. */
function denied(error: unknown): unknown {
  if (!(error instanceof Refusal) || (error.status !== 401 && error.status !== 404)) return error;
  const message = 'Keystone does not know the user or application credential, or its secret is another.';
  return new Problem('openstack-denied', message, undefined, { cause: error });
}

/** What keystone is told of who asks. */
function authOf(auth: Access['auth']): unknown {
  if ('application_credential_id' in auth) {
    const { application_credential_id: id, application_credential_secret: secret } = auth;
    return { identity: { methods: ['application_credential'], application_credential: { id, secret } } };
  }
  const domain = (id: string | undefined, name: string | undefined): unknown => {
    return id === undefined ? { name: name ?? 'Default' } : { id };
  };
  const { password, user_id, username, project_id, project_name } = auth;
  const userDomain = domain(auth.user_domain_id, auth.user_domain_name);
  const user = user_id === undefined ? { name: username, domain: userDomain, password } : { id: user_id, password };
  const projectDomain = domain(auth.project_domain_id, auth.project_domain_name);
  const project = project_id === undefined ? { name: project_name, domain: projectDomain } : { id: project_id };
  return { identity: { methods: ['password'], password: { user } }, scope: { project } };
}

function endpointsOf(catalog: z.output<typeof answer>['token']['catalog'], access: Access): Token['endpoints'] {
  const found: Token['endpoints'] = {};
  for (const service of Object.keys(TYPES) as Service[]) {
    const types: readonly string[] = TYPES[service];
    const url = catalog
      .filter(({ type }) => types.includes(type))
      .flatMap(({ endpoints }) => endpoints)
      .find((each) => {
        return each.interface === access.interface && [null, undefined, each.region_id].includes(access.region_name);
      })?.url;
    // glance and neutron are listed with their version or without it
    if (url !== undefined) found[service] = url.replace(/\/+$/, '').replace(/\/v2(\.0)?$/, '');
  }
  return found;
}
