import type { EventResult } from '../db/index.ts';
import type { EventGroup } from './event-groups.ts';

/** What an event is called, as Waldur calls it where it has such a thing, and what it says in a plain sentence. */
interface Told {
  type: string;
  /** `{who}` is the user, `{name}` the object, and any other word in braces what the details say of it. */
  says: string;
}

interface EventKind {
  groups: readonly EventGroup[];
  /** By what came of it. */
  told: Partial<Record<EventResult, Told>>;
}

/** What is done at once. */
function did(type: string, says: string, ...groups: EventGroup[]): EventKind {
  return { groups, told: { accepted: { type, says } } };
}

/** What is asked for and comes to an end later: by the ends of its types, as Waldur has them. */
function lasting(stem: string, asked: string, what: string, ...groups: EventGroup[]): EventKind {
  return {
    groups,
    told: {
      accepted: { type: `${stem}_${asked}`, says: `{who} has asked for ${what}.` },
      succeeded: { type: `${stem}_succeeded`, says: `Success: ${what}.` },
      failed: { type: `${stem}_failed`, says: `Failed: ${what}. {error_message}` },
      canceled: { type: `${stem}_canceled`, says: `Canceled: ${what}.` },
    },
  };
}

/** What befalls VMs and what they have, and nobody has asked for. */
function befell(result: EventResult, type: string, says: string): EventKind {
  return { groups: ['resources'], told: { [result]: { type, says } } };
}

const ordered = (verb: string, what: string) =>
  lasting(`marketplace_resource_${verb}`, 'requested', what, 'resources', 'providers');
const acted = (verb: string, what: string) => lasting(`resource_${verb}`, 'scheduled', what, 'resources');
const kept = (stem: string, what: string) => lasting(stem, 'scheduled', what, 'resources');
const timeIsOver = (type: string, says: string) => befell('terminated', type, says);
const endsSoon = (what: string): EventKind =>
  did('marketplace_resource_ends_soon', `${what} "{name}" ends on {end_date}, in less than {left}.`, 'resources');
const networked = (type: string, says: string, group: EventGroup) =>
  did(`openstack_${type}`, says, group, 'openstack_resources', 'resources');
const group = (type: string, says: string) => networked(`security_group_${type}`, says, 'openstack_security_group');
const floating = (type: string, says: string) => networked(`floating_ip_${type}`, says, 'openstack_floating_ip');
const port = (type: string, says: string) => networked(`port_${type}`, says, 'openstack_port');
const together = (type: string, says: string) =>
  did(`openstack_server_group_${type}`, says, 'openstack_resources', 'resources');
const by = (type: string, says: string, ...groups: EventGroup[]) => did(type, `{who} has ${says}.`, ...groups);

