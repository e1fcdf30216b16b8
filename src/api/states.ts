import { z } from 'zod';
import { enums } from '../db/index.ts';

// The words for states in answers, each a component of the documents. Presenters are typed by the rows' own states, so
// that a state that is added to a row and not here does not compile.

/** Of both dialects; the document of each has its own words. */
export const orderState = z.enum(['Creating', 'Success', 'Erred', 'Canceled', ...enums['order.state']]).meta({
  id: 'OrderState',
  description: 'How far an order is. `awaits_approval` says whether it waits for somebody who may approve it.',
});
export type OrderWord = z.output<typeof orderState>;

export const stepState = z
  .enum(enums['workflow_step.state'])
  .meta({ id: 'StepState', description: 'waiting: for the backend, or for its next attempt' });

/** Words of a marketplace resource for the states of what it is. */
export const resourceStates = {
  CREATING: 'Creating',
  OK: 'OK',
  UPDATING: 'Updating',
  DELETING: 'Terminating',
  ERRED: 'Erred',
  TERMINATED: 'Terminated',
} as const;
export const resourceState = z.enum(resourceStates).meta({
  id: 'ResourceState',
  description: 'What is being done with a resource: OK is nothing. Whether a VM runs is its `runtime_state`.',
});

/** Words of a marketplace resource for the runtime states of a VM. */
export const resourceRuntimeStates = {
  BUILDING: 'building',
  ACTIVE: 'active',
  SHUTOFF: 'stopped',
  REBOOT: 'reboot',
  RESCUE: 'rescue',
  ERROR: 'error',
  PAUSED: 'paused',
} as const;
export const resourceRuntimeState = z.enum(resourceRuntimeStates).meta({
  id: 'ResourceRuntimeState',
  description:
    'Whether a VM runs: active is yes, rescue is yes, from a rescue image; paused: it stands still, and its error_message says why',
});

/** The states that Waldur's clients may ask for, those included that nothing is in here. */
export const coreStates = [
  'CREATION_SCHEDULED',
  'CREATING',
  'UPDATE_SCHEDULED',
  'UPDATING',
  'DELETION_SCHEDULED',
  'DELETING',
  'OK',
  'ERRED',
] as const;

export const instanceState = z.enum(enums['instance.state']).meta({
  id: 'InstanceState',
  description:
    'What is being done with a VM: OK is nothing. What is TERMINATED is shown as a marketplace resource only.',
});
export const instanceRuntimeState = z
  .enum(enums['instance.runtime_state'])
  .meta({ id: 'InstanceRuntimeState', description: 'Whether a VM runs, in the words of OpenStack' });

export const volumeState = z
  .enum(enums['volume.state'])
  .meta({ id: 'VolumeState', description: 'What is being done with a volume: OK is nothing' });
export const volumeRuntimeState = z
  .enum(enums['volume.runtime_state'])
  .meta({ id: 'VolumeRuntimeState', description: 'Whether a VM has the volume: in-use is yes, available is no' });

export const snapshotState = z
  .enum(enums['snapshot.state'])
  .meta({ id: 'SnapshotState', description: 'What is being done with a snapshot: OK is nothing' });
export const snapshotRuntimeState = z.enum(enums['snapshot.runtime_state']).meta({
  id: 'SnapshotRuntimeState',
  description: 'Whether there is a snapshot to make a volume of, in the words of OpenStack',
});

export const backupState = z
  .enum(enums['backup.state'])
  .meta({ id: 'VmBackupState', description: 'What is being done with a backup of a VM: OK is nothing' });

export const backupCopyState = z.enum(enums['backup_copy.state']).meta({
  id: 'BackupCopyState',
  description: 'What is being done with a copy of a backup: OK is nothing, UPDATING is its verification',
});

export const serverGroupPolicy = z.enum(enums['server_group.policy']).meta({
  id: 'ServerGroupPolicy',
  description: 'Whether VMs of a group run on one host, each on its own, or so if hosts allow (soft)',
});

export const networkState = z.enum(['OK', 'UPDATING']).meta({
  id: 'NetworkState',
  description: 'UPDATING: the host does not do yet what the rows say; `error_message` says why',
});
export const portStatus = z
  .enum(['ACTIVE', 'DOWN'])
  .meta({ id: 'PortStatus', description: 'Whether a VM is plugged by the port' });
export const floatingIpRuntimeState = z
  .enum(['ACTIVE', 'DOWN'])
  .meta({ id: 'FloatingIpRuntimeState', description: 'Whether the floating IP leads to a port' });

export const imageState = z.enum(enums['image.state']).meta({
  id: 'ImageState',
  description: 'pending: is made ready by the first order, by pull/ or by an upload',
});
export const offeringState = z
  .enum(enums['offering.state'])
  .meta({ id: 'OfferingState', description: 'Only what is Active can be ordered' });

export const preparationState = z
  .enum(['running', 'done', 'erred'])
  .meta({ id: 'PreparationState', description: 'Whether the host is fit for VMs: it is made so at every start' });
export const eventResult = z.enum(enums['audit_event.result']).meta({
  id: 'EventResult',
  description:
    'What came of it. locked: a login after too many failures; restarted, off: a VM that ended by itself; terminated: on its end date',
});
