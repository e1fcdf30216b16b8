import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import { readSettings } from '../../common/settings.ts';
import { stopCloud } from './down.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { say } from '../terminal/output.ts';
import { runServerProgram } from './server-program.ts';
import { installedUnit, removeUnit } from '../service/systemd.ts';

export function registerUninstall(program: Command): void {
  const command = program
    .command('uninstall')
    .description('remove the cloud with its VMs, disks, network, database and state directory')
    .option('--yes', 'yes, and all its data is lost');
  example(command, 'uninstall --yes').action(async (options: { yes?: boolean }) => {
    const { home } = readSettings();
    if (options.yes !== true) {
      throw usage(
        `This removes every VM, image and record of the cloud in ${home}, for good.`,
        'Add --yes if that is what you want.',
      );
    }
    await stopCloud(home);
    const unit = installedUnit(home);
    // refused it throws, and the service stays
    const removed = await runServerProgram('uninstall');
    if (unit !== null) {
      say(command.optsWithGlobals(), `removing ${unit.name} from systemd`);
      await removeUnit(unit);
    }
    if (!removed) {
      const remedy = 'Run it again as root: what is removed already is skipped. The lines above say what went wrong.';
      throw new Problem('uninstall-failed', 'Not everything could be removed.', remedy);
    }
  });
}
