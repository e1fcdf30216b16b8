import type { Command } from 'commander';
import { runningServer, stopControlPlane } from '../../common/control-plane.ts';
import { readSettings } from '../../common/settings.ts';
import type { Resource } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { say } from '../terminal/output.ts';
import { installedUnit, stopUnit } from '../service/systemd.ts';
import { openSession } from '../api/session.ts';
import { up } from './up.ts';
import { runs } from '../vm/facts.ts';
import { awaitPower } from '../vm/power.ts';

const VM_MS = 120_000;

export function registerDown(program: Command): void {
  const down = program
    .command('down')
    .description('stop the control plane with its database; VMs go on running')
    .option('--vms', 'stop all VMs before');
  example(down, 'down', 'down --vms').action(async (options: { vms?: boolean }, command: Command) => {
    const settings = readSettings();
    if (options.vms === true) {
      // only the control plane can stop VMs
      await up(settings, command.optsWithGlobals());
      await stopVms(command);
    }
    const ran = await stopCloud(settings.home);
    say(command.optsWithGlobals(), ran ? 'The cloud is down.' : 'The cloud was not running.');
  });
}

/** Ends the control plane with its database, and whoever would start it again; false when it was not running. */
export async function stopCloud(home: string): Promise<boolean> {
  const ran = runningServer(home) !== null;
  const unit = installedUnit(home);
  if (unit !== null) await stopUnit(unit);
  return (await stopControlPlane(home)) || ran;
}

async function stopVms(command: Command): Promise<void> {
  const session = openSession(command);
  const { client } = session;
  const { results } = await client.list<Resource>('marketplace-resources/');
  await Promise.all(
    results.filter(runs).map(async (vm) => {
      await client.post(`marketplace-resources/${vm.uuid}/actions/stop/`);
      // many at once would draw over each other
      await awaitPower({ client, quiet: true }, vm, 'stop', VM_MS);
      say(session, `stopped ${vm.name}`);
    }),
  );
}
