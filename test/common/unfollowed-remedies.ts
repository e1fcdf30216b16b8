/** Tests that do what a remedy says in more steps than one call has room for: the file, and its title. */
export const atLength: Readonly<Record<string, readonly [file: string, title: string]>> = {
  'Detach it first: it stays as it is.': [
    'instances/rollback',
    'that is off, with all of its disks, and what they held is kept until it has booted',
  ],
  'Attach it again, or restore the backup to a new VM.': [
    'instances/rollback',
    'that is off, with all of its disks, and what they held is kept until it has booted',
  ],
  'Add --yes if that is what you want.': ['cli/lifecycle', 'uninstall asks for --yes, then nothing is left'],
  'It replaces nothing. Stop the cloud and move its database away first, if it is really lost.': [
    'server/backup',
    'brings the control plane back where its database was lost',
  ],
  'Name a file that "./slipway backup" has written.': [
    'server/backup',
    'brings the control plane back where its database was lost',
  ],
  'Bring it back from a backup: "./slipway restore FILE" leaves records that are there as they are.': [
    'server/lost-records',
    'an identity that no backup of its own has comes from one that is named',
  ],
  'Bring it back from a backup: it is what the names of guests and networks on this host come from.': [
    'cli/supervisor',
    'one that does not come up again is given up: status and doctor say why, until up mends it',
  ],
  'Start the newer version again, or restore a backup that this version has made.': [
    'server/own-backups',
    'and by that brought back',
  ],
  'Use "./slipway up", which supervises the cloud by itself, or run "./slipway serve" under what there is.': [
    'cli/supervisor',
    'two starts at once make one control plane with one supervisor',
  ],
  'Run "./slipway up": it starts the control plane again, and VMs go on running.': [
    'cli/upgrade',
    'a newer checkout over an older control plane is told by status and doctor, and up starts it again',
  ],
  'It is being started again; "./slipway up" waits for that. If it keeps failing: …': [
    'cli/supervisor',
    'one that does not come up again is given up: status and doctor say why, until up mends it',
  ],
  '… Then start it: ./slipway up': [
    'cli/supervisor',
    'one that does not come up again is given up: status and doctor say why, until up mends it',
  ],
  'It runs by "./slipway serve", which process … (…) has started and must start again: "kill …" ends it, and a service manager starts it anew by itself. VMs go on running.':
    ['cli/upgrade', 'what runs by serve is started again by who has started it'],
  'It runs by "./slipway serve", which somebody has started and must start again: "kill …" ends it, and a service manager starts it anew by itself. VMs go on running.':
    ['cli/upgrade', 'what runs by serve is started again by who has started it'],
  'Give ports from 1 to 65535: 80, 8080:80, or 8080:HOST:80.': [
    'cli/vm',
    'ssh accepts only the host keys that the API reports, and ends as ssh ends',
  ],
  'Write it like "vm cp FILE NAME:PATH" or "vm cp NAME:PATH FILE"; from VM to VM by way of this machine.': [
    'cli/vm',
    'ssh accepts only the host keys that the API reports, and ends as ssh ends',
  ],
  // words that another text has, too
  'Correct it in ….': ['common/settings', 'what is said of settings that cannot be used helps'],
  'There are: …, ….': [
    'cli/failed-remedies',
    'of what was deleted while it was made, of a column and of one of many that there is not',
  ],
};

/** What nobody can follow here, by the reason. */
export const notHere: Readonly<Record<string, readonly string[]>> = {
  'a fault of Slipway itself, to be reported': [
    'This is a defect of the server; report it with the server log.',
    'Report this as a bug.',
    'Use the id of an instance.',
    'Stop the VM and start it again.',
    'This is a fault of Slipway: please report it with the server log.',
  ],
  'the version that it asks for is not written yet': ['Restore it with the version that made it (…) or a newer one.'],
};
