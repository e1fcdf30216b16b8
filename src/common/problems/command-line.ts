import type { ProblemKind } from './kind.ts';

/** What only the command line meets. */
export const commandLine = {
  usage: {
    status: null,
    exit: 'usage',
    meaning: 'The command was used wrongly.',
    remedy: '"--help" shows how it is used, with an example.',
  },
  'bad-file': {
    status: null,
    exit: 'usage',
    meaning: 'A file that was named cannot be used.',
    remedy: 'Name a file in a directory that is there.',
  },
  'file-exists': {
    status: null,
    exit: 'conflict',
    meaning: 'A file that is to be written is there already.',
    remedy: 'Name another file, or remove it first.',
  },
  'bad-archive': {
    status: null,
    exit: 'usage',
    meaning: 'The file is no whole backup.',
    remedy: 'Use another backup; nothing was changed.',
  },
  'console-lost': {
    status: null,
    exit: 'failed',
    meaning: 'An open console has ended: it was closed by the cloud, or the connection was lost. The VM goes on.',
    remedy:
      'Open it again: what the VM has said meanwhile is shown. "./slipway status" says whether the cloud answers.',
  },
  'not-confirmed': {
    status: null,
    exit: 'usage',
    meaning: 'What would have been done was not agreed to.',
    remedy: 'Add --yes if it is what you want.',
  },
  'no-backup': {
    status: null,
    exit: 'not-found',
    meaning: 'The cloud has made no backup of its own records that is still there.',
    remedy: 'Name the file of another backup.',
  },
  'backup-newer': {
    status: null,
    exit: 'usage',
    meaning: 'The backup was made by a newer version of Slipway.',
    remedy: 'Restore it with that version.',
  },
  'other-home': {
    status: null,
    exit: 'usage',
    meaning: 'The backup is of another state directory.',
    remedy: 'Set SLIPWAY_HOME to the directory that the backup is of.',
  },
  'other-cloud': {
    status: null,
    exit: 'conflict',
    meaning: 'The state directory holds another cloud than the backup.',
    remedy: 'Restore it on another machine, or remove the cloud that is here with "./slipway uninstall".',
  },
  'not-empty': {
    status: null,
    exit: 'conflict',
    meaning: 'The database that a backup shall be restored into has something in it.',
    remedy: 'Use an empty database.',
  },
  'no-cloud': {
    status: null,
    exit: 'not-found',
    meaning: 'The state directory holds no cloud.',
    remedy:
      'Log in at a cloud elsewhere: "./slipway login USER URL". On its host run "./slipway quickstart" to make one, or set SLIPWAY_HOME.',
  },
  'no-login': {
    status: null,
    exit: 'denied',
    meaning: 'Nobody is logged in at this cloud.',
    remedy: 'Log in: ./slipway login USER URL',
  },
  'not-running': {
    status: null,
    exit: 'failed',
    meaning: 'The cloud of this machine does not run.',
    remedy: 'Start it: ./slipway up',
  },
  unreachable: {
    status: null,
    exit: 'failed',
    meaning: 'No cloud answers at the address.',
    remedy:
      'Start it with "./slipway up". If it listens elsewhere, set SLIPWAY_HOME, or SLIPWAY_URL and SLIPWAY_TOKEN.',
  },
  'no-api': {
    status: null,
    exit: 'failed',
    meaning: 'What answers at the address is not this API.',
    remedy: 'Correct SLIPWAY_URL, or look what listens there.',
  },
  timeout: {
    status: null,
    exit: 'timeout',
    meaning: 'What was waited for has not come in time; it goes on.',
    remedy: 'Look again later, or wait longer: --timeout.',
  },
  'order-erred': {
    status: null,
    exit: 'failed',
    meaning: 'An order has failed.',
    remedy: '"./slipway order show" shows where it failed.',
  },
  'order-canceled': {
    status: null,
    exit: 'conflict',
    meaning: 'An order that was waited for was cancelled.',
    remedy: 'Place it again if you want it.',
  },
  'image-erred': {
    status: null,
    exit: 'failed',
    meaning: 'The content of an image could not be had.',
    remedy: 'Mend what the message says, then try again.',
  },
  'action-failed': {
    status: null,
    exit: 'failed',
    meaning: 'What was begun with a VM or a volume has failed.',
    remedy: '"./slipway vm show" or "./slipway volume show" shows how it is now.',
  },
  'ssh-missing': {
    status: null,
    exit: 'failed',
    meaning: 'There is no ssh on this machine.',
    remedy: 'Install it: apt-get install openssh-client',
  },
  'ssh-failed': {
    status: null,
    exit: 'failed',
    meaning: 'The VM runs, but ssh does not get into it.',
    remedy: 'Read "./slipway vm console-log", then try "./slipway vm ssh".',
  },
} as const satisfies Record<string, ProblemKind>;
