import type { Command } from 'commander';
import { runningServer, stopServer } from '../../common/control-plane.ts';
import { readSettings } from '../../common/settings.ts';
import type { Resource } from '../api/answers.ts';
import { example } from '../terminal/example.ts';
import { say } from '../terminal/output.ts';
import { openSession } from '../api/session.ts';
import { up } from './up.ts';
import { runs } from '../vm/facts.ts';
import { awaitPower } from '../vm/power.ts';

const GRACE_MS = 20_000;
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
    const server = runningServer(settings.home);
    if (server !== null) await stopServer(server, GRACE_MS);
    say(command.optsWithGlobals(), server === null ? 'The cloud was not running.' : 'The cloud is down.');
  });
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