/** Every action that is written down, by its own word: what it is about, and what was done. */
const known = {
  'order.create': by('marketplace_order_created', 'ordered "{name}"', 'resources'),
  'order.approve': by('marketplace_order_approved', 'approved the order of "{name}"{said}', 'resources'),
  'order.reject': by('marketplace_order_rejected', 'rejected the order of "{name}"{said}', 'resources'),
  'order.retry': by('marketplace_order_retried', 'tried the order of "{name}" again', 'resources'),
  'order.cancel': by('marketplace_order_cancel_requested', 'canceled the order of "{name}"', 'resources'),
  'order.update': by('marketplace_order_updated', 'changed the order of "{name}"', 'resources'),
  'order.delete': by('marketplace_order_deleted', 'deleted the order of "{name}"', 'resources'),
  'order.unlink': by('marketplace_order_unlinked', 'made the cloud forget the order of "{name}"', 'resources'),
  'order.preflight': by('marketplace_order_checked', 'asked whether an order could be placed', 'resources'),
  'order.end': {
    groups: ['resources'],
    told: {
      succeeded: { type: 'marketplace_order_completed', says: 'The order of "{name}" is completed.' },
      failed: { type: 'marketplace_order_failed', says: 'The order of "{name}" has failed. {error_message}' },
      canceled: {
        type: 'marketplace_order_terminated',
        says: 'The order of "{name}" is canceled, and all of it undone.',
      },
    },
  },
  'instance.create': ordered('create', 'the creation of VM "{name}"'),
  'instance.delete': ordered('terminate', 'the deletion of VM "{name}"'),
  'instance.undelete': acted('undelete', 'VM "{name}" to be brought back'),
  'instance.purge': acted('purge', 'deleted VM "{name}" to go for good'),
  'instance.switch_plan': by('marketplace_resource_plan_switched', 'given VM "{name}" another plan', 'resources'),
  'instance.unlink': by('marketplace_resource_unlinked', 'made the cloud forget VM "{name}"', 'resources'),
  'instance.start': acted('start', 'the start of VM "{name}"'),
  'instance.stop': acted('stop', 'the stop of VM "{name}"'),
  'instance.restart': acted('restart', 'the restart of VM "{name}"'),
  'instance.change_flavor': acted('change_flavor', 'another flavor for VM "{name}"'),
  'instance.rebuild': acted('rebuild', 'the rebuild of VM "{name}"'),
  'instance.rescue': acted('rescue', 'the rescue of VM "{name}"'),
  'instance.unrescue': acted('unrescue', 'the end of the rescue of VM "{name}"'),
  'instance.cancel': acted('cancel', 'what is being done with VM "{name}" to be given up'),
  'instance.create_image': acted('image_creation', 'an image of VM "{name}"'),
  'instance.restore': acted('backup_restoration', 'VM "{name}" to be made of a backup'),
  'instance.clone': acted('clone', 'VM "{name}" to be made as another one is'),
  'instance.rollback': acted('backup_rollback', 'VM "{name}" to go back to a backup'),
  'instance.update-ports': acted('update_ports', 'other ports for VM "{name}"'),
  'instance.update-security-groups': acted('update_security_groups', 'other security groups for VM "{name}"'),
  'instance.update-floating-ips': acted('update_floating_ips', 'other floating IPs for VM "{name}"'),
  'instance.update-allowed-address-pairs': acted(
    'update_allowed_address_pairs',
    'other allowed address pairs for VM "{name}"',
  ),
  'instance.update': by('resource_update_succeeded', 'changed VM "{name}"', 'resources'),
  'instance.pull': by('resource_pull_scheduled', 'had VM "{name}" compared with its host', 'resources'),
  'instance.console': by('resource_console_opened', 'opened the console of VM "{name}"', 'resources'),
  'instance.set_ok': by('marketplace_resource_set_ok', 'declared VM "{name}" to be in order', 'resources'),
  'instance.set_erred': by('marketplace_resource_erred_on_backend', 'declared VM "{name}" to be broken', 'resources'),
  'instance.expired': {
    groups: ['resources'],
    told: {
      terminated: { type: 'marketplace_resource_end_date_reached', says: 'The end date of VM "{name}" has come.' },
      off: {
        type: 'marketplace_resource_stopped_at_end',
        says: 'The end date of VM "{name}" has come: it is stopped, and starts when it has a later end or none.',
      },
    },
  },
  'instance.ends-soon': endsSoon('VM'),
  'instance.ended': {
    groups: ['resources'],
    told: {
      restarted: { type: 'resource_guest_restarted', says: 'VM "{name}" has ended by itself, and is started again.' },
      off: { type: 'resource_guest_ended', says: 'VM "{name}" has ended by itself, and stays off.' },
    },
  },
  'instance.paused': befell('failed', 'resource_guest_paused', 'VM "{name}" stands still: {reason}.'),
  'instance.resumed': did('resource_guest_resumed', 'VM "{name}" runs again.', 'resources'),
  'instance.fault': befell('failed', 'resource_guest_fault', 'VM "{name}" has a fault: {fault}.'),
  'project.pull': networked(
    'network_pull_scheduled',
    '{who} has had the network of "{name}" made anew.',
    'openstack_network',
  ),
  'resource.pull': by('resource_pull_scheduled', 'had "{name}" compared with its host', 'resources'),
  'volume.pull': by('resource_pull_scheduled', 'had volume "{name}" compared with its host', 'resources'),
  'volume.set_ok': by('marketplace_resource_set_ok', 'declared volume "{name}" to be in order', 'resources'),
  'volume.set_erred': by('marketplace_resource_erred_on_backend', 'declared volume "{name}" to be broken', 'resources'),
  'volume.create': ordered('create', 'the creation of volume "{name}"'),
  'volume.delete': ordered('terminate', 'the deletion of volume "{name}"'),
  'volume.undelete': by('resource_undelete_succeeded', 'brought back volume "{name}"', 'resources'),
  'volume.purge': acted('purge', 'deleted volume "{name}" to go for good'),
  'volume.unlink': by('marketplace_resource_unlinked', 'made the cloud forget volume "{name}"', 'resources'),
  'volume.expired': timeIsOver('marketplace_resource_end_date_reached', 'The end date of volume "{name}" has come.'),
  'volume.ends-soon': endsSoon('Volume'),
  'volume.restore': acted('restore', 'volume "{name}" to be made of a snapshot'),
  'volume.attach': acted('attach', 'volume "{name}" to be attached'),
  'volume.detach': acted('detach', 'volume "{name}" to be detached'),
  'volume.extend': acted('extend', 'more room in volume "{name}"'),
  'volume.retype': by('resource_retype_succeeded', 'given volume "{name}" another type', 'resources'),
  'volume.update': by('resource_update_succeeded', 'changed volume "{name}"', 'resources'),
  'network.create': networked('network_created', '{who} has made network "{name}".', 'openstack_network'),
  'network.update': networked('network_updated', '{who} has changed network "{name}".', 'openstack_network'),
  'network.pull': networked('network_pull_scheduled', '{who} has had network "{name}" made anew.', 'openstack_network'),
  'network.delete': networked('network_deleted', '{who} has deleted network "{name}".', 'openstack_network'),
  'subnet.create': networked('subnet_created', '{who} has made subnet "{name}".', 'openstack_subnet'),
  'subnet.update': networked('subnet_updated', '{who} has changed subnet "{name}".', 'openstack_subnet'),
  'subnet.pull': networked('subnet_pull_scheduled', '{who} has had subnet "{name}" made anew.', 'openstack_subnet'),
  'subnet.delete': networked('subnet_deleted', '{who} has deleted subnet "{name}".', 'openstack_subnet'),
  'security-group.create': group('created', '{who} has made security group "{name}".'),
  'security-group.update': group('updated', '{who} has changed security group "{name}".'),
  'security-group.set-rules': group('rules_changed', '{who} has changed the rules of security group "{name}".'),
  'security-group.pull': group('pull_scheduled', '{who} has had security group "{name}" put in force anew.'),
  'security-group.delete': group('deleted', '{who} has deleted security group "{name}".'),
  'snapshot.create': kept('snapshot_creation', 'snapshot "{name}"'),
  'snapshot.delete': kept('snapshot_deletion', 'the deletion of snapshot "{name}"'),
  'snapshot.update': by('snapshot_update_succeeded', 'changed snapshot "{name}"', 'resources'),
  'snapshot.pull': by('snapshot_pull_scheduled', 'had snapshot "{name}" compared with its host', 'resources'),
  'snapshot.expired': timeIsOver('snapshot_expired', 'Snapshot "{name}" was to be kept until now.'),
  'backup.create': kept('backup_creation', 'backup "{name}" of a VM'),
  'backup.delete': kept('backup_deletion', 'the deletion of backup "{name}"'),
  'backup.update': by('backup_update_succeeded', 'changed backup "{name}"', 'resources'),
  'backup.pull': by('backup_pull_scheduled', 'had backup "{name}" compared with its host', 'resources'),
  'backup.expired': timeIsOver('backup_expired', 'Backup "{name}" was to be kept until now.'),
  'backup_copy.create': kept('backup_copy_creation', 'the copy "{name}" of a backup'),
  'backup_copy.verify': kept('backup_copy_verification', 'the verification of the copy "{name}" of a backup'),
  'backup_copy.delete': kept('backup_copy_deletion', 'the deletion of the copy "{name}" of a backup'),
  'backup_copy.expired': timeIsOver('backup_copy_expired', 'The copy "{name}" of a backup was to be kept until now.'),
  'schedule.create': by('schedule_creation_succeeded', 'made schedule "{name}"', 'resources'),
  'schedule.update': by('schedule_update_succeeded', 'changed schedule "{name}"', 'resources'),
  'schedule.delete': by('schedule_deletion_succeeded', 'deleted schedule "{name}"', 'resources'),
  'schedule.activate': by('schedule_activated', 'activated schedule "{name}"', 'resources'),
  'schedule.deactivate': by('schedule_deactivated', 'paused schedule "{name}"', 'resources'),
  'schedule.run': {
    groups: ['resources'],
    told: {
      accepted: { type: 'schedule_run_begun', says: 'Schedule "{name}" has run.' },
      failed: { type: 'schedule_run_failed', says: 'Failed: a run of schedule "{name}". {error_message}' },
    },
  },
  'schedule.paused': befell('failed', 'schedule_paused', 'Schedule "{name}" is paused. {error_message}'),
  'server-group.create': together('created', '{who} has made server group "{name}".'),
  'server-group.update': together('updated', '{who} has changed server group "{name}".'),
  'server-group.pull': together('pull_scheduled', '{who} has had the VMs of "{name}" compared with their host.'),
  'server-group.delete': together('deleted', '{who} has deleted server group "{name}".'),
  'port.create': port('created', '{who} has made port "{name}".'),
  'port.update': port('updated', '{who} has changed port "{name}".'),
  'port.update-security-groups': port('security_groups_changed', '{who} has changed the groups of port "{name}".'),
  'port.pull': port('pull_scheduled', '{who} has had port "{name}" made anew.'),
  'port.delete': port('deleted', '{who} has deleted port "{name}".'),
  'floating-ip.allocate': floating('allocated', '{who} has allocated floating IP {name}.'),
  'floating-ip.attach': floating('attached', '{who} has attached floating IP {name}.'),
  'floating-ip.detach': floating('detached', '{who} has detached floating IP {name}.'),
  'floating-ip.update': floating('updated', '{who} has described floating IP {name}.'),
  'floating-ip.pull': floating('pull_scheduled', '{who} has had floating IP {name} put in force anew.'),
  'floating-ip.release': floating('released', '{who} has given back floating IP {name}.'),
  'customer.create': by('customer_creation_succeeded', 'made customer "{name}"', 'customers'),
  'customer.update': by('customer_update_succeeded', 'changed customer "{name}"', 'customers'),
  'customer.delete': by('customer_deletion_succeeded', 'deleted customer "{name}"', 'customers'),
  'project.create': by('project_creation_succeeded', 'made project "{name}"', 'projects'),
  'project.update': by('project_update_succeeded', 'changed project "{name}"', 'projects'),
  'project.ends-soon': endsSoon('Project'),
  'project.delete': by('project_deletion_succeeded', 'deleted project "{name}"', 'projects'),
  'member.add': by('role_granted', 'given {name} the role {role_name}', 'permissions'),
  'member.remove': by('role_revoked', 'taken the role {role_name} from {name}', 'permissions'),
  'user.create': by('user_creation_succeeded', 'made user {name}', 'users'),
  'user.update': by('user_update_succeeded', 'changed user {name}', 'users'),
  'user.delete': by('user_deletion_succeeded', 'deleted user {name}', 'users'),
  'user.password': {
    groups: ['users'],
    told: {
      accepted: { type: 'user_password_updated', says: '{who} has set the password of {name}.' },
      failed: { type: 'user_password_update_failed', says: 'Somebody did not know the old password of {name}.' },
      locked: { type: 'user_password_update_failed', says: 'The password of {name} was not known too often: locked.' },
    },
  },
  'user.login': {
    groups: ['auth', 'users'],
    told: {
      accepted: { type: 'auth_logged_in_with_username', says: '{who} has logged in.' },
      failed: { type: 'auth_login_failed_with_username', says: 'A login as {who} has failed.' },
      locked: { type: 'auth_login_failed_with_username', says: 'Logins as {who} have failed too often: locked.' },
    },
  },
  'user.login_link': by('auth_login_link_created', 'made a link that logs {name} in', 'auth', 'users'),
  'user.login_by_link': by('auth_logged_in_with_link', 'logged in by a link', 'auth', 'users'),
  'user.logout': by('auth_logged_out', 'logged out', 'auth', 'users'),
  'token.create': by('pat_created', 'made token "{name}"', 'auth', 'users'),
  'token.rotate': by('pat_rotated', 'given token "{name}" another secret', 'auth', 'users'),
  'token.revoke': by('pat_revoked', 'revoked token "{name}"', 'auth', 'users'),
  'key.create': by('ssh_key_creation_succeeded', 'stored ssh key "{name}"', 'ssh', 'users'),
  'key.delete': by('ssh_key_deletion_succeeded', 'deleted ssh key "{name}"', 'ssh', 'users'),
  'image.create': by('image_creation_succeeded', 'made image "{name}"', 'resources'),
  'image.pull': by('image_pull_scheduled', 'asked for the content of image "{name}"', 'resources'),
  'image.upload': by('image_upload_requested', 'begun to upload image "{name}"', 'resources'),
  'image.update': by('image_update_succeeded', 'changed image "{name}"', 'resources'),
  'image.delete': by('image_deletion_succeeded', 'deleted image "{name}"', 'resources'),
  'flavor.create': by('flavor_creation_succeeded', 'made flavor "{name}"', 'providers'),
  'flavor.delete': by('flavor_deletion_succeeded', 'deleted flavor "{name}"', 'providers'),
  'doctor.fix': by('host_repaired', 'taken away what was on the host without a row', 'providers'),
  'doctor.restore': by('host_trash_restored', 'put back what was in the trash', 'providers'),
  'backup.make': by('records_backed_up', 'backed the records of the cloud up', 'providers'),
  'host.mended': did('host_mended', 'What was missing on the host is brought back.', 'providers'),
  'host.missing': {
    groups: ['providers'],
    told: { failed: { type: 'host_incomplete', says: 'Something is missing on the host.' } },
  },
  'host.disk': {
    groups: ['providers'],
    told: {
      accepted: { type: 'host_disk_recovered', says: 'The disk of the host has room again.' },
      failed: { type: 'host_disk_short', says: 'The disk of the host is short of room.' },
    },
  },
} as const satisfies Record<string, EventKind>;

export type Action = keyof typeof known;

/** What was refused: its action is the permission that was not there. */
const denial: Told = { type: 'permission_denied', says: '{who} was refused {action}.' };

/** All types that events have here, with what writes them. */
const types = Object.entries(known as Record<string, EventKind>).flatMap(([action, { groups, told }]) =>
  Object.entries(told).map(([result, { type }]) => ({ action, result: result as EventResult, type, groups })),
);

/** What an event says; of an action that there is no more, its word. */
export function toldOf(action: string, result: EventResult): Told {
  if (result === 'denied') return denial;
  const kind = (known as Record<string, EventKind>)[action];
  return kind?.told[result] ?? { type: action, says: `{who}: ${action} ${result}` };
}

/** What is written down when an event of one of these types happens. */
export function actionsOf(wanted: readonly string[]): { action: string; result: EventResult }[] {
  return types.filter(({ type }) => wanted.includes(type)).map(({ action, result }) => ({ action, result }));
}

/** The types of a group that there can be here. */
export function typesOf(wanted: EventGroup): string[] {
  const found = types.filter(({ groups }) => groups.includes(wanted)).map(({ type }) => type);
  return [...new Set(found), ...(wanted === 'permissions' ? [denial.type] : [])].toSorted();
}
