import { createHash } from 'node:crypto';
import { join } from 'node:path';

const directory = '/etc/systemd/system';
const defaultHome = '/var/lib/slipway';
/** The first line: files that do not begin so are somebody else's. */
const mark = '# Written by ./slipway install-service; it and ./slipway up write it anew.';

/** The unit of systemd that runs the cloud of a state directory. */
export interface Unit {
  /** `slipway.service`, and for clouds beside it one that tells them apart. */
  name: string;
  path: string;
}

export function unitOf(home: string): Unit {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 8);
  const name = home === defaultHome ? 'slipway.service' : `slipway-${hash}.service`;
  return { name, path: join(directory, name) };
}

/**
 * The text of the unit that runs the cloud in `home` from `checkout`; `environment` are further settings by their names.
 * Both paths may hold anything.
 */
export function unitText(home: string, checkout: string, environment: Record<string, string>): string {
  const settings = Object.entries({ ...environment, SLIPWAY_HOME: home });
  return `${mark}
[Unit]
Description=Slipway, the cloud in ${quoted(home)}
Wants=network-online.target
After=network-online.target
RequiresMountsFor=${quoted(home)}
StartLimitBurst=10
StartLimitIntervalSec=600

[Service]
Type=notify
ExecStart=/bin/sh ${quoted(join(checkout, 'slipway')).replaceAll('$', '$$$$')} serve
${settings.map(([name, value]) => `Environment=${quoted(`${name}=${value}`)}`).join('\n')}
Restart=always
RestartSec=2
# it lives as long as its event loop and its database answer
WatchdogSec=120
WatchdogSignal=SIGKILL
# a first start installs what it needs, one of a new version rewrites tables
TimeoutStartSec=1800
TimeoutStopSec=60
# guests, their network and PostgreSQL outlive it
KillMode=process
OOMPolicy=continue
TasksMax=infinity

[Install]
WantedBy=multi-user.target
`;
}

export function isOurs(text: string): boolean {
  return text.startsWith(`${mark}\n`);
}

/** The settings that a unit of ours was written with. */
export function environmentOf(text: string): Record<string, string> {
  const values = [...text.matchAll(/^Environment=(".*")$/gm)].map(([, value = '""']) => {
    return JSON.parse(value.replaceAll('%%', '%')) as string;
  });
  return Object.fromEntries(
    values.map((value) => [value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1)]),
  );
}

/** One word for systemd: it reads the escapes of JSON, and % is its own. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('%', '%%');
}
