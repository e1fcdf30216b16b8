import type { Command } from 'commander';
import { Problem } from '../../common/problem.ts';
import { find } from '../api/references.ts';
import type { BackupCopy } from '../api/schema.ts';
import { openSession } from '../api/session.ts';
import { example } from '../terminal/example.ts';
import { registerListOf } from '../terminal/lists.ts';
import { registerShow } from '../terminal/nouns.ts';
import { facts, print } from '../terminal/output.ts';
import { size } from '../terminal/terminal.ts';
import { addWaiting, type Waiting } from '../terminal/waiting.ts';
import { atRest } from '../volume/at-rest.ts';
import { registerDeleteAndWait } from '../volume/delete.ts';
import { requireMade } from '../volume/made.ts';
import { addRestoration, makeVmOf, type RestorationOptions } from './restoration.ts';

const PATH = 'backup-copies';
/** Disks go over a network. */
const COPY_SECONDS = 24 * 3600;

export function registerBackupCopy(program: Command): void {
  const noun = program.command('backup-copy').helpCommand(false).description('copies of backups of VMs, elsewhere');
  registerListOf(noun, 'backup-copy', 'vm', 'list copies of backups', {
    name: ({ name }) => name,
    vm: (copy) => copy.instance_name,
    target: ({ target }) => target,
    size: ({ metadata }) => size(metadata.size),
    state: stateOf,
    'backed up': (copy) => copy.backed_up,
    verified: (copy) => copy.verified ?? '',
    uuid: ({ uuid }) => uuid,
  });
  registerShow(noun, 'backup-copy', copyFacts, 'before-upgrade');
  registerVerify(noun);
  registerRestore(noun);
  registerDeleteAndWait(noun, 'backup-copy', 'delete a copy from its target; the backup stays', 'before-upgrade');
}

const stateOf = ({ state, damage }: BackupCopy): string => {
  if (state === 'UPDATING') return 'verifying';
  return state === 'OK' && damage !== '' ? 'damaged' : state.toLowerCase();
};

function copyFacts(copy: BackupCopy): string[] {
  const { metadata } = copy;
  return facts({
    name: copy.name,
    state: stateOf(copy),
    progress: copy.progress?.message ?? '',
    target: copy.target,
    vm: copy.instance_name,
    size: size(metadata.size),
    sent: copy.sent === null ? '' : `${copy.sent} MiB`,
    'backed up': copy.backed_up,
    verified: copy.verified,
    damage: copy.damage,
    problem: copy.error_message,
    flavor: metadata.flavor_name,
    image: metadata.image_name,
    created: copy.created,
    uuid: copy.uuid,
  });
}

/** `copy` of a backup. */
export function registerCopy(noun: Command): void {
  const command = noun
    .command('copy')
    .description('copy a backup to a target, off this machine; only what is not there yet is sent')
    .argument('<backup>', 'name or UUID')
    .argument('[target]', 'left out: the only one that the cloud has')
    .option('--name <text>', 'what the copy shall be called; default: as the backup');
  addWaiting(command, COPY_SECONDS);
  example(command, 'vm-backup copy before-upgrade', 'vm-backup copy before-upgrade nas').action(
    async (
      reference: string,
      target: string | undefined,
      { name, ...waiting }: Waiting & { name?: string },
      self: Command,
    ) => {
      const session = openSession(self);
      const { client } = session;
      const backup = await find(client, 'vm-backup', reference);
      const begun = await client.post<BackupCopy>(`openstack-backups/${backup.uuid}/copy/`, { target, name });
      const made = requireMade('backup-copy', await atRest(client, 'backup-copy', begun, waiting));
      print(session, made, [made.uuid], () => copyFacts(made));
    },
  );
}

function registerVerify(noun: Command): void {
  const command = noun
    .command('verify')
    .description('read a copy back from its target, and say what is wrong with it')
    .argument('<copy>', 'name or UUID');
  addWaiting(command, COPY_SECONDS);
  example(command, 'backup-copy verify before-upgrade').action(
    async (reference: string, waiting: Waiting, self: Command) => {
      const session = openSession(self);
      const { client } = session;
      const copy = await find(client, 'backup-copy', reference);
      await client.post(`${PATH}/${copy.uuid}/verify/`);
      const read = requireMade(
        'backup-copy',
        await atRest(client, 'backup-copy', { ...copy, state: 'UPDATING' }, waiting),
      );
      print(session, read, [read.uuid], () => copyFacts(read));
      if (read.state === 'OK' && read.error_message !== '') throw new Problem('copy-damaged', read.error_message);
    },
  );
}

function registerRestore(noun: Command): void {
  const restore = noun
    .command('restore')
    .description('make a new VM of a copy, from its target alone, with addresses of its own')
    .argument('<copy>', 'name or UUID')
    .argument('<name>', 'what the new VM shall be called');
  addRestoration(restore, 'had');
  example(restore, 'backup-copy restore before-upgrade web-old').action(
    async (reference: string, name: string, options: RestorationOptions, command: Command) => {
      const session = openSession(command);
      const copy = await find(session.client, 'backup-copy', reference);
      const first = copy.metadata.ports[0]?.fixed_ips[0]?.subnet_id;
      const source = { path: `${PATH}/${copy.uuid}/restore/`, project: copy.project_uuid, subnet: first };
      await makeVmOf(session, source, name, options);
    },
  );
}
