import type { ProblemKind } from './kind.ts';

/** What keeps a cloud from starting, or from working: settings, the machine, PostgreSQL, another process. */
export const host = {
  'home-not-absolute': {
    status: null,
    exit: 'usage',
    meaning: 'SLIPWAY_HOME is no absolute path.',
    remedy: 'Set it to an absolute path, such as /var/lib/slipway.',
  },
  'home-too-long': {
    status: null,
    exit: 'failed',
    meaning: 'The state directory is so deep that sockets in it have no address.',
    remedy: 'Set SLIPWAY_HOME to a shorter directory.',
  },
  'home-closed': {
    status: null,
    exit: 'failed',
    meaning: 'The users that VMs and PostgreSQL run as may not enter the state directory.',
    remedy: 'Run "chmod o+x" on the directories above it, or set SLIPWAY_HOME to one that everybody may enter.',
  },
  'bad-identity': {
    status: null,
    exit: 'failed',
    meaning: 'The file that says which cloud the state directory is of (cloud.json) cannot be read.',
    remedy: 'Bring cloud.json back from a backup.',
  },
  'bad-setting': {
    status: null,
    exit: 'usage',
    meaning: 'A setting is unknown, or its value is not valid.',
    remedy: 'Correct it in slipway.toml or in the environment.',
  },
  'bad-settings-file': {
    status: null,
    exit: 'usage',
    meaning: 'The file slipway.toml cannot be read.',
    remedy: 'Correct the file; it is TOML, one "key = value" a line.',
  },
  'architecture-unsupported': {
    status: null,
    exit: 'failed',
    meaning: 'The processor of the machine is none that VMs can be run on.',
    remedy:
      'Run the cloud on x86_64. This machine can use one elsewhere ("./slipway login"), or try the API without VMs (SLIPWAY_DRIVER=fake).',
  },
  'not-root': {
    status: null,
    exit: 'denied',
    meaning: 'Only root can do this: it sets up users, networks, or packages.',
    remedy: 'Run it as root.',
  },
  'no-systemd': {
    status: null,
    exit: 'failed',
    meaning: 'No systemd runs on this machine, so that it has no services.',
    remedy: '"./slipway up" starts the cloud without it, and supervises it.',
  },
  'no-apt': {
    status: null,
    exit: 'failed',
    meaning: 'The machine is no Debian, so that packages are neither found nor installed.',
    remedy: 'Use Debian 12, or install what "./slipway doctor" names.',
  },
  'install-failed': {
    status: null,
    exit: 'failed',
    meaning: 'Debian packages could not be installed.',
    remedy: 'Do what apt says, then try again.',
  },
  'tun-missing': {
    status: null,
    exit: 'failed',
    meaning: 'The kernel offers no /dev/net/tun, so that VMs cannot be given network cards.',
    remedy: 'Run "modprobe tun"; in a container, pass the device in (--device /dev/net/tun --cap-add NET_ADMIN).',
  },
  'network-needs-root': {
    status: null,
    exit: 'denied',
    meaning: 'Networks of VMs can be made by root only.',
    remedy: 'Run the cloud as root.',
  },
  'uplink-missing': {
    status: null,
    exit: 'failed',
    meaning: 'The uplink of the settings is no interface of this host.',
    remedy: 'Name an existing interface in SLIPWAY_UPLINK, or leave it empty.',
  },
  'floating-pool-in-use': {
    status: null,
    exit: 'failed',
    meaning: 'The pool of floating IPs overlaps a network of this host.',
    remedy:
      'Choose a range that is free: set SLIPWAY_FLOATING_POOL=172.30.4.0/24, or floating_pool in slipway.toml. Floating IPs that there are move into it.',
  },
  'no-floating-pool': {
    status: null,
    exit: 'failed',
    meaning: 'No network of the host is free for floating IPs.',
    remedy: 'Name one that is free: set SLIPWAY_FLOATING_POOL=172.30.4.0/24, or floating_pool in slipway.toml.',
  },
  'port-in-use': {
    status: null,
    exit: 'conflict',
    meaning: 'Something else listens where the cloud shall.',
    remedy: 'Stop that, or listen elsewhere: SLIPWAY_LISTEN.',
  },
  'plain-http-public': {
    status: null,
    exit: 'failed',
    meaning: 'The API would speak plain HTTP where the world can hear passwords and tokens.',
    remedy:
      'Set tls_cert and tls_key, or listen on 127.0.0.1 behind a TLS proxy; if nobody else can reach it, set plain_http = true.',
  },
  'bad-certificate': {
    status: null,
    exit: 'failed',
    meaning: 'The certificate of the API cannot be used with its key.',
    remedy: 'Name PEM files that can be read and belong together: tls_cert, with its chain, and tls_key.',
  },
  'already-running': {
    status: null,
    exit: 'conflict',
    meaning: 'Another control plane works on this state directory.',
    remedy: 'Use that one, or stop it first: ./slipway down',
  },
  'older-checkout': {
    status: null,
    exit: 'conflict',
    meaning: 'The control plane that runs is of a newer checkout than this command.',
    remedy: 'Use the checkout that the control plane runs from.',
  },
  'server-died': {
    status: null,
    exit: 'failed',
    meaning: 'The control plane died, or ended while it started.',
    remedy: 'Read the end of log/server.log in the state directory, and mend what it says.',
  },
  'preparation-erred': {
    status: null,
    exit: 'failed',
    meaning: 'The cloud could not get ready for VMs.',
    remedy: 'Run "./slipway doctor" and read log/server.log in the state directory.',
  },
  'nodes-running': {
    status: null,
    exit: 'conflict',
    meaning: 'Other nodes of the cloud run, whose VMs would be removed with it.',
    remedy:
      'Stop every other node first ("./slipway down" on it). To take away only this one: ./slipway down, then remove its state directory.',
  },
  'uninstall-failed': {
    status: null,
    exit: 'failed',
    meaning: 'Not everything of the cloud could be removed.',
    remedy: 'Do what the lines above say, then try again.',
  },
  'database-away': {
    status: 503,
    exit: 'failed',
    meaning: 'The database does not answer at the moment.',
    remedy: 'Nothing is lost. It is started again or waited for; try again in a few seconds.',
  },
  'database-full': {
    status: 503,
    exit: 'capacity',
    meaning: 'The disk of the database is full.',
    remedy: 'Free space where the database keeps its data. Nothing is lost, and everything goes on by itself.',
  },
  'database-read-only': {
    status: 503,
    exit: 'failed',
    meaning: 'The database takes no changes at the moment.',
    remedy: 'Ask the operator: it may be a standby, or set to default_transaction_read_only.',
  },
  'database-newer': {
    status: null,
    exit: 'failed',
    meaning: 'The database belongs to a newer version of Slipway.',
    remedy: 'Use that version, or a backup of before.',
  },
  'cloud-missing': {
    status: 409,
    exit: 'conflict',
    meaning: 'Projects live on a cloud that the settings do not list.',
    remedy: 'Put it back into slipway.toml.',
  },
  'database-empty': {
    status: null,
    exit: 'conflict',
    meaning: 'The database has no records, and the state directory has VMs, volumes or images: they were lost.',
    remedy:
      'If the database lies elsewhere, put it back. Else bring its records back ("./slipway restore": the newest backup of its own, or the one that you name), or make records of what is there ("./slipway up --adopt"), or begin with none ("./slipway up --new-database"; all that is there stays).',
  },
  'cloud-of-other-node': {
    status: null,
    exit: 'conflict',
    meaning:
      'The database has the records of a cloud whose VMs run on the host of another node, or that no start of this version has named yet.',
    remedy:
      'VMs on QEMU belong to the node on their host: ask that one. To move a cloud here, restore a backup ("./slipway restore FILE"). Of other clouds start a node first that was one before.',
  },
  'other-driver': {
    status: null,
    exit: 'conflict',
    meaning: 'A cloud has another driver than its records say: all nodes of a database have the same.',
    remedy: 'Set SLIPWAY_DRIVER to that of the cloud, or SLIPWAY_DATABASE_URL to another database.',
  },
  'other-database': {
    status: null,
    exit: 'conflict',
    meaning: 'The database and the state directory are of two clouds.',
    remedy:
      'Use the database of this state directory, or the state directory of this database: SLIPWAY_DATABASE_URL, SLIPWAY_HOME, and postgres/ and cloud.json in the state directory say which are used.',
  },
  'postgres-missing': {
    status: null,
    exit: 'failed',
    meaning: 'There is no PostgreSQL to run.',
    remedy: 'Run "./slipway up" again, or set SLIPWAY_DATABASE_URL to another PostgreSQL.',
  },
  'postgres-not-runnable': {
    status: null,
    exit: 'failed',
    meaning: 'The binaries of PostgreSQL do not run here.',
    remedy: 'Look for a noexec mount or a foreign C library, or set SLIPWAY_DATABASE_URL to another PostgreSQL.',
  },
  'postgres-not-started': {
    status: null,
    exit: 'failed',
    meaning: 'PostgreSQL ended while it started.',
    remedy: 'Read log/postgres.log in the state directory; the data is untouched.',
  },
  'postgres-not-answering': {
    status: null,
    exit: 'failed',
    meaning: 'PostgreSQL runs but takes no connections.',
    remedy: 'Read log/postgres.log in the state directory.',
  },
  'postgres-not-stopped': {
    status: null,
    exit: 'failed',
    meaning: 'PostgreSQL does not end.',
    remedy: 'It is tried again; read log/postgres.log in the state directory.',
  },
  'user-not-created': {
    status: null,
    exit: 'failed',
    meaning: 'The system user of PostgreSQL could not be made.',
    remedy: 'Do what useradd says.',
  },
  'user-not-removed': {
    status: null,
    exit: 'failed',
    meaning: 'The system user of PostgreSQL could not be removed.',
    remedy: 'Do what userdel says.',
  },
} as const satisfies Record<string, ProblemKind>;
