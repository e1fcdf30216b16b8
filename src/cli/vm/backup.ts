import type { Command } from 'commander';
import { find } from '../api/references.ts';
import type { VmBackup } from '../api/schema.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { registerKeep } from '../terminal/keep.ts';
import { registerListOf } from '../terminal/lists.ts';
import { registerRename, registerShow } from '../terminal/nouns.ts';
import { facts, print } from '../terminal/output.ts';
import { size } from '../terminal/terminal.ts';
import { time } from '../terminal/time.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { atRest } from '../volume/at-rest.ts';
import { registerDeleteAndWait } from '../volume/delete.ts';
import { requireMade } from '../volume/made.ts';
import { registerCopy } from './backup-copy.ts';
import { show } from './change.ts';
import { awaitAction } from './doing.ts';
import { isUp } from './power.ts';
import { addRestoration, makeVmOf, type RestorationOptions } from './restoration.ts';

const PATH = 'openstack-backups';
const WAIT_SECONDS = 300;
/** A guest boots. */
const ROLLBACK_SECONDS = 900;

export function registerVmBackup(program: Command): void {
  const noun = program
    .command('vm-backup')
    .helpCommand(false)
    .description('VMs as they were, with all of their volumes');
  registerListOf(noun, 'vm-backup', 'vm', 'list backups of VMs', {
    name: ({ name }) => name,
    vm: (backup) => backup.instance_name,
    size: ({ metadata }) => size(metadata.size),
    state: stateOf,
    created: ({ created }) => created,
    'kept until': (backup) => backup.kept_until ?? '',
    uuid: ({ uuid }) => uuid,
  });
  registerShow(noun, 'vm-backup', backupFacts, 'before-upgrade');
  registerCreate(noun);
  registerRestore(noun);
  registerRollback(noun);
  registerCopy(noun);
  registerKeep(noun, 'vm-backup', PATH);
  registerRename(noun, 'vm-backup', PATH);
  registerDeleteAndWait(noun, 'vm-backup', 'delete a backup; the VM stays as it is', 'before-upgrade');
}

const stateOf = ({ state }: VmBackup): string => state.toLowerCase();

function backupFacts(backup: VmBackup): string[] {
  const { metadata } = backup;
  return facts({
    name: backup.name,
    state: stateOf(backup),
    vm: backup.instance_name,
    size: size(metadata.size),
    flavor: metadata.flavor_name,
    image: metadata.image_name,
    addresses: metadata.ports.flatMap(({ fixed_ips: fixed }) => fixed.map((each) => each.ip_address)).join(', '),
    moment: backup.consistency === 'volume' ? 'each volume at its own: this cloud keeps them one after another' : '',
    restored: backup.restorations.map((vm) => vm.name).join(', '),
    'kept until': backup.kept_until,
    problem: backup.error_message,
    created: backup.created,
    uuid: backup.uuid,
  });
}

function registerCreate(noun: Command): void {
  const create = noun
    .command('create')
    .description('keep a VM as it is now, with all of its volumes, while it runs; "sync" in the guest first')
    .argument('<vm>', 'name or UUID')
    .argument('[name]', 'what it shall be called; left out: as the VM, with the time')
    .option('--description <text>', 'what it is for')
    .option('--keep-until <time>', 'it is deleted after that, such as 2026-12-31T12:00:00Z', time);
  addWaiting(create, WAIT_SECONDS);
  example(create, 'vm-backup create web before-upgrade').action(
    async (
      reference: string,
      name: string | undefined,
      { description, keepUntil, ...waiting }: Waiting & { description?: string; keepUntil?: string },
      command: Command,
    ) => {
      const session = openSession(command);
      const { client } = session;
      const vm = await find(client, 'vm', reference);
      const called = name ?? `${vm.name}-${new Date().toISOString().slice(0, 16)}`;
      const body = { name: called, description, kept_until: keepUntil };
      const begun = await client.post<VmBackup>(`openstack-instances/${vm.uuid}/backup/`, body);
      const made = requireMade('vm-backup', await atRest(client, 'vm-backup', begun, waiting));
      print(session, made, [made.uuid], () => backupFacts(made));
    },
  );
}

function registerRestore(noun: Command): void {
  const restore = noun
    .command('restore')
    .description('make a new VM of a backup, with addresses of its own; the VM that it is of stays as it is')
    .argument('<backup>', 'name or UUID')
    .argument('<name>', 'what the new VM shall be called');
  addRestoration(restore, 'had');
  example(
    restore,
    'vm-backup restore before-upgrade web-old',
    'vm-backup restore before-upgrade web-old --floating-ip',
  ).action(async (reference: string, name: string, options: RestorationOptions, command: Command) => {
    const session = openSession(command);
    const backup = await find(session.client, 'vm-backup', reference);
    const first = backup.metadata.ports[0]?.fixed_ips[0]?.subnet_id;
    const source = { path: `${PATH}/${backup.uuid}/restore/`, project: backup.project_uuid, subnet: first };
    await makeVmOf(session, source, name, options);
  });
}

function registerRollback(noun: Command): void {
  const rollback = noun
    .command('rollback')
    .description(
      'take a stopped VM back to a backup of it, with all of its disks, and start it; what they hold goes once it has booted',
    )
    .argument('<backup>', 'name or UUID');
  addWaiting(rollback, ROLLBACK_SECONDS);
  example(rollback, 'vm-backup rollback before-upgrade').action(
    async (reference: string, waiting: Waiting, command: Command) => {
      const session = openSession(command);
      const { client } = session;
      const backup = await find(client, 'vm-backup', reference);
      const vm = await find(client, 'vm', backup.instance_marketplace_uuid);
      await client.post(`${PATH}/${backup.uuid}/rollback/`);
      show(session, vm, await awaitAction(session, vm, 'rollback', waiting, isUp));
    },
  );
}
