export { doDueWork } from './due-work.ts';
export {
  type EndAction,
  endAction,
  endActions,
  endChange,
  type EndColumns,
  endColumns,
  changedEndDate,
  endDate,
  type EndWish,
} from './ends.ts';
export { createBackup } from './backup/create.ts';
export { makeBackup } from './backup/make.ts';
export { requestRollback } from './backup/rollback.ts';
export { terminateBackup } from './backup/terminate.ts';
export { updateBackup } from './backup/update.ts';
export { copyBackup, requireTarget } from './copy/create.ts';
export { terminateCopy } from './copy/terminate.ts';
export { verifyCopy } from './copy/verify.ts';
export { purge } from './purge.ts';
export { undelete } from './undelete.ts';
export { deleteProject } from './project.ts';
export { runDueSchedules } from './schedules.ts';
export { setStateByHand } from './set-state.ts';
export { beginPower, requestPower } from './vm/power.ts';
export { cancelAction } from './vm/cancel.ts';
export { requestCapture } from './vm/capture.ts';
export { requestAddressPairs, requestFloatingIps, requestGroups, requestPorts } from './vm/network.ts';
export { requestRebuild } from './vm/rebuild.ts';
export { requestRescue, requestUnrescue } from './vm/rescue.ts';
export { requestFlavor } from './vm/resize.ts';
export { switchPlan } from './vm/switch-plan.ts';
export { orderTermination, terminateInstance } from './vm/terminate.ts';
export { updateInstance } from './vm/update.ts';
export { createSnapshot } from './snapshot/create.ts';
export { restoreSnapshot } from './snapshot/restore.ts';
export { terminateSnapshot } from './snapshot/terminate.ts';
export { updateSnapshot } from './snapshot/update.ts';
export { attachVolume, detachVolume } from './volume/attach.ts';
export { createVolume } from './volume/create.ts';
export { extendVolume } from './volume/extend.ts';
export { terminateVolume } from './volume/terminate.ts';
export { retypeVolume, updateVolume } from './volume/update.ts';
