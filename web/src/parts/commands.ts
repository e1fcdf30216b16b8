import type { Sent } from '../api/sent.ts';
import { shellWord } from './curl.ts';

type Body = Record<string, string | number | boolean | null | undefined>;
/** The words of a command for what was sent to an object; more than one: lines. */
type Words = (uuid: string, body: Body) => string[][];

const vm = '/api/marketplace-resources/{uuid}/';
const volume = '/api/openstack-volumes/';
const backup = '/api/openstack-backups/{uuid}/';
const copy = '/api/backup-copies/{uuid}/';
const floating = '/api/openstack-floating-ips/';

const plain =
  (noun: string, verb: string): Words =>
  (uuid) => [[noun, verb, uuid]];

/** A command for each field, unless one has none. */
function changesOf(
  uuid: string,
  { name, description, end_date: end, end_action: then, termination_protection: shield, ...more }: Body,
) {
  if (Object.keys(more).length > 0 || (then !== undefined && end === undefined)) return [];
  return [
    ...(name === undefined ? [] : [['vm', 'rename', uuid, String(name)]]),
    ...(description === undefined ? [] : [['vm', 'describe', uuid, String(description)]]),
    ...(end === undefined
      ? []
      : [['vm', 'expire', uuid, String(end ?? 'never'), ...(then === undefined ? [] : ['--at-end', String(then)])]]),
    ...(shield === undefined ? [] : [['vm', shield === true ? 'protect' : 'unprotect', uuid]]),
  ];
}

/** What the command line calls a request, by its method and path; the rest has no command that does just that. */
const commands: Record<string, Words> = {
  [`POST ${vm}actions/start/`]: plain('vm', 'start'),
  [`POST ${vm}actions/stop/`]: plain('vm', 'stop'),
  [`POST ${vm}actions/restart/`]: plain('vm', 'restart'),
  [`POST ${vm}actions/unrescue/`]: plain('vm', 'unrescue'),
  [`POST ${vm}actions/cancel/`]: plain('vm', 'cancel'),
  [`POST ${vm}actions/change_flavor/`]: (uuid, { flavor }) => [['vm', 'resize', uuid, '--flavor', String(flavor)]],
  [`POST ${vm}actions/rebuild/`]: (uuid, { image }) => [['vm', 'rebuild', uuid, '--image', String(image)]],
  [`POST ${vm}actions/rescue/`]: (uuid, { image }) => [['vm', 'rescue', uuid, '--image', String(image)]],
  [`POST ${vm}switch_plan/`]: (uuid, { plan }) => [['vm', 'set-plan', uuid, String(plan)]],
  // floating IPs that came with it go with it there
  [`POST ${vm}terminate/`]: (
    uuid,
    { delete_volumes: volumes, release_floating_ips: release, delete_for_good: now },
  ) => {
    const options = [...(volumes === false ? ['--keep-volumes'] : []), ...(now === true ? ['--now'] : []), '--yes'];
    return release === false ? [] : [['vm', 'delete', uuid, ...options]];
  },
  [`PATCH ${vm}`]: changesOf,
  'POST /api/openstack-instances/{uuid}/create_image/': (uuid, { name }) => [
    ['vm', 'image', uuid, '--name', String(name)],
  ],
  [`POST ${volume}`]: (_, { name, size, project }) => [
    ['volume', 'create', String(name), '--size', String(size), '--project', String(project)],
  ],
  [`POST ${volume}{uuid}/attach/`]: (uuid, { instance }) => [['volume', 'attach', uuid, String(instance)]],
  [`POST ${volume}{uuid}/detach/`]: plain('volume', 'detach'),
  [`POST ${volume}{uuid}/extend/`]: (uuid, { disk_size: size }) => [['volume', 'extend', uuid, '--size', String(size)]],
  [`DELETE ${volume}{uuid}/`]: (uuid, { delete_for_good: now }) => [
    ['volume', 'delete', uuid, ...(now === 'true' ? ['--now'] : [])],
  ],
  [`POST ${backup}copy/`]: (uuid, { target, name }) => [
    ['vm-backup', 'copy', uuid, String(target), '--name', String(name)],
  ],
  [`POST ${copy}verify/`]: plain('backup-copy', 'verify'),
  [`DELETE ${copy}`]: plain('backup-copy', 'delete'),
  [`POST ${floating}`]: (_, { project }) => [['floating-ip', 'allocate', '--project', String(project)]],
  [`POST ${floating}{uuid}/detach_from_port/`]: plain('floating-ip', 'detach'),
  [`DELETE ${floating}{uuid}/`]: plain('floating-ip', 'release'),
};

/** All that has a command. */
export const requests: string[] = Object.keys(commands);

/** The same by the command line; null: there is no command for it. */
export function commandOf({ method, schemaPath, path, uuid, body }: Omit<Sent, 'key'>): string | null {
  const asked = Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''));
  const lines = commands[`${method} ${schemaPath}`]?.(uuid, { ...asked, ...(body as Body | undefined) }) ?? [];
  return lines.length === 0 ? null : lines.map((words) => ['./slipway', ...words].map(shellWord).join(' ')).join('\n');
}
