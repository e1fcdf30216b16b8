export { requestCapture } from '../actions/vm/capture.ts';
export { changeOrder } from './update.ts';
export { endDueResources } from '../actions/end-dates.ts';
export { missing } from '../common/fields.ts';
export { placeOrder } from './place.ts';
export { requestAddressPairs, requestFloatingIps, requestGroups, requestPorts } from '../actions/vm/network.ts';
export { switchPlan } from '../actions/vm/switch-plan.ts';
export { preflight } from './preflight.ts';
export { findOrder, type OrderView, orderView } from './read.ts';
export type { Verdict } from '../actions/vm/begin.ts';
export { requestRebuild } from '../actions/vm/rebuild.ts';
export { requestRescue, requestUnrescue } from '../actions/vm/rescue.ts';
export { requestFlavor } from '../actions/vm/resize.ts';
export { beginPower, orderTermination, requestPower } from '../actions/vm/power.ts';
export { approveOrder, rejectOrder, retryOrder } from './approve.ts';
export { settleByHand } from '../actions/vm/set-state.ts';
export { terminateInstance } from '../actions/vm/terminate.ts';
export { endDate, updateInstance } from '../actions/vm/update.ts';
export { addressPairs, floatingIpShape, instanceName, orderBody, portShape, reference, volumeShape } from './schema.ts';
export { cancelOrder, deleteOrder, unlinkOrder, unlinkResource } from './cancel.ts';
export { type Services, workflows } from '../workflows/index.ts';
export { createVolume } from '../actions/volume/create.ts';
export {
  attachVolume,
  detachVolume,
  extendVolume,
  retypeVolume,
  terminateVolume,
  updateVolume,
} from '../actions/volume/attach.ts';
