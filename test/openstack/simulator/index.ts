import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type Answer, Refused, routed, type Routes } from './answers.ts';
import { cinderRoutes } from './cinder.ts';
import { Faults } from './faults.ts';
import { glanceRoutes } from './glance.ts';
import { CREDENTIAL, Keystone } from './keystone.ts';
import { addExternalNetwork, neutronRoutes } from './neutron.ts';
import { novaRoutes } from './nova.ts';
import { PROJECT, World } from './world.ts';

/**
 * An OpenStack as a member of one project sees it, by HTTP on this machine: it answers what a real one answers, guards what
 * that guards and no more, and fails as it is told.
 */
export class Simulator {
  readonly world = new World();
  readonly keystone = new Keystone();
  readonly faults = new Faults();
  /** Every request that came, as `METHOD /service/path`. */
  readonly requests: string[] = [];
  /** Called for each of them, before it is answered. */
  heard: () => unknown = () => {};
  readonly #server: Server;
  readonly #services: Record<string, Routes>;

  private constructor() {
    addExternalNetwork(this.world);
    this.#services = {
      identity: this.keystone.routes(() => this.origin),
      'compute/v2.1': novaRoutes(this.world),
      [`volume/v3/${PROJECT}`]: cinderRoutes(this.world),
      image: glanceRoutes(this.world),
      network: neutronRoutes(this.world),
    };
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async start(): Promise<Simulator> {
    const simulator = new Simulator();
    await new Promise<void>((resolve) => simulator.#server.listen(0, '127.0.0.1', resolve));
    return simulator;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Variables by which a client finds it, as its user `demo` with an application credential. */
  get env(): Record<string, string> {
    return {
      OS_AUTH_URL: `${this.origin}/identity/v3`,
      OS_APPLICATION_CREDENTIAL_ID: CREDENTIAL.id,
      OS_APPLICATION_CREDENTIAL_SECRET: CREDENTIAL.secret,
      OS_REGION_NAME: 'RegionOne',
    };
  }

  /** The text of a `clouds.yaml` in which it is called `oslab`. */
  get access(): string {
    const { OS_AUTH_URL: auth_url, OS_REGION_NAME: region_name, ...credential } = this.env;
    const auth = {
      auth_url,
      application_credential_id: credential['OS_APPLICATION_CREDENTIAL_ID'],
      application_credential_secret: credential['OS_APPLICATION_CREDENTIAL_SECRET'],
    };
    return JSON.stringify({ clouds: { oslab: { auth, region_name } } });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request;
    const named = `${method} ${url}`;
    this.requests.push(named);
    this.heard();
    const body = await bodyOf(request).catch(() => null);
    const effect = this.faults.take(named);
    if (effect === 'cut-before') return void request.socket.destroy();
    const answer = effect === null || typeof effect === 'string' ? this.#answer(request, body) : effect;
    if (effect === 'cut-after') return void request.socket.destroy();
    if (effect === 'hang-after') return;
    const { body: said } = answer;
    const text = typeof said === 'string' || Buffer.isBuffer(said) ? said : JSON.stringify(said);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(said === undefined ? undefined : text);
  }

  #answer(request: IncomingMessage, body: unknown): Answer {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', this.origin);
    const { method = 'GET', headers } = request;
    this.world.advance();
    const service = Object.keys(this.#services).find((prefix) => pathname.startsWith(`/${prefix}`)) ?? '';
    if (service !== 'identity' && !this.keystone.knows(headers['x-auth-token'] as string | undefined)) {
      return {
        status: 401,
        body: { error: { code: 401, message: 'The request you have made requires authentication.' } },
      };
    }
    const [, minor = '0'] = /\.(\d+)$/.exec(String(headers['openstack-api-version'] ?? '')) ?? [];
    if (Number(minor) > (NEWEST[service.split('/')[0] ?? ''] ?? Number.POSITIVE_INFINITY)) {
      return {
        status: 406,
        body: { computeFault: { code: 406, message: `Version 2.${minor} is not supported by the API.` } },
      };
    }
    const path = pathname.slice(service.length + 1) || '/';
    const route = routed(this.#services[service] ?? {}, method, path);
    if (route === null) return { status: 404, body: `No route for ${method} ${pathname}` };
    try {
      return route.handle({ method, path, query, body, params: route.params, root: `${this.origin}/${service}` });
    } catch (error) {
      if (error instanceof Refused) return error.answer;
      if (error instanceof z.ZodError)
        return { status: 400, body: { badRequest: { code: 400, message: error.message } } };
      return { status: 500, body: { computeFault: { code: 500, message: String(error) } } };
    }
  }
}

/** The newest microversions of what has any, behind the point. */
const NEWEST: Record<string, number> = { compute: 93, volume: 70 };

/** JSON; of the content of an image, how much it was. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const isImage = request.headers['content-type'] === 'application/octet-stream';
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (isImage) hash.update(chunk);
    else chunks.push(chunk);
  }
  if (isImage) return { size, sha256: hash.digest('hex') };
  const text = Buffer.concat(chunks).toString();
  return text === '' ? null : JSON.parse(text);
}
