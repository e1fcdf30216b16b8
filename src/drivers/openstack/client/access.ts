import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readText } from '../../../common/files.ts';
import { Problem } from '../../../common/problem.ts';

const word = z.string().min(1);
const domain = { domain_name: word.optional(), domain_id: word.optional() };

/** Where keystone is, and who asks it: by an application credential, or with a password for a project. */
const auth = z.union([
  z.object({ auth_url: z.url(), application_credential_id: word, application_credential_secret: word }),
  z
    .object({
      auth_url: z.url(),
      password: word,
      username: word.optional(),
      user_id: word.optional(),
      user_domain_name: domain.domain_name,
      user_domain_id: domain.domain_id,
      project_name: word.optional(),
      project_id: word.optional(),
      project_domain_name: domain.domain_name,
      project_domain_id: domain.domain_id,
    })
    .refine(
      ({ username, user_id }) => username !== undefined || user_id !== undefined,
      'username or user_id is missing',
    )
    .refine((given) => given.project_name !== undefined || given.project_id !== undefined, 'project_name is missing'),
]);

const cloud = z.object({
  auth,
  region_name: word.nullable().default(null),
  interface: z.enum(['public', 'internal', 'admin']).default('public'),
  cacert: word.nullable().default(null),
  verify: z.literal(true, 'certificates are always checked: name their authority by cacert').default(true),
});

/** How to reach an OpenStack, in the words of `clouds.yaml`. */
export type Access = z.output<typeof cloud>;

/**
 * What the variables that every OpenStack client knows say: `OS_CLOUD` is looked up in `OS_CLIENT_CONFIG_FILE`, else in the
 * usual places; without it `OS_AUTH_URL` and its like are all of it. Throws `openstack-access`, which names what is missing.
 */
export function readAccess(env: NodeJS.ProcessEnv): Access {
  const name = env['OS_CLOUD'];
  const [where, given] = name === undefined ? ['the environment', fromEnvironment(env)] : fromFile(env, name);
  const { data, error } = cloud.safeParse(given);
  if (data !== undefined) return data;
  const faults = error.issues.map(({ path, message }) => `${path.join('.') || 'cloud'}: ${message}`);
  throw new Problem('openstack-access', `What ${where} says of OpenStack does not suffice: ${faults.join('; ')}.`);
}

function fromEnvironment(env: NodeJS.ProcessEnv): unknown {
  const said = Object.entries(env).flatMap(([key, value]) => {
    return key.startsWith('OS_') && value !== '' ? [[key.slice('OS_'.length).toLowerCase(), value]] : [];
  });
  const all = Object.fromEntries(said) as Record<string, string>;
  return { ...all, auth: all };
}

function fromFile(env: NodeJS.ProcessEnv, name: string): [string, unknown] {
  const places = ['clouds.yaml', join(homedir(), '.config/openstack/clouds.yaml'), '/etc/openstack/clouds.yaml'];
  const file = env['OS_CLIENT_CONFIG_FILE'] ?? places.find((place) => existsSync(place));
  if (file === undefined || !existsSync(file)) {
    throw new Problem('openstack-access', `OS_CLOUD is "${name}", and there is no ${file ?? places.join(', ')}.`);
  }
  const clouds = z.object({ clouds: z.record(z.string(), z.unknown()) }).safeParse(parsed(file)).data?.clouds ?? {};
  if (clouds[name] !== undefined) return [`"${name}" in ${file}`, clouds[name]];
  const known = Object.keys(clouds).join(', ') || 'none';
  throw new Problem('openstack-access', `${file} has no cloud "${name}"; it has ${known}.`);
}

function parsed(file: string): unknown {
  try {
    return parse(readText(file));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Problem('openstack-access', `${file} cannot be read: ${why}`, undefined, { cause });
  }
}
