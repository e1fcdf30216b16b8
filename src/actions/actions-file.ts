import { fileURLToPath } from 'node:url';
import type { ActionRules } from '../common/action-rules.ts';
import { keepGenerated, markdownTable } from '../common/generated-file.ts';
import { enums } from '../db/index.ts';
import {
  type Action,
  type BackupAction,
  type BackupStanding,
  backupRules,
  type CopyAction,
  copyRules,
  type CopyStanding,
  instanceRules,
  type Standing,
} from '../instances/index.ts';
import {
  type SnapshotAction,
  type SnapshotStanding,
  snapshotRules,
  type VolumeAction,
  type VolumeStanding,
  volumeRules,
} from '../storage/index.ts';

// Writes docs/actions.md from the rules of instances, volumes, snapshots, backups and their copies, or with --check says where it differs from them, exit 1.

const introduction = `# What can be done when

Written by \`node src/actions/actions-file.ts\` from the rules in \`src/instances/rules.ts\`, \`src/storage/rules.ts\`,
\`src/storage/snapshot-rules.ts\`, \`src/instances/backup-rules.ts\` and \`src/instances/copy-rules.ts\`, and compared with them in \`./slipway test\`, which also asks for every cell by the API: \`test/instances/action-table.test.ts\`.

Each row is how a thing stands. In its cells:

- now: it is done, or begun, at once.
- instead: it is taken, and begins as soon as the step is over that is being done; nothing of that is undone.
- after: it is taken, and begins when the VM has let go of the volume.
- A number: it is refused by 409 with the code \`wrong-state\`, in the words of that number below the table.
- under way: an earlier request has begun it, and the answer is the same as that one's.
- gone: 404.

A thing has one run at a time: that is why all else is refused while its state is UPDATING, rather than queued behind what may fail
or be given up, for what was decided would not be true any more when it began. A deletion depends on nothing that is under way, and so
it always wins; while a VM or an ordered volume is created, its order is canceled instead, which undoes it. \`cancel\` gives up what is
being done with a VM, also when it waits for a guest that does not answer (rescue and unrescue do so for 5 minutes): it is undone,
and the VM is as it was before. A power action is not taken back: it ends, and the VM runs or not as its owner has last wanted it. A volume
that is just being attached or detached stays when its VM is deleted, for nobody has said of it that it may go.

What is shown says this of itself: \`available_actions\`, and in \`unavailable_actions\` the words for all others. Whether the user
may, and whether quota and host have room, is asked beside it. Orders say the same of themselves, by \`src/orders/rules.ts\`.
`;

/** By what requests each action is asked for, behind \`openstack-instances/UUID/\` or \`marketplace-resources/UUID/\`. */
const vmRequests: Record<Action, string> = {
  start: '`start/`',
  stop: '`stop/`',
  restart: '`restart/`',
  update: 'PATCH, PUT, `set_end_date/`, `switch_plan/`',
  update_network: '`update_ports/`, `update_security_groups/`, `update_floating_ips/`, `update_allowed_address_pairs/`',
  change_flavor: '`change_flavor/`',
  create_image: '`create_image/`',
  backup: '`backup/`, `create_backup_schedule/`',
  clone: '`clone/`',
  rebuild: '`rebuild/`',
  rescue: '`rescue/`',
  unrescue: '`unrescue/`',
  cancel: '`cancel/`',
  terminate: 'DELETE, `terminate/`, which unless it is forced wants a VM that is OK stopped first',
};

const volumeRequests: Record<VolumeAction, string> = {
  update: 'PATCH, PUT, `set_end_date/`',
  extend: '`extend/`',
  snapshot: '`snapshot/`',
  schedule: '`create_snapshot_schedule/`',
  retype: '`retype/`',
  attach: '`attach/`, to a VM that is OK',
  detach: '`detach/`',
  terminate: 'DELETE, `terminate/`',
};

