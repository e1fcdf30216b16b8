import type { ProblemKind } from './kind.ts';

/** What goes wrong on the host that VMs run on: with guests, volumes, networks, and the programs that make them. */
export const backend = {
  'host-full': {
    status: 507,
    exit: 'capacity',
    meaning: 'The host runs as many VMs as it can.',
    remedy: 'Delete VMs that are not needed.',
  },
  'disk-full': {
    status: 507,
    exit: 'capacity',
    meaning: 'A disk of the host has no room for what is to be written.',
    remedy: 'Free space on the disk of the state directory, then try again.',
  },
  'host-disk-full': {
    status: 507,
    exit: 'capacity',
    meaning: 'The disk of the host has less to give than is asked for.',
    remedy: 'Ask for less, delete volumes and images that are not needed, or ask the operator for a larger disk.',
  },
  'guest-spec-invalid': {
    status: null,
    exit: 'failed',
    meaning: 'The driver was asked for a VM that none can be like: a fault of Slipway.',
    remedy: 'Report this as a bug.',
  },
  'guest-unknown': {
    status: null,
    exit: 'failed',
    meaning: 'The driver was asked for a VM by what is no id of one: a fault of Slipway.',
    remedy: 'Report this as a bug.',
  },
  'guest-not-started': {
    status: null,
    exit: 'failed',
    meaning: 'QEMU did not start.',
    remedy: 'It is tried again; if it stays so, "./slipway doctor" tells what the machine lacks.',
  },
  'guest-died': {
    status: null,
    exit: 'failed',
    meaning: 'The VM ended before it was ready.',
    remedy: 'Retry; if it fails again, try another image or a flavor with more memory.',
  },
  'guest-not-running': {
    status: null,
    exit: 'failed',
    meaning: 'The VM does not run, and what was asked needs that it does.',
    remedy: 'Start it.',
  },
  'used-by-guest': {
    status: 409,
    exit: 'conflict',
    meaning: 'What shall be taken away is what a guest runs with.',
    remedy: 'Stop the VM first. One without a record is ended by its process: kill PID; then try again.',
  },
  'trash-place-taken': {
    status: 409,
    exit: 'conflict',
    meaning: 'Where the thing in the trash was, there is another one.',
    remedy: 'Move that away first; nothing was changed.',
  },
  'guest-not-killed': {
    status: null,
    exit: 'failed',
    meaning: 'QEMU does not end, though it was killed.',
    remedy:
      'It is tried again; if it stays so, look at the disks of the host: a process in the kernel cannot be ended.',
  },
  'guest-unreachable': {
    status: 503,
    exit: 'failed',
    meaning: 'QEMU of a VM does not answer.',
    remedy:
      'It is tried again; if it stays so, the machine is overloaded or QEMU hangs: stop the VM, which ends that, too.',
  },
  'guest-identity': {
    status: 500,
    exit: 'failed',
    meaning: 'Another VM answers where this one should.',
    remedy: 'Report this as a bug.',
  },
  'guest-slots-full': {
    status: null,
    exit: 'capacity',
    meaning: 'All slots of the running VM for volumes and ports are taken.',
    remedy: 'Take a volume or a port out, or stop the VM and start it again: that gives new ones.',
  },
  'part-lost': {
    status: null,
    exit: 'failed',
    meaning: 'Something that a running VM needs is gone from the host and cannot be brought back while it runs.',
    remedy: 'Restart the VM.',
  },
  'device-not-released': {
    status: null,
    exit: 'failed',
    meaning: 'The guest has not let go of a volume or a port.',
    remedy: 'Unmount it in the guest; it is tried again.',
  },
  'qmp-error': {
    status: 500,
    exit: 'failed',
    meaning: 'QEMU has refused a command.',
    remedy: 'Retry; if it stays so, report this as a bug.',
  },
  'qmp-closed': {
    status: 503,
    exit: 'failed',
    meaning: 'QEMU has ended before it answered.',
    remedy: 'It is tried again.',
  },
  'qmp-timeout': {
    status: 503,
    exit: 'failed',
    meaning: 'QEMU has not answered in time.',
    remedy:
      'It is tried again; if it stays so, the machine is overloaded or QEMU hangs: stop the VM, which ends that, too.',
  },
  'accelerator-unproven': {
    status: null,
    exit: 'failed',
    meaning: 'It could not be found out how VMs run best on this host.',
    remedy: 'It is tried again.',
  },
  'cgroup-busy': {
    status: null,
    exit: 'failed',
    meaning: 'The control group of a VM that has ended cannot be removed yet.',
    remedy: 'It is tried again.',
  },
  'volume-too-small': {
    status: null,
    exit: 'failed',
    meaning: 'The volume is smaller than the image that it begins with.',
    remedy: 'Ask for a larger volume.',
  },
  'volume-missing': {
    status: null,
    exit: 'failed',
    meaning: 'The file of the volume is not on this host.',
    remedy: 'Restore it from a backup, or delete the volume.',
  },
  'volume-busy': {
    status: null,
    exit: 'failed',
    meaning: 'Another program has the file of the volume open for a moment.',
    remedy: 'It is tried again.',
  },
  'snapshot-missing': {
    status: null,
    exit: 'failed',
    meaning: 'The snapshot is not in its volume any more.',
    remedy: 'Delete it, and restore the volume from a backup if need be.',
  },
  'volume-damaged': {
    status: null,
    exit: 'failed',
    meaning: 'The file of the volume is not as QEMU leaves it.',
    remedy: 'Restore the volume from a backup, or delete it.',
  },
  'router-spec-invalid': {
    status: null,
    exit: 'failed',
    meaning: 'The driver was asked for a network that none can be like: a fault of Slipway.',
    remedy: 'Report this as a bug.',
  },
  'network-query-failed': {
    status: 500,
    exit: 'failed',
    meaning: 'The kernel does not say how its network is.',
    remedy: 'Run "./slipway doctor"; the programs ip and nft must work.',
  },
  'rules-unreadable': {
    status: 500,
    exit: 'failed',
    meaning: 'The firewall rules of the kernel cannot be read.',
    remedy: 'Run "./slipway doctor"; the program nft must work.',
  },
  'dnsmasq-not-stopped': {
    status: null,
    exit: 'failed',
    meaning: 'A DHCP server does not end, though it was killed.',
    remedy: 'It is tried again.',
  },
  'metadata-not-opened': {
    status: null,
    exit: 'failed',
    meaning: 'The metadata service of a network could not be started.',
    remedy: 'It is tried again; read the server log if it stays so.',
  },
  'command-not-started': {
    status: 500,
    exit: 'failed',
    meaning: 'A program of the host could not be started.',
    remedy: 'Run "./slipway doctor": it names the packages that are missing.',
  },
  'command-failed': {
    status: 500,
    exit: 'failed',
    meaning: 'A program of the host has failed; the message has its last words.',
    remedy: 'Run "./slipway doctor" and read the server log for the step that failed.',
  },
  'backend-busy': {
    status: 503,
    exit: 'failed',
    meaning: 'The backend is still at what it was told before of the same VM, volume or network.',
    remedy: 'It is tried again by itself once that has ended.',
  },
  'command-timeout': {
    status: 503,
    exit: 'failed',
    meaning: 'A program of the host has taken longer than it may.',
    remedy: 'It is tried again; if it stays so, the machine is overloaded.',
  },
} as const satisfies Record<string, ProblemKind>;
