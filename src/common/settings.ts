import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import { cloudList, cloudsOf, type CloudSettings, drivers } from './cloud-settings.ts';
import { readText } from './files.ts';
import { logLevels } from './log-levels.ts';
import { Problem } from './problem.ts';
import { faultOfBlocks } from './reach.ts';
import { type SettingKey, stateDirectory, variableOf } from './state-directory.ts';

const cidr = z.cidrv4();
/** From the environment it comes as text. */
const count = (of: string, most: number, usual: number, least = 1) =>
  z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], `a number of ${of}`)
    .pipe(z.int(`a whole number of ${of}`).min(least).max(most))
    .default(usual);
const days = (usual: number) => count('days', 36_500, usual);

const place = z.string().refine(isAbsolute, 'an absolute path').nullable().default(null);
const name = z.string().min(1).nullable().default(null);
/** From the environment it comes as text. */
const choice = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')], 'true or false')
  .default(false);
/** Scheme, host and port, as a browser sends it. */
function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Every key of `slipway.toml`, and as SLIPWAY_KEY in the environment, which wins. */
const shape = {
  listen: z
    .string()
    .regex(/^.+:\d{1,5}$/, 'host:port, such as 127.0.0.1:8080')
    .default('127.0.0.1:8080')
    .describe('where the API listens'),
  public_url: z
    .string()
    .regex(/^https?:\/\/[^/?#@\s]+\/?$/, 'http:// or https:// and a host, such as https://cloud.example.org')
    .transform((url) => url.replace(/\/$/, '').toLowerCase())
    .nullable()
    .default(null)
    .describe('where people reach the cloud, for links; none: the address that a request came to'),
  trusted_proxies: z
    .string()
    .default('')
    .refine((text) => faultOfBlocks(text) === undefined, { error: ({ input }) => faultOfBlocks(String(input)) })
    .describe('address or block,… whose X-Forwarded-For and X-Forwarded-Proto are believed'),
  tls_cert: place.describe('PEM file of the certificate of the API, with its chain; none: the API speaks plain HTTP'),
  tls_key: place.describe('PEM file of its key; both are read again when they change'),
  plain_http: choice.describe('true: the API may speak plain HTTP on a public address'),
  database_url: z.string().nullable().default(null).describe('an external PostgreSQL, 15 or newer; none: our own'),
  driver: z
    .enum(drivers)
    .default('qemu')
    .describe('openstack: VMs in one project of it; fake runs nothing, for tests of everything above a driver'),
  default_cloud: name.describe('where a project lives that is made without saying it; of a list: its first'),
  os_external_network: name.describe('of OpenStack: the network that leads outside; none: the only one that there is'),
  os_floating_ips: count('floating IPs', 65_535, 8).describe('of OpenStack: so many are taken and kept for VMs'),
  os_volume_type: name.describe('of OpenStack: the type of every volume; none: the one that it takes by itself'),
  accelerator: z.enum(['auto', 'kvm', 'tcg']).default('auto').describe('auto proves KVM by a boot, else TCG'),
  floating_pool: cidr
    .nullable()
    .default(null)
    .describe('CIDR of the floating IPs; none: a free one is chosen. Those that there are move into another one'),
  uplink: z
    .string()
    .regex(/^[a-zA-Z0-9_.-]{1,15}$/, 'an interface name')
    .nullable()
    .default(null)
    .describe('host interface that carries the floating pool to the outside'),
  image_hosts: z
    .string()
    .default('')
    .describe('host[:port],… that images may come from although their addresses are private'),
  image_catalogue: place.describe('TOML file of well-known images to offer; none: the one that comes with Slipway'),
  keep_runs_days: days(90).describe('steps and events of what has ended'),
  keep_orders_days: days(400).describe('orders, with the VM or volume that they were for, from its end on'),
  keep_events_days: days(400).describe('audit events'),
  keep_trash_days: days(30).describe('what "doctor --fix" has moved to the trash'),
  keep_deleted_days: count('days', 36_500, 7, 0).describe(
    'VMs and volumes that were deleted and can be brought back; 0: they are gone at once',
  ),
  connections_per_address: count('connections', 65_535, 512).describe('connections to the API from one address'),
  changes_per_minute: count('changes', 1_000_000_000, 600).describe('what one user who is not staff may change'),
  console_idle_hours: count('hours', 8760, 8).describe('a console in which nobody types for so long is closed'),
  cors_origins: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((origin) => origin.trim())
        .filter((origin) => origin !== ''),
    )
    .refine((origins) => origins.every(isOrigin), 'origins such as https://portal.example, separated by commas')
    .describe('origins,… of web pages that may use the API from a browser'),
  log_level: z.enum(logLevels).default('info').describe('how much the log tells; info: one line for every request'),
} satisfies Record<SettingKey, z.ZodType>;

const absolute = z.string().refine(isAbsolute, 'an absolute path');
const bucket = z.strictObject({
  s3: z
    .url({ protocol: /^https?$/, error: 'the URL of a bucket, such as https://s3.example/backups' })
    .refine((url) => !/[?#@]|\/$/.test(url), 'the URL of a bucket alone, such as https://s3.example/backups'),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/, 'a region, such as eu-north-1')
    .default('us-east-1'),
  credentials: absolute,
});

/** `[targets.NAME]`. */
const targetList = z
  .record(
    z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'a name of a-z, 0-9 and -, such as nas'),
    z.union([z.strictObject({ directory: absolute }), bucket], 'a directory, or s3 with credentials'),
  )
  .default({});

const schema = z
  .strictObject({ ...shape, clouds: cloudList, targets: targetList })
  .refine(({ tls_cert, tls_key }) => (tls_cert === null) === (tls_key === null), {
    path: ['tls_key'],
    error: 'a certificate and its key come together: set tls_cert and tls_key',
  })
  .refine(({ trusted_proxies, public_url }) => trusted_proxies === '' || public_url !== null, {
    path: ['trusted_proxies'],
    error: 'behind a proxy links need the address that people use: set public_url, too',
  })
  .refine(({ clouds, default_cloud: first }) => first === null || (clouds !== undefined && first in clouds), {
    path: ['default_cloud'],
    error: 'one of the clouds that [clouds.NAME] lists',
  });
export interface Settings extends Omit<z.infer<typeof schema>, 'clouds' | 'targets' | 'default_cloud'> {
  /** Where copies of backups may be kept. */
  targets: ({ name: string } & z.infer<typeof targetList>[string])[];
  /** One at least. */
  clouds: CloudSettings[];
  /** The name of the one where a project lives that is made without saying it. */
  default_cloud: string;
  /** The state directory, absolute. */
  home: string;
  host: string;
  port: number;
  /** Where the API answers. */
  url: string;
  /** Where each value comes from, for `doctor`. */
  sources: Record<SettingKey, 'default' | 'slipway.toml' | 'environment'>;
}

/** Whether guests run on this machine, which must have all that they take then. */
export function runsGuestsHere({ clouds }: Pick<Settings, 'clouds'>): boolean {
  return clouds.some(({ driver }) => driver === 'qemu');
}

/** Whether programs of this machine are needed: to run guests, or to look at images for others that do. */
export function needsPrograms({ clouds }: Pick<Settings, 'clouds'>): boolean {
  return clouds.some(({ driver }) => driver !== 'fake');
}

/** Where people reach the API; `url` is where commands of its machine do. */
export function shownUrl({ public_url, tls_cert, url: listening }: Settings, url: string): string {
  return public_url ?? (tls_cert === null ? url : listening);
}

/**
 * What is in force: the environment over `slipway.toml` over the defaults. Throws a `Problem` that names the key, what
 * is allowed and where to change it.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const home = stateDirectory(env);
  const where = (key: string): string => {
    const file = join(home, 'slipway.toml');
    return /^(clouds|targets)/.test(key) ? file : `${file} or in the environment (${variableOf(key)})`;
  };
  const file = readToml(join(home, 'slipway.toml'));
  const merged: Record<string, unknown> = { ...file };
  const sources = {} as Settings['sources'];
  for (const key of Object.keys(shape) as SettingKey[]) {
    const value = env[variableOf(key)];
    sources[key] = value !== undefined ? 'environment' : key in file ? 'slipway.toml' : 'default';
    const given = value ?? file[key];
    // what is left empty is as if it were left out
    merged[key] = given === '' ? undefined : given;
  }
  const parsed = schema.safeParse(merged);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const key = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
    const remedy = `Correct it in ${where(key)}.`;
    throw new Problem('bad-setting', `The setting "${key}" is not valid: ${issue?.message ?? ''}.`, remedy);
  }
  const colon = parsed.data.listen.lastIndexOf(':');
  const host = parsed.data.listen.slice(0, colon).replace(/^\[|\]$/g, '');
  const port = Number(parsed.data.listen.slice(colon + 1));
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const scheme = parsed.data.tls_cert === null ? 'http' : 'https';
  const url = `${scheme}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  const { clouds: list, targets: places, ...data } = parsed.data;
  const targets = Object.entries(places).map(([called, at]) => ({ name: called, ...at }));
  if (list !== undefined && merged['driver'] !== undefined) {
    throw new Problem(
      'bad-setting',
      'The setting "driver" is not valid: [clouds.NAME] says it of each cloud.',
      `Remove it from ${where('driver')}.`,
    );
  }
  const clouds = cloudsOf(list, data);
  const default_cloud = data.default_cloud ?? (clouds[0] as CloudSettings).name;
  return { ...data, clouds, targets, default_cloud, home, host, port, url, sources };
}

function readToml(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  try {
    return parse(readText(path));
  } catch (cause) {
    const message = `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new Problem('bad-settings-file', message, undefined, {
      cause,
    });
  }
}
