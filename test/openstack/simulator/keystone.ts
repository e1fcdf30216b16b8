import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused, type Routes } from './answers.ts';
import { PROJECT, USER } from './world.ts';

const request = z.object({
  auth: z.object({
    identity: z.object({
      methods: z.array(z.string()),
      application_credential: z.object({ id: z.string(), secret: z.string() }).optional(),
      password: z.object({ user: z.object({ name: z.string(), password: z.string() }) }).optional(),
    }),
  }),
});

export const CREDENTIAL = { id: '9c1f4e0f5c2f4a4a8b3b6d1e2f3a4b5c', secret: 'simulated' };
export const DEMO = { username: 'demo', password: 'lab', project_name: 'demo' };

/** Who may ask: tokens, as many as are given out, until they are taken back. */
export class Keystone {
  readonly #tokens = new Set<string>();
  /** s. */
  lifetime = 14_400;
  given = 0;
  /** The credential was deleted, or its secret is another. */
  gone = false;

  knows(token: string | undefined): boolean {
    return token !== undefined && this.#tokens.has(token);
  }

  /** As `openstack token revoke`, for all of them. */
  revokeTokens(): void {
    this.#tokens.clear();
  }

  routes(origin: () => string): Routes {
    return { 'POST /v3/auth/tokens': ({ body }) => this.#give(body, origin()) };
  }

  #give(body: unknown, origin: string): { status: number; headers: Record<string, string>; body: unknown } {
    const { application_credential: credential, password } = request.parse(body).auth.identity;
    const known = credential?.id === CREDENTIAL.id || password?.user.name === DEMO.username;
    const error = (code: number, message: string): Refused =>
      new Refused({ status: code, body: { error: { code, message } } });
    // a credential that was deleted is not found, and one whose secret is wrong not authorized
    if (this.gone || !known) throw error(404, 'Could not find Application Credential.');
    const right = credential?.secret === CREDENTIAL.secret || password?.user.password === DEMO.password;
    if (!right) throw error(401, 'The request you have made requires authentication.');
    const secret = randomUUID();
    this.#tokens.add(secret);
    this.given++;
    const [issued, expires] = [Date.now(), Date.now() + this.lifetime * 1000];
    const token = {
      issued_at: new Date(issued).toISOString(),
      expires_at: new Date(expires).toISOString(),
      project: { id: PROJECT, name: 'demo' },
      user: { id: USER, name: 'demo' },
      roles: [{ id: '1', name: 'member' }],
      catalog: catalogOf(origin),
    };
    return { status: 201, headers: { 'x-subject-token': secret }, body: { token } };
  }
}

function catalogOf(origin: string): unknown[] {
  const paths = { compute: 'compute/v2.1', volumev3: `volume/v3/${PROJECT}`, image: 'image', network: 'network' };
  return Object.entries(paths).map(([type, path]) => ({
    type,
    name: type,
    endpoints: ['public', 'internal'].map((face) => ({
      interface: face,
      region_id: 'RegionOne',
      url: face === 'public' ? `${origin}/${path}` : `http://internal.invalid/${path}`,
    })),
  }));
}
