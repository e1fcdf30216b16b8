import { isAbsolute, resolve } from 'node:path';
import { nearest } from './nearest.ts';
import { Problem } from './problem.ts';

/** Every setting as `slipway.toml` names it; what each may be, and means, says `settings.ts`. */
const settingNames = [
  'listen',
  'public_url',
  'trusted_proxies',
  'tls_cert',
  'tls_key',
  'plain_http',
  'database_url',
  'driver',
  'default_cloud',
  'os_external_network',
  'os_floating_ips',
  'os_volume_type',
  'accelerator',
  'floating_pool',
  'uplink',
  'image_hosts',
  'image_catalogue',
  'keep_runs_days',
  'keep_orders_days',
  'keep_events_days',
  'keep_trash_days',
  'keep_deleted_days',
  'connections_per_address',
  'changes_per_minute',
  'console_idle_hours',
  'cors_origins',
  'log_level',
] as const;
export type SettingKey = (typeof settingNames)[number];
/** Where the settings are, and what clients read. */
const otherNames = ['home', 'url', 'token', 'context'];

const PREFIX = 'SLIPWAY_';
/** How the environment names a setting. */
export const variableOf = (name: string): string => `${PREFIX}${name.toUpperCase()}`;

/**
 * The state directory, absolute, by the environment: all that a command of this machine needs which asks the API, as the settings
 * themselves take half of its time to read. Throws a `Problem` on a relative one, and on a variable that looks like a setting and is none.
 */
export function stateDirectory(env: NodeJS.ProcessEnv = process.env): string {
  const home = env['SLIPWAY_HOME'] ?? '/var/lib/slipway';
  if (!isAbsolute(home)) throw new Problem('home-not-absolute', `SLIPWAY_HOME is "${home}".`);
  refuseUnknown(env);
  return resolve(home);
}

/** A variable that is written wrong would have no effect, and nobody would know. */
function refuseUnknown(env: NodeJS.ProcessEnv): void {
  const names = [...settingNames, ...otherNames];
  const known = new Set(names.map(variableOf));
  const isOurs = (variable: string): boolean => variable.startsWith(PREFIX) && !variable.startsWith(`${PREFIX}TEST_`);
  const unknown = Object.keys(env).find((variable) => isOurs(variable) && !known.has(variable));
  if (unknown === undefined) return;
  const like = nearest(unknown.slice(PREFIX.length).toLowerCase(), names);
  const instead = like === null ? '' : `, or set ${variableOf(like)}`;
  const remedy = `Take it out of the environment${instead}.`;
  throw new Problem('bad-setting', `${unknown} is in the environment, and no setting.`, remedy);
}
