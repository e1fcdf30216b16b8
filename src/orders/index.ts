export { approveOrder, rejectOrder, retryOrder } from './approve.ts';
export { cancelOrder, deleteOrder } from './cancel.ts';
export { placeOrder } from './place.ts';
export { preflight } from './preflight.ts';
export { pruneQuotes, pruneResources, retriedRun } from './prune.ts';
export { findOrder, type OrderView, orderView } from './read.ts';
export { orderBody, orderChange } from './schema.ts';
export { unlinkOrder, unlinkResource } from './unlink.ts';
export { changeOrder } from './update.ts';