const snapshotRequests: Record<SnapshotAction, string> = {
  update: 'PATCH, PUT',
  restore: '`restore/`',
  terminate: 'DELETE',
};

const backupRequests: Record<BackupAction, string> = {
  update: 'PATCH, PUT',
  restore: '`restore/`',
  copy: '`copy/`',
  rollback: '`rollback/`, which wants the volumes of the VM to be those of the backup',
  terminate: 'DELETE',
};

const copyRequests: Record<CopyAction, string> = {
  verify: '`verify/`',
  restore: '`restore/`',
  terminate: 'DELETE',
};

/** How a thing can stand: its words, and what the rules ask. */
type Row<S> = [words: string, standing: S];

const plain = {
  runtime_state: 'SHUTOFF',
  termination_protection: false,
  rescue_image: null,
  first_snapshot: null,
  has_backups: false,
  ended: false,
  ordered: true,
} as const;
const rescue = { rescue_image: 'an image' };

/** Only of a VM that is OK the rules ask whether it runs. */
const vmRows: Row<Standing>[] = [
  ...enums['instance.runtime_state'].map((runtime_state): Row<Standing> => {
    const mode = runtime_state === 'RESCUE' ? rescue : {};
    return [`OK, ${runtime_state}`, { ...plain, state: 'OK', runtime_state, ...mode }];
  }),
  ['OK, SHUTOFF, in rescue mode', { ...plain, state: 'OK', ...rescue }],
  ['OK, SHUTOFF, protected', { ...plain, state: 'OK', termination_protection: true }],
  ['OK, SHUTOFF, its system volume with snapshots', { ...plain, state: 'OK', first_snapshot: 0 }],
  ['OK, SHUTOFF, a data volume with snapshots', { ...plain, state: 'OK', first_snapshot: 1 }],
  ['OK, SHUTOFF, with backups', { ...plain, state: 'OK', first_snapshot: 0, has_backups: true }],
  ['OK, SHUTOFF, stopped at its end', { ...plain, state: 'OK', ended: true }],
  ['CREATING, of a backup', { ...plain, state: 'CREATING', ordered: false }],
  ['ERRED, protected', { ...plain, state: 'ERRED', termination_protection: true }],
  ...others(enums['instance.state']).map((state): Row<Standing> => [state, { ...plain, state }]),
];

const free = {
  instance: null,
  instance_state: null,
  position: 0,
  moving: false,
  has_snapshots: false,
  offering: null,
};
const attached = { ...free, instance: 'a VM', instance_state: 'OK', position: 1 } as const;
const moving = { ...attached, instance_state: 'UPDATING', moving: true } as const;

const volumeRows: Row<VolumeStanding>[] = [
  ['OK, free', { state: 'OK', ...free }],
  ['OK, free, with snapshots', { state: 'OK', ...free, has_snapshots: true }],
  ['OK, attached', { state: 'OK', ...attached }],
  ['OK, attached, its VM UPDATING', { state: 'OK', ...attached, instance_state: 'UPDATING' }],
  ['OK, system volume', { state: 'OK', ...attached, position: 0 }],
  ['CREATING, ordered', { state: 'CREATING', ...free, offering: 'that of volumes' }],
  ['UPDATING, being attached', { state: 'UPDATING', ...moving }],
  ['UPDATING, being detached', { state: 'UPDATING', ...moving }],
  ['DELETING, being detached', { state: 'DELETING', ...moving }],
  ['DELETING, its VM DELETING', { state: 'DELETING', ...attached, instance_state: 'DELETING' }],
  ...others(enums['volume.state']).flatMap((state): Row<VolumeStanding>[] =>
    // of what is gone there is nothing left but the resource, if it was ordered
    state === 'TERMINATED'
      ? []
      : [
          [`${state}, free`, { state, ...free }],
          ...(state === 'DELETING' ? [] : [[`${state}, attached`, { state, ...attached }] as Row<VolumeStanding>]),
        ],
  ),
];

