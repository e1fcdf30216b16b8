import type { Command } from 'commander';

type Register = (program: Command) => void;

export interface Noun {
  name: string;
  summary: string;
  load: () => Promise<Register>;
  /** Throws when the command is not for who calls it. */
  before?: () => Promise<void>;
}

/** First words of what is asked of a cloud, wherever it is; the file of each is loaded only when it is used, which keeps --help fast. */
export const CLOUD_NOUNS: Noun[] = [
  {
    name: 'vm',
    summary: 'create, list, show, ssh, console, start, stop, resize, rebuild, rescue, expire, delete',
    load: async () => (await import('./vm/vm.ts')).registerVm,
  },
  {
    name: 'order',
    summary: 'list, show, watch, cancel, approve, reject, retry, delete, unlink',
    load: async () => (await import('./order/order.ts')).registerOrder,
  },
  {
    name: 'image',
    summary: 'list, catalogue, import, pull, edit, delete',
    load: async () => (await import('./catalogue/image.ts')).registerImage,
  },
  { name: 'category', summary: 'list', load: async () => (await import('./catalogue/category.ts')).registerCategory },
  {
    name: 'offering',
    summary: 'list, show',
    load: async () => (await import('./catalogue/offering.ts')).registerOffering,
  },
  {
    name: 'cloud',
    summary: 'list, show, check: where projects live',
    load: async () => (await import('./catalogue/cloud.ts')).registerCloud,
  },
  {
    name: 'flavor',
    summary: 'list, create, delete',
    load: async () => (await import('./catalogue/flavor.ts')).registerFlavor,
  },
  {
    name: 'volume',
    summary: 'list, show, create, attach, detach, extend, rename, retype, delete',
    load: async () => (await import('./volume/volume.ts')).registerVolume,
  },
  {
    name: 'snapshot',
    summary: 'list, show, create, restore, keep, rename, delete: volumes as they were',
    load: async () => (await import('./volume/snapshot.ts')).registerSnapshot,
  },
  {
    name: 'vm-backup',
    summary: 'list, show, create, copy, restore, keep, rename, delete: VMs as they were, with all of their volumes',
    load: async () => (await import('./vm/backup.ts')).registerVmBackup,
  },
  {
    name: 'backup-copy',
    summary: 'list, show, verify, restore, delete: copies of backups, elsewhere',
    load: async () => (await import('./vm/backup-copy.ts')).registerBackupCopy,
  },
  {
    name: 'schedule',
    summary: 'list, show, create, set, pause, resume, rename, delete: snapshots by the clock',
    load: async () => (await import('./volume/schedule.ts')).registerSchedule,
  },
  {
    name: 'backup-schedule',
    summary: 'list, show, create, set, pause, resume, rename, delete: backups of VMs by the clock',
    load: async () => (await import('./vm/backup-schedule.ts')).registerBackupSchedule,
  },
  {
    name: 'power-schedule',
    summary: 'list, show, create, set, pause, resume, rename, delete: VMs on and off by the clock',
    load: async () => (await import('./vm/power-schedule.ts')).registerPowerSchedule,
  },
  {
    name: 'volume-type',
    summary: 'list',
    load: async () => (await import('./volume/type.ts')).registerVolumeType,
  },
  {
    name: 'network',
    summary: 'list, create, rename, delete',
    load: async () => (await import('./network/network.ts')).registerNetwork,
  },
  {
    name: 'subnet',
    summary: 'list, show, create, set, unset, rename, delete',
    load: async () => (await import('./network/subnet.ts')).registerSubnet,
  },
  {
    name: 'port',
    summary: 'list, show, create, set, unset, set groups, rename, delete',
    load: async () => (await import('./network/port.ts')).registerPort,
  },
  {
    name: 'security-group',
    summary: 'list, show, create, allow, revoke, delete',
    load: async () => (await import('./network/security-group.ts')).registerSecurityGroup,
  },
  {
    name: 'server-group',
    summary: 'list, show, create, rename, delete: which VMs run together or apart',
    load: async () => (await import('./vm/server-group.ts')).registerServerGroup,
  },
  {
    name: 'login',
    summary: 'log in with a password, a token or a link',
    load: async () => (await import('./identity/login.ts')).registerLogin,
  },
  {
    name: 'login-link',
    summary: 'print an address that logs a user in once',
    load: async () => (await import('./identity/login-link.ts')).registerLoginLink,
  },
  {
    name: 'context',
    summary: 'list, use: which login commands use',
    load: async () => (await import('./identity/context.ts')).registerContext,
  },
  { name: 'logout', summary: 'end the login', load: async () => (await import('./identity/login.ts')).registerLogout },
  {
    name: 'customer',
    summary: 'list, create, update',
    load: async () => (await import('./identity/customer.ts')).registerCustomer,
  },
  {
    name: 'project',
    summary: 'list, show, create, update, delete',
    load: async () => (await import('./identity/project.ts')).registerProject,
  },
  { name: 'quota', summary: 'show, set', load: async () => (await import('./identity/quota.ts')).registerQuota },
  {
    name: 'user',
    summary: 'list, create, password, deactivate, activate',
    load: async () => (await import('./identity/user.ts')).registerUser,
  },
  {
    name: 'member',
    summary: 'list, add, remove',
    load: async () => (await import('./identity/member.ts')).registerMember,
  },
  { name: 'role', summary: 'list', load: async () => (await import('./identity/member.ts')).registerRole },
  {
    name: 'event',
    summary: 'list what happened',
    load: async () => (await import('./identity/event.ts')).registerEvent,
  },
  {
    name: 'floating-ip',
    summary: 'list, allocate, attach, detach, release',
    load: async () => (await import('./network/floating-ip.ts')).registerFloatingIp,
  },
  {
    name: 'key',
    summary: 'list, add, delete ssh keys',
    load: async () => (await import('./identity/key.ts')).registerKey,
  },
  {
    name: 'token',
    summary: 'print the token in use; create, list, rotate, revoke',
    load: async () => (await import('./identity/token.ts')).registerToken,
  },
  {
    name: 'session',
    summary: 'list, end: where you are logged in',
    load: async () => (await import('./identity/session.ts')).registerSession,
  },
  {
    name: 'completion',
    summary: 'for bash, zsh and fish',
    load: async () => (await import('./completion.ts')).registerCompletion,
  },
];

/** Adds the commands whose names occur in `words` as they are, and the others by name for the help. */
export async function addCommands(program: Command, nouns: Noun[], words: string[]): Promise<void> {
  // shells ask by it: it is in no help
  if (words[0] === 'complete') (await import('./completion.ts')).registerComplete(program);
  for (const { name, summary, load, before } of nouns) {
    if (!words.includes(name)) {
      program.command(name).description(summary);
      continue;
    }
    (await load())(program);
    if (before !== undefined) program.commands.at(-1)?.hook('preAction', before);
  }
}
