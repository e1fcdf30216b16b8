import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { runningServer } from '../../common/control-plane.ts';
import { Problem } from '../../common/problem.ts';
import { readSettings, type Settings } from '../../common/settings.ts';
import { stopCloud } from '../host/down.ts';
import { example } from '../terminal/example.ts';
import { print, say } from '../terminal/output.ts';
import type { GlobalOptions } from '../api/session.ts';
import { up } from '../host/up.ts';
import { hasSystemd, installedUnit, mainPid, systemctl, writeUnit } from './systemd.ts';
import { unitOf } from './unit.ts';

export function registerInstallService(program: Command): void {
  const command = program
    .command('install-service')
    .description('have systemd run the cloud: now, whenever it ends, and when the machine starts');
  example(command, 'install-service').action(async (_options, self: Command) => {
    const options = self.optsWithGlobals<GlobalOptions>();
    const settings = readSettings();
    const { home } = settings;
    const unit = unitOf(home);
    assertPossible(settings);
    const changed = await writeUnit(unit, home, environmentToKeep(settings));
    await systemctl('enable', unit.name);
    const running = runningServer(home);
    if (running !== null && (changed || running.pid !== (await mainPid(unit)))) {
      say(options, 'Handing the cloud over to systemd; VMs go on running.');
      await stopCloud(home);
    }
    const url = await up(settings, options);
    print(options, { unit: unit.name, path: unit.path, url }, [unit.name], () => [
      `systemd runs the cloud by ${unit.name}`,
      `The cloud answers at ${url}/api/`,
    ]);
  });
}

function assertPossible({ home, sources }: Settings): void {
  const { name, path } = unitOf(home);
  if (!hasSystemd()) {
    const remedy =
      'Use "./slipway up", which supervises the cloud by itself, or run "./slipway serve" under what there is.';
    throw new Problem('no-systemd', 'This machine is not run by systemd.', remedy);
  }
  if (process.getuid?.() !== 0) {
    throw new Problem('not-root', `Only root can write ${path}.`);
  }
  if (existsSync(path) && installedUnit(home) === null) {
    const remedy = `If it is no longer needed: systemctl disable --now ${name} && rm ${path}`;
    throw new Problem('file-exists', `${path} is there, and Slipway has not written it.`, remedy);
  }
  if (sources.database_url === 'environment') {
    const remedy = 'Write database_url into slipway.toml in the state directory instead, readable for root only.';
    throw new Problem('bad-setting', 'SLIPWAY_DATABASE_URL is a secret, and everybody can read a unit.', remedy);
  }
}

/** Settings that are in force because of the environment that we are called with. */
function environmentToKeep({ sources }: Settings): Record<string, string> {
  const names = Object.entries(sources).filter(([, source]) => source === 'environment');
  return Object.fromEntries(
    names.map(([key]) => {
      const name = `SLIPWAY_${key.toUpperCase()}`;
      return [name, process.env[name] ?? ''];
    }),
  );
}