const snapshotRows: Row<SnapshotStanding>[] = [
  ...enums['snapshot.state']
    .filter((state) => state !== 'TERMINATED')
    .map((state): Row<SnapshotStanding> => [state, { state, restoring: false, backup: null }]),
  ['OK, a volume being made of it', { state: 'OK', restoring: true, backup: null }],
  ['OK, part of a backup', { state: 'OK', restoring: false, backup: 'a backup' }],
];

const kept = {
  restoring: false,
  rolling_back: false,
  vm_state: 'OK',
  vm_runtime_state: 'SHUTOFF',
  vm_in_rescue: false,
  vm_being_kept: false,
  copying: false,
} as const;

const backupRows: Row<BackupStanding>[] = [
  ...enums['backup.state']
    .filter((state) => state !== 'TERMINATED')
    .map((state): Row<BackupStanding> => [state, { ...kept, state }]),
  ['OK, a volume being made of it', { ...kept, state: 'OK', restoring: true }],
  ['OK, its VM ACTIVE', { ...kept, state: 'OK', vm_runtime_state: 'ACTIVE' }],
  ['OK, its VM in rescue mode', { ...kept, state: 'OK', vm_in_rescue: true }],
  ['OK, its VM UPDATING', { ...kept, state: 'OK', vm_state: 'UPDATING' }],
  ['OK, its VM going back to it', { ...kept, state: 'OK', vm_state: 'UPDATING', rolling_back: true }],
  ['OK, its VM being backed up', { ...kept, state: 'OK', vm_being_kept: true }],
  ['OK, being copied', { ...kept, state: 'OK', copying: true }],
];

const copyRows: Row<CopyStanding>[] = [
  ...enums['backup_copy.state']
    .filter((state) => state !== 'TERMINATED')
    .map((state): Row<CopyStanding> => [state, { state, restoring: false }]),
  ['OK, a VM being made of it', { state: 'OK', restoring: true }],
];

function others<State extends string>(states: readonly State[]): State[] {
  return states.filter((state) => state !== 'OK');
}

function section<A extends string, S extends E, E extends { state: string }>(
  title: string,
  requests: Record<A, string>,
  rows: Row<S>[],
  rules: ActionRules<A, S, E>,
): string {
  const refusals: string[] = [];
  const cell = (action: A, standing: S): string => {
    const why = rules.refuses(action, standing);
    if (why === null) return rules.whenDone(action, standing);
    const instead = rules.already(action, standing);
    if (instead !== null) return instead;
    if (!refusals.includes(why)) refusals.push(why);
    return String(refusals.indexOf(why) + 1);
  };
  const code = (word: string): string => `\`${word}\``;
  const table = markdownTable(
    ['', ...rules.actions.map(code)],
    rows.map(([words, standing]) => [words, ...rules.actions.map((action) => cell(action, standing))]),
  );
  const asked = markdownTable(
    ['Action', 'Requests'],
    rules.actions.map((action) => [code(action), requests[action]]),
  );
  return `## ${title}\n\n${table}\n${refusals.map((why, index) => `${index + 1}. ${why}\n`).join('')}\n${asked}`;
}

const path = fileURLToPath(new URL('../../docs/actions.md', import.meta.url));
const parts = [
  introduction,
  section('VMs', vmRequests, vmRows, instanceRules),
  section('Volumes', volumeRequests, volumeRows, volumeRules),
  section('Snapshots', snapshotRequests, snapshotRows, snapshotRules),
  section('Backups of VMs', backupRequests, backupRows, backupRules),
  section('Copies of backups', copyRequests, copyRows, copyRules),
  'What is TERMINATED is no instance, volume, snapshot, backup or copy any more; instances and volumes are shown as a marketplace resource only.\n',
];
keepGenerated(path, parts.join('\n'), import.meta.url);
