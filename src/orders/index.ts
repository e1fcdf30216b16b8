export { requestCapture } from './capture.ts';
export { changeOrder } from './change.ts';
export { endDueResources } from './end-dates.ts';
export { missing } from './fields.ts';
export { placeOrder } from './intake.ts';
export { requestAddressPairs, requestFloatingIps, requestGroups, requestPorts } from './network-requests.ts';
export { switchPlan } from './plan-switch.ts';
export { preflight } from './preflight.ts';
export { findOrder, type OrderView, orderView } from './read.ts';
export type { Verdict } from './instance-action.ts';
export { requestRebuild } from './rebuild.ts';
export { requestRescue, requestUnrescue } from './rescue.ts';
export { requestFlavor } from './resize.ts';
export { beginPower, orderTermination, requestPower } from './requests.ts';
export { approveOrder, rejectOrder, retryOrder } from './review.ts';
export { settleByHand } from './settle-by-hand.ts';
export { terminateInstance } from './terminate.ts';
export { endDate, updateInstance } from './update.ts';
export { addressPairs, floatingIpShape, instanceName, orderBody, portShape, reference, volumeShape } from './schema.ts';
export { cancelOrder, deleteOrder, unlinkOrder, unlinkResource } from './withdrawal.ts';
export { type Services, workflows } from './workflows/index.ts';
export { createVolume } from './volume-intake.ts';
export {
  attachVolume,
  detachVolume,
  extendVolume,
  retypeVolume,
  terminateVolume,
  updateVolume,
} from './volume-requests.ts';
