import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import type { Resource, Termination, Volume } from '../api/schema.ts';
import { findAll } from '../api/references.ts';
import { openSession, type Session } from '../api/session.ts';
import { tellKept } from '../deleted/deleted.ts';
import { confirm } from '../terminal/confirm.ts';
import { example } from '../terminal/example.ts';
import { say } from '../terminal/output.ts';
import { orderView } from '../terminal/progress.ts';
import { forEach, ofSeveral } from '../terminal/several.ts';
import { oneLine, size } from '../terminal/terminal.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { assertSuccess, watchOrder } from '../terminal/watch.ts';
import { stateOf } from './facts.ts';

const WAIT_SECONDS = 300;

interface Removal extends Waiting {
  keepVolumes?: boolean;
  /** It cannot be brought back. */
  now?: true;
}

/** `vm delete`. */
export function registerDelete(noun: Command): void {
  const remove = noun
    .command('delete')
    .alias('rm')
    .description('delete VMs with their disks, running or not; a terminal is asked first')
    .argument('<name...>', 'name or UUID')
    .option('--keep-volumes', 'detach the data volumes and keep them')
    .option('--now', 'for good: they cannot be brought back')
    .option('--yes', 'do not ask');
  addWaiting(remove, WAIT_SECONDS);
  example(remove, 'vm delete web', 'vm delete web-1 web-2 --yes', 'vm delete web --now').action(
    async (names: string[], options: Removal & { yes?: true }, self: Command) => {
      const session = openSession(self);
      const vms = await findAll(session.client, 'vm', names);
      if (options.yes !== true && process.stdin.isTTY) await askFirst(session, vms, options);
      const work = async (vm: Resource): Promise<void> => {
        await deleteVm(ofSeveral(session, vms), vm, options);
        if (options.wait) await tellKept(session, 'vm', vm.uuid, vm.name);
        else say(session, `${vm.name}: deletion accepted`);
      };
      await forEach(vms, work);
    },
  );
}

/** Names all that would be lost, and returns once somebody has agreed. */
async function askFirst({ client }: Session, vms: Resource[], { keepVolumes = false, now }: Removal): Promise<void> {
  const lines = vms.map(async (vm) => {
    const { results } = await client.list<Volume>('openstack-volumes/', { instance: vm.uuid });
    const lost = results.filter(({ bootable }) => bootable || !keepVolumes);
    const volumes = lost.map((volume) => `${volume.name} (${size(volume.size)})`).join(', ');
    const addresses = [...vm.external_ips, ...vm.internal_ips].join(', ');
    return [vm.name, stateOf(vm), vm.project_name, addresses, volumes && `disks ${volumes}`].filter(Boolean).join(', ');
  });
  for (const line of await Promise.all(lines)) console.error(`  ${oneLine(line)}`);
  const what = vms.length === 1 ? 'Delete it' : `Delete these ${vms.length} VMs`;
  await confirm(now === true ? `${what} for good?` : `${what}?`);
}

/** Deletes a VM; with `wait` it shows the steps and returns when everything is given back. */
export async function deleteVm(
  session: Pick<ReturnType<typeof openSession>, 'client' | 'json' | 'quiet'>,
  { uuid, name, state, creation_order: made, termination_protection: isProtected }: Resource,
  { wait, timeout, keepVolumes = false, now }: Removal,
): Promise<void> {
  const { client } = session;
  if (state === 'Creating' && made !== null) {
    const remedy = `Cancel its order, which undoes it: ./slipway order cancel ${made.uuid}`;
    throw new Problem('wrong-state', `The VM "${name}" is still being created.`, remedy);
  }
  if (isProtected) {
    const remedy = `"./slipway vm unprotect ${name}" lets it be deleted.`;
    throw new Problem('wrong-state', `The VM "${name}" is protected against deletion.`, remedy);
  }
  const attributes = { action: 'force_destroy', delete_volumes: !keepVolumes, delete_for_good: now };
  const path = `marketplace-resources/${uuid}/terminate/`;
  const { order_uuid: order } = await client.post<Termination>(path, { attributes });
  if (wait) assertSuccess(await watchOrder(client, order, timeout, orderView(session)));
}
