import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { run } from '../../common/command.ts';
import { lastFailure } from '../../common/control-plane.ts';
import { replaceFile } from '../../common/files.ts';
import { Problem } from '../../common/problem.ts';
import { environmentOf, isOurs, type Unit, unitOf, unitText } from './unit.ts';

const CHECKOUT = fileURLToPath(new URL('../../../', import.meta.url));
/** Longer than the unit gives a start. */
const START_MS = 1_900_000;
const COMMAND_MS = 90_000;

/** Whether systemd runs this machine (sd_booted). */
export function hasSystemd(): boolean {
  return existsSync('/run/systemd/system');
}

/** The unit that runs the cloud of `home`; null when systemd does not, or has none of ours. */
export function installedUnit(home: string): Unit | null {
  const unit = unitOf(home);
  return hasSystemd() && existsSync(unit.path) && isOurs(readFileSync(unit.path, 'utf8')) ? unit : null;
}

/** Writes the unit of `home` for this checkout, and tells systemd; false when it is like that already. */
export async function writeUnit(unit: Unit, home: string, environment: Record<string, string>): Promise<boolean> {
  const text = unitText(home, CHECKOUT, environment);
  if (existsSync(unit.path) && readFileSync(unit.path, 'utf8') === text) return false;
  await replaceFile(unit.path, text);
  await systemctl('daemon-reload');
  return true;
}

/** Starts the cloud by its unit, which is made that of this checkout; returns when it is ready. Throws what it says. */
export async function startUnit(unit: Unit, home: string): Promise<void> {
  await writeUnit(unit, home, environmentOf(readFileSync(unit.path, 'utf8')));
  // one that has failed too often is not started else
  await systemctl('reset-failed', unit.name).catch(() => {});
  await run('systemctl', ['start', unit.name], { timeoutMs: START_MS }).catch((cause: unknown) => {
    const failure = lastFailure(home);
    const { code, message } = failure ?? { code: 'server-died', message: `${unit.name} did not start.` };
    const remedy = failure?.remedy ?? `"systemctl status --lines=50 ${unit.name}" says why.`;
    throw new Problem(code, message, remedy, { constraint: failure?.constraint ?? '', cause });
  });
}

/** Stops the cloud, and systemd starts it again no more until the next boot. */
export async function stopUnit({ name }: Unit): Promise<void> {
  await systemctl('stop', name);
}

/** Stops the cloud and takes the unit away, with what an administrator has changed of it. */
export async function removeUnit({ name, path }: Unit): Promise<void> {
  await systemctl('disable', '--now', name);
  for (const part of [path, `${path}.d`]) await rm(part, { recursive: true, force: true });
  await systemctl('daemon-reload');
  await systemctl('reset-failed', name).catch(() => {});
}

/** The process that systemd runs for a unit; 0 when it runs none. */
export async function mainPid({ name }: Unit): Promise<number> {
  return Number((await systemctl('show', '--property=MainPID', '--value', name)).trim());
}

export async function systemctl(...args: string[]): Promise<string> {
  return (await run('systemctl', args, { timeoutMs: COMMAND_MS })).stdout;
}
