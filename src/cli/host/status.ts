import type { Command } from 'commander';
import { readSettings, shownUrl } from '../../common/settings.ts';
import type { Status } from '../api/schema.ts';
import { example } from '../terminal/example.ts';
import { facts, print } from '../terminal/output.ts';
import { keeperOf } from '../service/keeper.ts';
import { otherRelease } from '../service/release.ts';
import { openSession } from '../api/session.ts';
import { localServer } from './local-cloud.ts';

export function registerStatus(program: Command): void {
  example(program.command('status').description('what the cloud is and does'), 'status').action(
    async (_options, command: Command) => {
      const session = openSession(command);
      const status = await session.client.get<Status>('status/');
      const { preparation, counts } = status;
      const local = localServer(session);
      const url = local === null ? session.client.url : shownUrl(readSettings(), session.client.url);
      const keeper = local === null ? null : await keeperOf(status.home, local);
      const other = local === null ? null : otherRelease(local, keeper);
      print(session, status, [preparation.state], () =>
        facts({
          api: `${url}/api/`,
          'api reference': `${url}/api/docs/`,
          version: status.version,
          'other version': other?.message,
          upgrade: other?.remedy,
          driver: status.driver,
          accelerator: status.accelerator === null ? 'not proven yet' : `${status.accelerator}: ${status.evidence}`,
          'floating addresses': status.floating_pool,
          database: status.database,
          'state directory': status.home,
          'started again by': keeper ?? (local === null ? null : 'nobody: it serves in the foreground'),
          preparation:
            preparation.state === 'running'
              ? `${preparation.message} (${Math.round(preparation.fraction * 100)} %)`
              : preparation.state,
          error: preparation.error?.message,
          next: preparation.error?.remedy,
          vms: `${counts.running} running of ${counts.instances}`,
          'orders in progress': counts.orders_executing,
        }),
      );
    },
  );
}
