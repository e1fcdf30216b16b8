import type { ProblemKind } from './kind.ts';

/** What goes wrong with the places that copies of backups are kept at, off this machine. */
export const targets = {
  'target-unknown': {
    status: null,
    exit: 'not-found',
    meaning: 'The settings have no such target for copies of backups.',
    remedy: 'Name it in slipway.toml, as [targets.NAME] with its directory or bucket, and restart the cloud.',
  },
  'target-key-missing': {
    status: null,
    exit: 'failed',
    meaning: 'There is no key to seal copies of backups with, or its file holds something else.',
    remedy:
      'Put the key that you keep into targets.key in the state directory, or make the first one: ./slipway target prepare NAME',
  },
  'target-key-other': {
    status: null,
    exit: 'failed',
    meaning: 'What is on a target was sealed with another key than the one that is here.',
    remedy: 'Put the key of the target into targets.key in the state directory; nothing there was changed.',
  },
  'target-away': {
    status: null,
    exit: 'failed',
    meaning: 'A target is not there: nothing is mounted, its server is away, or it was never prepared.',
    remedy: 'Mount it, or prepare a new one: ./slipway target prepare NAME. What was begun goes on where it was.',
  },
  'target-slow': {
    status: null,
    exit: 'timeout',
    meaning: 'A target does not answer.',
    remedy: 'Look at its disk, or at its server and the network. Nothing more is asked of it until it answers.',
  },
  'target-full': {
    status: null,
    exit: 'capacity',
    meaning: 'A target has no room for what is to be copied to it.',
    remedy: 'Make room there, or delete copies of backups that are not needed; then copy the backup again.',
  },
  'target-refuses': {
    status: null,
    exit: 'denied',
    meaning: 'A target lets nothing be written.',
    remedy:
      'Let root write there: mount it for writing, and have its server take root for root. A bucket has to let its credentials list, read, write and delete.',
  },
  'target-credentials': {
    status: null,
    exit: 'denied',
    meaning: 'The credentials of a bucket are not there, are no key id and secret, or can be read by others.',
    remedy: 'Write key id and secret into that file, separated by a space, and let root alone read it: chmod 600 FILE',
  },
  'copy-damaged': {
    status: null,
    exit: 'failed',
    meaning: 'What a target has of a copy of a backup is not what was sent to it.',
    remedy: 'Restore another copy, or the backup itself. While that is there, copying it again sends what is missing.',
  },
} as const satisfies Record<string, ProblemKind>;
