import { defineWorkflow, none, type Outcome, step } from '../engine/index.ts';
import { forgetDeleted, setDeleted } from '../storage/index.ts';
import { forward, noInput, within } from './context.ts';
import { failureText } from './outcomes.ts';
import { purgeVolumes } from './steps/disk.ts';
import { releaseDeleted } from './steps/reservation.ts';

const steps = [
  step('purge-volumes', ['Delete the disks', purgeVolumes], none(forward), within('volume', 20)),
  step('release-deleted', ['Give back quota', releaseDeleted], none(forward), { retries: 20 }),
];

const outcome: Outcome = {
  begins: (tx, { subject }) => setDeleted(tx, subject, 'DELETING'),
  succeeded: (tx, { subject }) => forgetDeleted(tx, subject),
  unwound: (tx, { subject }, error) => setDeleted(tx, subject, 'ERRED', error === null ? '' : failureText(error)),
};

export const instancePurge = defineWorkflow({
  kind: 'instance.purge',
  purpose: 'From the disks of a deleted instance to nothing left of it',
  input: noInput,
  steps,
  ...outcome,
});

export const volumePurge = defineWorkflow({
  kind: 'volume.purge',
  purpose: 'From a deleted volume to nothing left of it',
  input: noInput,
  steps,
  ...outcome,
});
