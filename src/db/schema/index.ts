import type { Enum } from './tables.ts';

export type { StoredProblem } from '../../common/problem.ts';
export {
  type BackedUpVm,
  type DeletedPort,
  type DeletedVm,
  type HostRoute,
  type ImageSource,
  json,
  type Readiness,
} from './json.ts';
export { type Enum, enums, type Schema } from './tables.ts';

/** What came of what was done: the last three are the cloud's own doing, about a VM or volume. */
export type EventResult = Enum<'audit_event.result'>;
export type BackupState = Enum<'backup.state'>;
export type BackupCopyState = Enum<'backup_copy.state'>;
export type InstanceState = Enum<'instance.state'>;
export type OfferingType = Enum<'offering.type'>;
export type OrderState = Enum<'order.state'>;
export type RoleName = Enum<'role_grant.role'>;
export type RuntimeState = Enum<'instance.runtime_state'>;
export type ServerGroupPolicy = Enum<'server_group.policy'>;
export type SnapshotState = Enum<'snapshot.state'>;
export type StepState = Enum<'workflow_step.state'>;
export type VolumeState = Enum<'volume.state'>;
export type WorkflowState = Enum<'workflow.state'>;
